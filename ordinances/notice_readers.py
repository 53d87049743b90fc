"""From ``notices.yaml`` to the forms of letters of a regime."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

from ordinances.entry_readers import read_catalogue, read_dated, read_rows, read_series
from ordinances.notice_forms import (
    AmendedWords,
    Instruction,
    InstructionKind,
    Letterhead,
    NoticeBook,
    NoticeColumn,
    NoticeForm,
    NoticeRow,
    NoticeWord,
    Seal,
)
from ordinances.notice_slots import (
    CONTACT_SLOTS,
    INSTRUCTION_SLOTS,
    RECORD_SLOTS,
    SLOTS,
    WITHOUT_RECORDS,
    WORDS,
)
from ordinances.slots import wrong_slot
from ordinances.yaml_nodes import read_yaml

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from ordinances.yaml_nodes import MappingNode

FILE = "notices.yaml"


def read_notices(directory: Path, organs: Sequence[str] | None) -> NoticeBook:
    """Read the letters of one regime folder; empty where there is no file.

    Args:
        directory: The folder of the regime.
        organs: The codes of the municipality's organs, to check against.

    Raises:
        PackError: any mistake in the file, a slot the form does not have
            included.
    """
    path = directory / FILE
    if not path.exists():
        return NoticeBook()
    node = read_yaml(path)
    book = NoticeBook(
        forms=read_catalogue(node, "forms", _form, lambda form: form.key),
        instructions=read_catalogue(
            node,
            "instructions",
            lambda row: _instruction(row, organs),
            lambda one: f"{one.kind} {' '.join(one.organs)}",
        ),
        letterheads=read_series(node, "letterheads", _letterhead),
        words=read_catalogue(node, "words", _word, lambda one: one.code),
    )
    _require(node, book)
    node.done()
    return book


def _form(node: MappingNode) -> NoticeForm:
    key = node.choice("key", tuple(SLOTS))
    slots = SLOTS[key]
    return NoticeForm(
        key=key,
        form_number=node.optional_text("form_number"),
        title_ja=node.text("title_ja"),
        opening=_filled(node, "opening", slots),
        rows=read_rows(node, "rows", lambda row: _row(row, slots)),
        columns=_columns(node, key),
        closing=_lines(node, "closing", slots),
        notes=_lines(node, "notes", slots),
        instruction=cast(
            "InstructionKind", node.choice("instruction", get_args(InstructionKind))
        ),
        seal=cast("Seal", node.choice("seal", get_args(Seal))),
        amended=_amended(node, slots),
        **read_dated(node),
    )


def _row(node: MappingNode, slots: Collection[str]) -> NoticeRow:
    return NoticeRow(
        label=node.text("label"),
        text=_filled(node, "text", slots),
        otherwise=node.optional_text("otherwise") or "",
    )


def _columns(node: MappingNode, key: str) -> tuple[NoticeColumn, ...]:
    if node.has("columns") and key in WITHOUT_RECORDS:
        raise node.error(
            "columns",
            found="a table of records",
            expected=f"no such table: the form {key} must not show the records",
        )
    return read_rows(
        node,
        "columns",
        lambda row: NoticeColumn(
            label=row.text("label"),
            text=_filled(row, "text", RECORD_SLOTS),
            share=row.integer("share", at_least=1),
        ),
    )


def _amended(node: MappingNode, slots: Collection[str]) -> AmendedWords | None:
    words = node.optional_mapping("amended")
    if words is None:
        return None
    found = AmendedWords(
        title_ja=words.text("title_ja"), opening=_filled(words, "opening", slots)
    )
    words.done()
    return found


def _instruction(node: MappingNode, organs: Sequence[str] | None) -> Instruction:
    codes = node.texts("organs")
    for code in codes:
        if organs is not None and code not in organs:
            raise node.error(
                "organs", found=code, expected="one of " + ", ".join(organs)
            )
    return Instruction(
        kind=cast(
            "InstructionKind",
            node.choice("kind", [k for k in get_args(InstructionKind) if k != "none"]),
        ),
        organs=codes,
        title_ja=node.text("title_ja"),
        paragraphs=_lines(node, "paragraphs", INSTRUCTION_SLOTS),
        **read_dated(node),
    )


def _letterhead(node: MappingNode) -> Letterhead:
    return Letterhead(
        person=node.text("person"),
        corporation=node.text("corporation"),
        contact_person=_filled(node, "contact_person", {"contact_person"}),
        contact=_lines(node, "contact", CONTACT_SLOTS),
        seal_frame=node.text("seal_frame"),
        seal_omitted=node.text("seal_omitted"),
        **read_dated(node),
    )


def _word(node: MappingNode) -> NoticeWord:
    return NoticeWord(
        code=node.choice("code", WORDS), text=node.text("text"), **read_dated(node)
    )


def _require(node: MappingNode, book: NoticeBook) -> None:
    """Refuse a file whose forms want a text it does not have."""
    kinds = {one.kind for one in book.instructions}
    for form, row in zip(book.forms, node.mappings("forms"), strict=True):
        if form.instruction != "none" and form.instruction not in kinds:
            raise row.error(
                "instruction",
                found=f"{form.instruction}, of which there is no text",
                expected="a kind listed under instructions",
            )
    if not book.letterheads:
        raise node.error(
            "letterheads", found="nothing", expected="how people are addressed"
        )
    known = {word.code for word in book.words}
    if missing := [code for code in WORDS if code not in known]:
        raise node.error(
            "words", found=f"no word for {missing[0]}", expected="a word for each code"
        )


def _filled(node: MappingNode, key: str, slots: Collection[str]) -> str:
    text = node.text(key)
    if wrong := wrong_slot(text, slots):
        raise _no_slot(node, key, wrong, slots)
    return text


def _lines(node: MappingNode, key: str, slots: Collection[str]) -> tuple[str, ...]:
    lines = node.texts(key)
    for line in lines:
        if wrong := wrong_slot(line, slots):
            raise _no_slot(node, key, wrong, slots)
    return lines


def _no_slot(
    node: MappingNode, key: str, wrong: str, slots: Collection[str]
) -> Exception:
    known = ", ".join(f"{{{slot}}}" for slot in sorted(slots))
    return node.error(key, found=wrong, expected=f"slots of this form: {known}")
