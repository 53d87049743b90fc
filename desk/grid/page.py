"""What the grid shows: rows of cells, their gaps, the sum, past reasons."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.paginator import Page
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from casework.findings import alive_warning, finding_of, gaps_of
from casework.models import Record, Unit
from casework.versions import Change, last_changes
from desk.grid.apply import Rules
from desk.grid.cells import FACTS, FIELDS, one_kind_of_line_end, texts_of
from desk.grid.posting import NEW_ROWS, NewRow, TypedRow, stamp_of
from desk.grid.reasons import PastReason
from desk.grid.words import ground_choices, in_words, outcome_choices

HEADINGS: Mapping[str, str | Promise] = {
    "document_number": _("Document number"),
    "title": _("Title of the record"),
    "made_on": _("Made on"),
    "sheets": _("Sheets"),
    "medium": _("Medium"),
    "third_party": _("Third party"),
    "outcome": pgettext_lazy("grid", "Decision"),
    "grounds": pgettext_lazy("grid", "Grounds"),
    "withheld_part": _("Withheld part"),
    "reason": pgettext_lazy("grid", "Reason"),
    "disclosable_on": _("Disclosable from"),
    "destroyed_on": _("Destroyed on"),
    "position": pgettext_lazy("grid", "Row"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One control of a row."""

    name: str
    id: str
    label: str
    value: str
    error: str = ""
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell two people wrote."""

    label: str
    theirs: str
    yours: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Who was first, with what."""

    change: Change | None
    differences: list[Difference]


@dataclass(frozen=True, slots=True)
class GridRow:
    """One record as it is shown."""

    record: Record
    stamp: str
    cells: dict[str, Cell]
    past: Sequence[PastReason]
    conflict: Conflict | None
    is_picked: bool
    is_first: bool


@dataclass(frozen=True, slots=True)
class BlankRow:
    """A row for a record that is not there yet."""

    place: int
    cells: dict[str, Cell]


@dataclass(frozen=True, slots=True)
class GapLink:
    """Something a row lacks; leads to its cell."""

    position: int
    label: str
    message: str
    id: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was refused; leads to its cell where it has one."""

    message: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """How many records have an outcome, and how many sides they have."""

    label: str
    n: int
    sheets: int


@dataclass(slots=True)
class GridErrors:
    """What the error summary of the page lists."""

    errors: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed and is not stored."""

    rows: Mapping[int, TypedRow] = field(default_factory=dict)
    new: Sequence[NewRow] = ()
    picked: frozenset[int] = frozenset()


def grid_rows(
    page: Page[Record],
    *,
    typed: Typed,
    past: Mapping[int, Sequence[PastReason]],
    rules: Rules,
) -> list[GridRow]:
    """Return the rows of a page, what was typed before what is stored."""
    stale = [row.record for row in typed.rows.values() if row.is_stale]
    changes = _changes(stale)
    return [
        _row(
            record,
            typed,
            past=past.get(record.pk, ()),
            change=changes.get(record.pk),
            rules=rules,
            is_first=page.number == 1 and place == 0,
        )
        for place, record in enumerate(page.object_list)
    ]


def blank_rows(new: Iterable[NewRow]) -> list[BlankRow]:
    """Return the rows for new records with what was typed into them."""
    by_place = {row.place: row for row in new}
    rows = []
    for place in range(1, NEW_ROWS + 1):
        row = by_place.get(place)
        cells = {
            name: Cell(
                name=f"n{place}-{name}",
                id=f"n{place}-{name}",
                label=str(HEADINGS[name]),
                value=row.texts[name] if row else "",
                error=row.errors.get(name, "") if row else "",
            )
            for name in FACTS
        }
        rows.append(BlankRow(place, cells))
    return rows


def gap_links(records: Iterable[Record]) -> list[GapLink]:
    """Return what decided records lack, in order; the undecided are a number."""
    return [
        GapLink(
            position=record.position,
            label=str(HEADINGS[_cell_of(gap.field)]),
            message=gap.message,
            id=f"r{record.pk}-{_cell_of(gap.field)}",
        )
        for record in records
        if record.outcome
        for gap in gaps_of(finding_of(record))
    ]


