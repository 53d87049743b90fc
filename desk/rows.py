"""The rows of the list of units: who may see what of them, in which order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case as CaseWhen
from django.db.models import (
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from casework.models import ClockEvent, ClockState, Party, PartyRole, Unit
from casework.permissions import FieldClass, fields_of
from desk.chips import Chip, deadline_chip
from offices.models import Staff
from ordinances.calendars import Calendar

EXTENSIONS = ("extended", "special")
ASKING = (PartyRole.REQUESTER, PartyRole.APPELLANT)
NUMBER = ("kind", "fiscal_year", "number", "branch", "pk")
# what a heading sorts by; a value outside this list sorts as usual
SORTS = {
    "number": NUMBER,
    "received": ("received_on", *NUMBER),
    "due": ("due_on", *NUMBER),
    "outcome": ("outcome_on", *NUMBER),
    "division": ("division__name", *NUMBER),
    "phase": ("phase", *NUMBER),
}


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One row of the list.

    Attributes:
        subject: What was asked for; None where it is not for this person.
        requester: Who asked; None where it is not for this person.
        chip: How pressing it is, or None.
        is_extended: Whether its period was extended.
    """

    unit: Unit
    subject: str | None
    requester: str | None
    chip: Chip | None
    is_extended: bool


def for_list(units: QuerySet[Unit]) -> QuerySet[Unit]:
    """Add what a row shows, in the same statement."""
    extended = ClockEvent.objects.filter(
        Q(unit=None) | Q(unit=OuterRef("pk")),
        case=OuterRef("case"),
        type__in=EXTENSIONS,
    )
    asking = Party.objects.filter(case=OuterRef("case"), role__in=ASKING)
    return units.select_related("case", "organ", "division").annotate(
        is_extended=Exists(extended),
        requester=Subquery(asking.order_by("pk").values("name")[:1]),
    )


def in_order(units: QuerySet[Unit], sort: str) -> QuerySet[Unit]:
    """Sort by a heading; `-` before it turns the order round.

    As usual: due date unknown first, then by due date, suspended ones after
    them, and the ended ones last, the latest first.
    """
    name = sort.removeprefix("-")
    if name not in SORTS:
        return _as_usual(units)
    if not sort.startswith("-"):
        return units.order_by(*(F(key).asc(nulls_last=True) for key in SORTS[name]))
    return units.order_by(*(F(key).desc(nulls_last=True) for key in SORTS[name]))


def unit_rows(
    units: Iterable[Unit], *, staff: Staff, on: date, calendar: Calendar
) -> list[UnitRow]:
    """Turn units of `for_list` into rows with the fields this person may see."""
    return [_row(unit, staff, on, calendar) for unit in units]


def _row(unit: Unit, staff: Staff, on: date, calendar: Calendar) -> UnitRow:
    seen = fields_of(staff, unit, on=on)
    requester = getattr(unit, "requester", None) or ""
    return UnitRow(
        unit=unit,
        subject=unit.subject_text if FieldClass.SUBJECT in seen else None,
        requester=requester if FieldClass.REQUESTER in seen else None,
        chip=deadline_chip(unit, on=on, calendar=calendar),
        is_extended=bool(getattr(unit, "is_extended", False)),
    )


def _as_usual(units: QuerySet[Unit]) -> QuerySet[Unit]:
    waiting = Q(outcome=None, voided=False)
    rank = _choose(
        [
            (waiting & Q(clock_state=ClockState.UNKNOWN), 0),
            (waiting & Q(clock_state=ClockState.SUSPENDED), 2),
            (waiting, 1),
        ],
        otherwise=3,
    )
    due_on = CaseWhen(When(waiting, then=F("due_on")), output_field=DateField())
    ended_on = CaseWhen(
        When(outcome__isnull=False, then=F("outcome_on")), output_field=DateField()
    )
    return units.order_by(
        rank, due_on.asc(nulls_last=True), ended_on.desc(nulls_last=True), *NUMBER
    )


def _choose(pairs: list[tuple[Q, int]], *, otherwise: int) -> CaseWhen:
    whens = [When(condition, then=Value(rank)) for condition, rank in pairs]
    return CaseWhen(*whens, default=Value(otherwise), output_field=IntegerField())
