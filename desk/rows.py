"""The rows of the list of units: who may see what of them, in which order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from casework.models import Note, Party, PartyRole, Record, Unit
from casework.permissions import FieldClass, fields_of
from desk.chips import Chip, deadline_chip
from desk.facets import (
    APPEALED,
    FACETS,
    INQUIRY,
    RETURNED,
    open_inquiries,
    pending_appeals,
    returned_drafts,
)
from desk.filters import EXTENSIONS, extensions
from desk.internal_due import InternalDue, internal_due
from desk.keyset import Order, sorted_by
from offices.models import Staff
from ordinances.calendars import Calendar

__all__ = [
    "ASKING",
    "EXTENSIONS",
    "ORDERS",
    "UnitRow",
    "for_list",
    "in_order",
    "order_of",
    "unit_rows",
]

ASKING = (PartyRole.REQUESTER, PartyRole.APPELLANT)
NUMBER = ("kind", "fiscal_year", "number", "branch", "pk")
USUAL = "due"
# what a heading sorts by; a value outside this list sorts as usual
ORDERS = {
    USUAL: ("queue_order", *NUMBER),
    "number": NUMBER,
    "received": ("received_on", *NUMBER),
    "outcome": ("outcome_order", *NUMBER),
}


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One row of the list.

    Attributes:
        subject: What was asked for; None where it is not for this person.
        requester: Who asked; None where it is not for this person.
        handler: Who handles it; None where it is not for this person.
        chip: How pressing it is, or None.
        internal: By when the office wants the next step done, or None.
        is_extended: Whether its period was extended.
        facets: What it waits for, beside its phase, in words.
        n_records: How many records were found so far.
        is_noted: Whether somebody wrote a note this person may read.
    """

    unit: Unit
    subject: str | None
    requester: str | None
    handler: str | None
    chip: Chip | None
    internal: InternalDue | None
    is_extended: bool
    facets: tuple[str, ...]
    n_records: int
    is_noted: bool


def for_list(units: QuerySet[Unit]) -> QuerySet[Unit]:
    """Add what a row shows, in the same statement."""
    asking = Party.objects.filter(case=OuterRef("case"), role__in=ASKING)
    here = {"unit": OuterRef("pk")}
    inquiries = open_inquiries().filter(**here)
    notes = Note.objects.filter(
        Q(unit=None) | Q(unit=OuterRef("pk")), case=OuterRef("case")
    )
    records = Record.objects.filter(**here).order_by().values("unit")
    return units.select_related("case", "organ", "division", "handler").annotate(
        is_extended=Exists(extensions()),
        requester=Subquery(asking.order_by("pk").values("name")[:1]),
        answer_by_on=Subquery(
            inquiries.order_by("answer_by_on").values("answer_by_on")[:1]
        ),
        is_returned=Exists(returned_drafts().filter(**here)),
        is_appealed=Exists(pending_appeals().filter(**here)),
        n_records=Coalesce(Subquery(records.annotate(n=Count("pk")).values("n")), 0),
        is_noted=Exists(notes),
    )


def order_of(sort: str) -> Order:
    """Return how a heading sorts; `-` before it turns the order round.

    As usual: due date unknown first, then by due date, suspended ones after
    them, and the ended ones last, the latest first.
    """
    name = sort.removeprefix("-")
    if name not in ORDERS:
        return Order(USUAL, ORDERS[USUAL])
    return Order(sort, ORDERS[name], is_descending=sort.startswith("-"))


def in_order(units: QuerySet[Unit], sort: str) -> QuerySet[Unit]:
    """Sort a whole list by a heading."""
    return sorted_by(units, order_of(sort))


def unit_rows(
    units: Iterable[Unit], *, staff: Staff, on: date, calendar: Calendar
) -> list[UnitRow]:
    """Turn units of `for_list` into rows with the fields this person may see."""
    return [unit_row(unit, staff=staff, on=on, calendar=calendar) for unit in units]


def unit_row(unit: Unit, *, staff: Staff, on: date, calendar: Calendar) -> UnitRow:
    """Turn a unit of `for_list` into a row with the fields this person may see."""
    seen = fields_of(staff, unit, on=on)
    is_worked_on = FieldClass.SUBJECT in seen
    requester = getattr(unit, "requester", None) or ""
    handler = unit.handler.name if unit.handler else ""
    return UnitRow(
        unit=unit,
        subject=unit.subject_text if is_worked_on else None,
        requester=requester if FieldClass.REQUESTER in seen else None,
        handler=handler if is_worked_on else None,
        chip=deadline_chip(unit, on=on, calendar=calendar),
        internal=internal_due(
            unit, answer_by_on=getattr(unit, "answer_by_on", None), calendar=calendar
        ),
        is_extended=bool(getattr(unit, "is_extended", False)),
        facets=tuple(_facets(unit)),
        n_records=getattr(unit, "n_records", 0),
        is_noted=bool(getattr(unit, "is_noted", False))
        and FieldClass.FREE_TEXT in seen,
    )


def _facets(unit: Unit) -> Iterable[str]:
    if getattr(unit, "answer_by_on", None):
        yield str(FACETS[INQUIRY])
    if getattr(unit, "is_returned", False):
        yield str(FACETS[RETURNED])
    if getattr(unit, "is_appealed", False):
        yield str(FACETS[APPEALED])