def sums_of(records: Sequence[Record], unit: Unit, on: date) -> list[Sum]:
    """Return the sum by decision, the undecided last."""
    choices: list[tuple[str, str | Promise]] = [*outcome_choices(unit, on)]
    choices.append(("", _("Not decided")))
    return [
        Sum(
            str(label),
            sum(record.outcome == code for record in records),
            sum(record.sheets or 0 for record in records if record.outcome == code),
        )
        for code, label in choices
    ]


def problems_of(typed: Typed) -> list[Problem]:
    """Return every wrong cell of what was typed, in order."""
    found = [
        Problem(_in_row(row.record.position, name, text), f"r{key}-{name}")
        for key, row in typed.rows.items()
        for name, text in row.errors.items()
    ]
    found += [
        Problem(_in_new_row(row.place, name, text), f"n{row.place}-{name}")
        for row in typed.new
        for name, text in row.errors.items()
    ]
    found += [
        Problem(
            str(
                _(
                    "Row %(row)s was changed by somebody else meanwhile. Nothing of "
                    "it was overwritten; compare both and save again."
                )
            )
            % {"row": row.record.position},
            f"r{key}-title",
        )
        for key, row in typed.rows.items()
        if row.is_stale
    ]
    return found


def ground_legend(rules: Rules) -> list[tuple[str, str]]:
    """Return what stands in a cell of grounds and what it means."""
    return [
        (choice.short, choice.label) for choice in ground_choices(rules.pack, rules.on)
    ]


def _row(
    record: Record,
    typed: Typed,
    *,
    past: Sequence[PastReason],
    change: Change | None,
    rules: Rules,
    is_first: bool,
) -> GridRow:
    stored = texts_of(record, rules.pack, rules.on)
    row = typed.rows.get(record.pk)
    shown = row.texts if row and row.texts else stored
    errors = row.errors if row else {}
    gaps = {
        _cell_of(gap.field): gap.message
        for gap in gaps_of(finding_of(record))
        if record.outcome
    }
    alive = alive_warning(finding_of(record), received_on=record.unit.received_on)
    if alive:
        gaps["destroyed_on"] = alive
    conflict = None
    if row is not None and row.is_stale:
        conflict = Conflict(change, _differences(record.unit, rules, stored, shown))
    return GridRow(
        record=record,
        stamp=stamp_of(record, stored),
        cells={
            name: Cell(
                name=f"r{record.pk}-{name}",
                id=f"r{record.pk}-{name}",
                label=str(HEADINGS[name]),
                value=shown[name],
                error=errors.get(name, ""),
                gap=gaps.get(name, ""),
            )
            for name in FIELDS
        },
        past=past,
        conflict=conflict,
        is_picked=record.pk in typed.picked,
        is_first=is_first,
    )


def _differences(
    unit: Unit, rules: Rules, stored: Mapping[str, str], typed: Mapping[str, str]
) -> list[Difference]:
    theirs = in_words(stored, unit, rules.on)
    yours = in_words(typed, unit, rules.on)
    return [
        Difference(str(HEADINGS[name]), theirs[name], yours[name])
        for name in FIELDS
        if stored[name].strip() != one_kind_of_line_end(typed[name]).strip()
    ]


def _changes(records: Sequence[Record]) -> dict[int, Change]:
    if not records:
        return {}
    subjects = tuple(f"record:{record.pk}" for record in records)
    found = last_changes(records[0].unit.case.stream, subjects)
    return {int(change.subject.partition(":")[2]): change for change in found}


def _cell_of(name: str) -> str:
    """Return the cell a gap speaks of; kinds of absence stand among the grounds."""
    return "grounds" if name == "absence_kind" else name


def _in_row(position: int, name: str, text: str) -> str:
    return str(_("Row %(row)s, %(label)s: %(text)s")) % {
        "row": position,
        "label": HEADINGS[name],
        "text": text,
    }


def _in_new_row(place: int, name: str, text: str) -> str:
    return str(_("New row %(row)s, %(label)s: %(text)s")) % {
        "row": place,
        "label": HEADINGS[name],
        "text": text,
    }
