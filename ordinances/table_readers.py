"""From the YAML of a pack to the declarations of ``tables``."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, cast, get_args

from ordinances.entry_readers import read_dated, read_rows
from ordinances.slots import wrong_slot
from ordinances.tables import (
    Accumulation,
    Basis,
    Column,
    Figure,
    Identity,
    IdentityKind,
    Label,
    Note,
    NoteCondition,
    Place,
    Price,
    Rate,
    RateExample,
    Row,
    RowsFrom,
    SentenceKind,
    SentenceRule,
    Shown,
    Source,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ordinances.yaml_nodes import MappingNode

_RATE = re.compile(r"\d{1,3}\.\d")
_LINE_SLOTS = ("title", "total", "year", "stock_year", "stock_month")
_SENTENCE_SLOTS = {
    "lead": ("year",),
    "rate": ("year", "exclusions", "numerator", "rate"),
    "appeals": ("year", "n", "kinds"),
    "each_row": ("year", "n"),
}
_EXPLAIN_SLOTS = ("year", "terms", "left", "right", "parts", "formula")
_FAILS_SLOTS = ("n", "row", "column")
_CELL_SLOTS = ("value", "unit", "secondary", "secondary_unit")


def read_table(node: MappingNode) -> Table:
    """Read one table.

    Raises:
        PackError: a field is missing or cannot be, or a template has a slot
            nobody fills.
    """
    return Table(
        id=node.text("id"),
        title_ja=node.text("title_ja"),
        title_en=node.text("title_en"),
        draws_on=cast("Source", node.choice("draws_on", get_args(Source))),
        measure=node.text("measure"),
        unit=node.optional_text("unit"),
        basis=cast("Basis", node.choice("basis", get_args(Basis))),
        caption=_optional_line(node, "caption", _LINE_SLOTS),
        unit_line=_optional_line(node, "unit_line", _LINE_SLOTS),
        stub=_optional_label(node, "stub"),
        columns=read_rows(node, "columns", read_column),
        rows=read_rows(node, "rows", read_row),
        rows_from=_rows_from(node),
        outcomes=node.texts("outcomes"),
        total_of=node.texts("total_of"),
        subtotal=node.flag("subtotal", default=False),
        counting_rule_ja=node.text("counting_rule_ja"),
        counting_rule_en=node.text("counting_rule_en"),
        notes=read_rows(node, "notes", _note),
        sentences=read_rows(node, "sentences", _sentence),
        identities=read_rows(node, "identities", _identity),
        **read_dated(node),
    )


def read_column(node: MappingNode) -> Column:
    """Read a column; ``|`` in a label marks where the print may break it."""
    shown = node.choice("shown", get_args(Shown)) if node.has("shown") else "always"
    return Column(
        key=node.text("key"),
        label=Label.parse(node.text("label_ja")),
        label_en=node.text("label_en"),
        group=_optional_label(node, "group_ja"),
        group_en=node.optional_text("group_en"),
        shown=cast("Shown", shown),
    )


def read_row(node: MappingNode) -> Row:
    """Read a row; its label may come from a catalogue, then it is empty."""
    label = node.optional_text("label_ja") or ""
    return Row(
        key=node.text("key"),
        label=Label.parse(label),
        label_en=node.optional_text("label_en") or "",
        request_kinds=node.texts("request_kinds"),
        figures=_texts_by_key(node, "figures"),
        print_as=_optional_line(node, "print_as", _CELL_SLOTS),
    )


def read_figure(node: MappingNode) -> Figure:
    """Read the declaration of a figure."""
    accumulation = node.choice("accumulation", get_args(Accumulation))
    return Figure(
        key=node.text("key"),
        label_ja=node.text("label_ja"),
        label_en=node.text("label_en"),
        unit=node.text("unit"),
        accumulation=cast("Accumulation", accumulation),
        synonyms=node.texts("synonyms"),
    )


def read_price(node: MappingNode) -> Price:
    """Read one price of one publication."""
    return Price(
        key=node.text("key"),
        label_ja=node.text("label_ja"),
        label_en=node.text("label_en"),
        yen=node.integer("yen", at_least=0),
        **read_dated(node),
    )


def read_rate(node: MappingNode) -> Rate:
    """Read a definition of the rate.

    Raises:
        PackError: it does not say in exactly one way what it divides by.
    """
    excluded, denominator = node.texts("excluded"), node.texts("denominator")
    takes_everything = node.flag("everything", default=False)
    if sum((bool(excluded), bool(denominator), takes_everything)) != 1:
        raise node.error(
            "excluded",
            found="none or several of excluded, denominator and everything",
            expected="one of excluded, denominator and everything: true",
        )
    return Rate(
        code=node.text("code"),
        name_ja=node.text("name_ja"),
        name_en=node.text("name_en"),
        numerator=node.texts("numerator"),
        excluded=excluded,
        denominator=denominator,
        examples=read_rows(node, "examples", _example),
        **read_dated(node),
    )


def _example(node: MappingNode) -> RateExample:
    counts = node.mapping("counts")
    rate = node.text("rate")
    if not _RATE.fullmatch(rate):
        raise node.error("rate", found=rate, expected="a rate like 99.2")
    return RateExample(
        source=node.text("source"),
        counts=MappingProxyType({k: counts.integer(k) for k in counts.keys()}),  # noqa: SIM118 - not a dict: keys() counts them as asked for
        rate=rate,
    )


def _note(node: MappingNode) -> Note:
    return Note(
        when=cast("NoteCondition", node.choice("when", get_args(NoteCondition))),
        text=node.text("text"),
    )


def _sentence(node: MappingNode) -> SentenceRule:
    kind = cast("SentenceKind", node.choice("kind", get_args(SentenceKind)))
    slots = _SENTENCE_SLOTS[kind]
    return SentenceRule(
        kind=kind,
        place=cast("Place", node.choice("place", get_args(Place))),
        text=_line(node, "text", slots),
        none=_optional_line(node, "none", slots),
        drop_opening=node.optional_text("drop_opening") or "",
        excluded=_optional_line(node, "excluded", ("names",)) or "",
        against=node.optional_text("against"),
        generic=node.optional_text("generic"),
    )


def _identity(node: MappingNode) -> Identity:
    return Identity(
        id=node.text("id"),
        kind=cast("IdentityKind", node.choice("kind", get_args(IdentityKind))),
        explain=_line(node, "explain", _EXPLAIN_SLOTS),
        fails=_line(node, "fails", _FAILS_SLOTS),
        missing=_optional_line(node, "missing", ()),
        figure=node.optional_text("figure"),
        with_reasons=_optional_line(node, "with_reasons", ("ground", "reason")),
    )


def _rows_from(node: MappingNode) -> RowsFrom | None:
    if not node.has("rows_from"):
        return None
    return cast("RowsFrom", node.choice("rows_from", get_args(RowsFrom)))


def _optional_label(node: MappingNode, key: str) -> Label | None:
    return Label.parse(node.text(key)) if node.has(key) else None


def _optional_line(node: MappingNode, key: str, slots: tuple[str, ...]) -> str | None:
    return _line(node, key, slots) if node.has(key) else None


def _line(node: MappingNode, key: str, slots: tuple[str, ...]) -> str:
    template = node.text(key)
    if wrong := wrong_slot(template, slots):
        known = ", ".join(f"{{{slot}}}" for slot in slots)
        raise node.error(key, found=wrong, expected=f"only the slots {known}")
    return template


def _texts_by_key(node: MappingNode, key: str) -> Mapping[str, str] | None:
    inner = node.optional_mapping(key)
    if inner is None:
        return None
    return MappingProxyType({name: inner.text(name) for name in inner.keys()})  # noqa: SIM118 - not a dict: keys() counts them as asked for
