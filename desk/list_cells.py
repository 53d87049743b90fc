"""What a column of a list of units says in a file: the same as on the page."""

from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _

from annual.list_files import Row, Value
from desk import labels
from desk.columns import ALL
from desk.rows import UnitRow

BETWEEN = "、"


def header_of(names: Sequence[str]) -> list[str]:
    """Return the headers; a column of the page may be several in a file."""
    return [label for name in names for label in _labels(name)]


def cells_of(row: UnitRow, names: Sequence[str]) -> Row:
    """Return a row; what this person may not see says so."""
    return [value for name in names for value in CELLS[name](row)]


def _labels(name: str) -> list[str]:
    label = str(ALL[name])
    more = {
        "number": [_("Kind of request")],
        "division": [_("Organ")],
        "state": [_("Awaiting")],
        "due": [_("How pressing")],
        "internal": [_("For what")],
        "outcome": [_("Date of outcome")],
    }
    return [label, *more.get(name, [])]


def _number(row: UnitRow) -> list[Value]:
    return [row.unit.number_text, labels.request_kind(row.unit)]


def _division(row: UnitRow) -> list[Value]:
    division, organ = row.unit.division, row.unit.organ
    return [division.name if division else None, organ.name if organ else None]


def _state(row: UnitRow) -> list[Value]:
    unit = row.unit
    phase = _("Void number") if unit.voided else unit.get_phase_display()
    return [str(phase), BETWEEN.join(row.facets)]


def _due(row: UnitRow) -> list[Value]:
    return [row.unit.due_on, row.chip.text if row.chip else None]


def _internal(row: UnitRow) -> list[Value]:
    if row.internal is None:
        return [None, None]
    return [row.internal.on, row.internal.label]


def _outcome(row: UnitRow) -> list[Value]:
    return [labels.outcome(row.unit) or _("Pending"), row.unit.outcome_on]


def _shown(value: str | None) -> list[Value]:
    return [_("Not shown") if value is None else value]


CELLS: Mapping[str, Callable[[UnitRow], list[Value]]] = {
    "number": _number,
    "received": lambda row: [row.unit.received_on],
    "requester": lambda row: _shown(row.requester),
    "subject": lambda row: _shown(row.subject),
    "division": _division,
    "handler": lambda row: _shown(row.handler),
    "state": _state,
    "due": _due,
    "internal": _internal,
    "extended": lambda row: [_("Extended") if row.is_extended else None],
    "records": lambda row: [row.n_records],
    "noted": lambda row: [_("Noted") if row.is_noted else None],
    "outcome": _outcome,
}
