"""From a form and the facts of a letter to its words, as JSON holds them.

What `compose` returns is frozen when the letter is issued: every slot filled, the
instruction written out, nothing looked up any more when it is printed again.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from string import Formatter
from typing import Any

from django.utils.translation import gettext as _

from casework.errors import CaseworkError
from notices.letter import Letter
from ordinances.instructions import NoInstruction, instruct
from ordinances.loading import municipality
from ordinances.loading import pack as load_pack
from ordinances.notice_forms import Letterhead, NoticeForm
from ordinances.numerals import DigitStyle
from ordinances.schema import Municipality
from ordinances.slots import Day, Numeral, text_of
from ordinances.wareki import format_date

MAY_BE_EMPTY = frozenset({"cited_number"})
"""Slots a sentence reads well without: an old decision may have no number."""


class CannotCompose(CaseworkError):
    """A letter lacks what its words need.

    Attributes:
        field: The slot that is empty.
    """

    code = "cannot_compose"

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def compose(
    form: NoticeForm,
    letter: Letter,
    *,
    number_text: str,
    issued_on: date,
    contact: Sequence[str] = (),
) -> dict[str, Any]:
    """Write a letter out.

    Args:
        form: The form in force on the day of the letter.
        letter: To whom, with which facts; `facts["organ"]` is the code of the signer.
        number_text: The document number as printed.
        issued_on: The day on the letter.
        contact: Further lines about whom to ask, such as a telephone number.

    Returns:
        What `rendering.render` prints: plain dicts, lists and texts.

    Raises:
        CannotCompose: A sentence lacks a fact, or the pack has no instruction.
    """
    pack = load_pack(letter.unit.regime)
    city = municipality(pack.municipality)
    signed = city.organ(str(letter.facts["organ"]), issued_on).signs_as_on(issued_on)
    facts = {**letter.facts, "municipality": city.name_ja, "organ_name": signed}
    head = pack.letterhead(issued_on)
    words = (facts.get("cited_on") and form.amended) or form
    return {
        "form": form.key,
        "form_version": form.version,
        "unit": letter.unit.pk,
        "unit_number": letter.unit.number_text,
        "form_number": form.form_number or "",
        "number": number_text,
        "issued_on": issued_on.isoformat(),
        "date": format_date(issued_on),
        "title": words.title_ja,
        "addressee": _addressee(letter, head),
        "sender": _sender(form, signed, head),
        "blocks": [
            _paragraph(words.opening, facts),
            *_tables(form, facts),
            *(_paragraph(text, facts) for text in form.closing),
            *_notes(form, facts),
            *_instruction(form, letter, city, issued_on),
            *_contact([*(_row(line, facts) for line in head.contact), *contact]),
        ],
    }


def _sender(form: NoticeForm, name: str, head: Letterhead) -> dict[str, str]:
    words = head.seal_frame if form.seal == "frame" else head.seal_omitted
    return {"name": name, "seal": form.seal, "seal_words": words}


def _addressee(letter: Letter, head: Letterhead) -> dict[str, str]:
    to = letter.addressee
    return {
        "postal_code": to.postal_code,
        "address": _lines(to.address),
        "name": _lines(to.name),
        "honorific": to.honorific,
        "contact_person": _row(
            head.contact_person, {"contact_person": to.contact_person}
        ),
    }


def _paragraph(text: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    for slot in _slots_of(text):
        if slot not in MAY_BE_EMPTY and facts.get(slot) in {None, ""}:
            raise CannotCompose(
                _("The letter lacks “%(slot)s”, which its text needs.")
                % {"slot": slot},
                slot,
            )
    return {"type": "paragraph", "text": _filled(text, facts, "full1")}


def _tables(form: NoticeForm, facts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    rows = [
        {"label": row.label, "text": words}
        for row in form.rows
        if (words := _row(row.text, facts) or row.otherwise)
    ]
    if rows:
        yield {"type": "ruled", "rows": rows}
    records = facts.get("records", [])
    cells = [
        [_row(column.text, record) for column in form.columns] for record in records
    ]
    kept = [
        position
        for position in range(len(form.columns))
        if any(line[position] for line in cells)
    ]
    if kept:
        yield {
            "type": "records",
            "header": [form.columns[position].label for position in kept],
            "shares": [form.columns[position].share for position in kept],
            "rows": [[line[position] for position in kept] for line in cells],
        }


def _row(text: str, facts: Mapping[str, Any]) -> str:
    """Fill a cell; empty when it has slots and none of them is filled."""
    slots = _slots_of(text)
    if slots and all(facts.get(slot) in {None, ""} for slot in slots):
        return ""
    return _filled(text, facts, "half")


def _notes(form: NoticeForm, facts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    if form.notes:
        lines = [_filled(text, facts, "full1") for text in form.notes]
        yield {"type": "notes", "lines": lines}


def _instruction(
    form: NoticeForm, letter: Letter, city: Municipality, on: date
) -> Iterator[dict[str, Any]]:
    pack = load_pack(letter.unit.regime)
    try:
        told = instruct(
            pack, form.instruction, city=city, organ=str(letter.facts["organ"]), on=on
        )
    except NoInstruction as error:
        raise CannotCompose(str(error), "instruction") from error
    if told:
        yield {
            "type": "instruction",
            "title": told.title,
            "paragraphs": list(told.paragraphs),
        }


def _contact(lines: Sequence[str]) -> Iterator[dict[str, Any]]:
    if any(lines):
        yield {"type": "contact", "lines": [_lines(line) for line in lines if line]}


def _filled(text: str, facts: Mapping[str, Any], style: DigitStyle) -> str:
    values = {slot: _value(slot, facts.get(slot), style) for slot in _slots_of(text)}
    return _lines(text_of(text, values))


def _value(slot: str, fact: Any, style: DigitStyle) -> object:
    if fact is None:
        return ""
    if slot.endswith("_on") and fact:
        return Day(date.fromisoformat(str(fact)), style)
    return Numeral(fact) if isinstance(fact, int) else str(fact)


def _lines(text: str) -> str:
    """Write every line end the same way; a text pasted from Windows has CRLF."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def _slots_of(text: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(text) if name]
