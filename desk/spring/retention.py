"""Records that must not be destroyed (廃棄停止): asked for, or open to an appeal."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from appeals.models import Appeal
from casework.in_force import in_force_of
from casework.models import Decision, Kind, Record, Unit
from casework.permissions import FieldClass, fields_of
from notices.queries import arrivals_of
from offices.models import Staff
from ordinances.calendars import Calendar, OutsideCalendar
from ordinances.loading import municipality
from ordinances.periods import due
from ordinances.schema import DeadlineRule

REQUESTS = (Kind.PUBLIC_RECORDS, Kind.SELF_INFO)
# from the disposition one year, rolled over closed days: no end lies later
LONGEST_PERIOD = timedelta(days=400)
KNOWN, DISPOSED = "appeal_known", "appeal_disposition"


class Why(StrEnum):
    """Why a record is kept."""

    REQUEST = "request"
    PERIOD = "period"
    APPEAL = "appeal"


@dataclass(frozen=True, slots=True)
class Kept:
    """Why the records of a unit are kept.

    Attributes:
        why: The reasons, the strongest first.
        until_on: The last day of the period for an appeal; None beyond the calendar,
            or where something else keeps them.
        is_from_arrival: Whether the period counts from the arrival of the notice.
    """

    why: tuple[Why, ...]
    until_on: date | None = None
    is_from_arrival: bool = False


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A record that is kept; a unit without records stands for what it asks.

    Attributes:
        record: None while none is listed.
        title: None where it is not for this person.
    """

    unit: Unit
    record: Record | None
    title: str | None
    kept: Kept


def kept_rows(
    staff: Staff, *, on: date, today: date, calendar: Calendar
) -> list[KeptRow]:
    """Return every record that must not be destroyed on a day, by division.

    Statements do not grow with the rows.

    Args:
        staff: Who looks.
        on: The day the list is of.
        today: The day whose grants hold.
        calendar: The office's calendar.

    Source:
        Knowledge (廃棄停止); the periods are those of the pack of appeals:
        行政不服審査法 18(1) from the arrival of the notice, 18(2) from the decision
        where no arrival is recorded.
    """
    units = list(_units(staff, on=on, today=today))
    in_force = {unit.pk: in_force_of(unit.decisions.all()) for unit in units}
    periods = Periods(
        on, calendar, arrivals_of(one for one in in_force.values() if one)
    )
    contested = _contested(units, on=on)
    found: list[KeptRow] = []
    for unit in units:
        why = (Why.APPEAL,) if unit.pk in contested else ()
        kept = _kept(unit, why, in_force[unit.pk], periods)
        if kept is not None:
            found += _rows(unit, kept, staff, today)
    return found


@dataclass(frozen=True, slots=True)
class Periods:
    """What the end of a period for an appeal is computed from.

    Attributes:
        on: The day the list is of.
        arrivals: decision → the day its notice arrived.
    """

    on: date
    calendar: Calendar
    arrivals: Mapping[int, date]

    def end_of(self, decision: Decision) -> tuple[date | None, bool]:
        """Return the last day of the period, and whether it counts from the arrival.

        None where the calendar does not reach so far.
        """
        arrived_on = self.arrivals.get(decision.pk)
        key = DISPOSED if arrived_on is None else KNOWN
        origin_on = arrived_on or decision.decided_on
        try:
            rule = _rule(key, origin_on)
            end = due(rule, origin_on=origin_on, calendar=self.calendar)
        except OutsideCalendar:
            return None, arrived_on is not None
        return end, arrived_on is not None


def _rule(key: str, on: date) -> DeadlineRule:
    packs = municipality(settings.HIROBA_MUNICIPALITY).packs
    rules = [pack for pack in packs if pack.kind == "appeal"]
    return next(pack for pack in rules if pack.in_force(on)).deadline(key, on)


def _units(staff: Staff, *, on: date, today: date) -> QuerySet[Unit]:
    late = Decision.objects.filter(
        unit=OuterRef("pk"), decided_on__gt=on - LONGEST_PERIOD
    )
    contested = Appeal.objects.filter(unit=OuterRef("pk"))
    decisions = Decision.objects.filter(decided_on__lte=on).order_by("seq")
    return (
        Unit.objects.visible_to(staff, on=today)
        .filter(kind__in=REQUESTS, voided=False, received_on__lte=on)
        .filter(
            Q(outcome=None) | Q(outcome_on__gt=on) | Exists(late) | Exists(contested)
        )
        .select_related("case", "division", "organ")
        .prefetch_related(
            Prefetch("records", queryset=Record.objects.order_by("position")),
            Prefetch("decisions", queryset=decisions),
        )
        .order_by("division__name", "division", "fiscal_year", "number", "branch", "pk")
    )


def _contested(units: Iterable[Unit], *, on: date) -> set[int]:
    """Return the units whose decision an appeal contests on a day."""
    waiting = Q(case__units__outcome=None) | Q(case__units__outcome_on__gt=on)
    appeals = Appeal.objects.filter(
        waiting,
        unit__isnull=False,
        case__received_on__lte=on,
        case__units__voided=False,
        case__taken_back=False,
    )
    known = {unit.pk for unit in units}
    found = appeals.values_list("unit", flat=True).distinct()
    return {key for key in found if key in known}


def _kept(
    unit: Unit, why: tuple[Why, ...], decision: Decision | None, periods: Periods
) -> Kept | None:
    if unit.outcome_on is None or unit.outcome_on > periods.on:
        return Kept((*why, Why.REQUEST))
    if decision is not None:
        until_on, from_arrival = periods.end_of(decision)
        if until_on is None or until_on >= periods.on:
            return Kept((*why, Why.PERIOD), until_on, from_arrival)
    return Kept(why) if why else None


def _rows(unit: Unit, kept: Kept, staff: Staff, today: date) -> Iterator[KeptRow]:
    sees = FieldClass.SUBJECT in fields_of(staff, unit, on=today)
    records = list(unit.records.all())
    if not records:
        yield KeptRow(unit, None, unit.subject_text if sees else None, kept)
    for record in records:
        yield KeptRow(unit, record, record.title if sees else None, kept)


def by_division(rows: Iterable[KeptRow]) -> Mapping[str, list[KeptRow]]:
    """Group rows by the division of their unit, in their order."""
    found: dict[str, list[KeptRow]] = {}
    for row in rows:
        name = row.unit.division.name if row.unit.division else ""
        found.setdefault(name, []).append(row)
    return found
