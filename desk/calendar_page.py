"""The calendar of due dates: a month, the load of each day, and what is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.dates import WEEKDAYS_ABBR

from casework.appointments import appointments_between
from casework.models import Appointment, ClockState, Unit
from casework.permissions import FieldClass, fields_of
from desk.chips import Chip, deadline_chip
from desk.facets import open_inquiries
from desk.home_page import ENDS_SOON
from desk.internal_due import InternalDue, internal_due
from offices.models import Staff
from ordinances.calendars import Calendar, OutsideCalendar

WEEK, SATURDAY = 7, 5
LONGEST_MONTH = timedelta(days=31)
# a step of the office's own stands at most so long before the due date
MOST_BEFORE = timedelta(days=45)
MOST_OF_A_DAY = 50
# from so many legal due dates on a day is marked as full
FULL, HALF_FULL = 10, 5


@dataclass(frozen=True, slots=True)
class Due:
    """Something due on a day; the legal due date where `internal` is None."""

    unit: Unit
    subject: str | None
    internal: InternalDue | None
    chip: Chip | None


@dataclass(frozen=True, slots=True)
class Visit:
    """A requester is expected; `place` is None where it is not for who looks."""

    appointment: Appointment
    place: str | None


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the month's sheet.

    Attributes:
        is_closed: None where the table of holidays does not reach.
        name: Why it is closed, or nothing.
        legal: What is due by law.
        internal: What the office wants done by its own dates.
        visits: Who comes to see a record, or to whom copies are sent.
    """

    on: date
    is_in_month: bool
    is_today: bool
    is_closed: bool | None
    name: str
    legal: list[Due]
    internal: list[Due]
    visits: list[Visit]

    @property
    def load(self) -> str:
        """Say how full the day is, as the name of a mark."""
        if len(self.legal) >= FULL:
            return "full"
        return "half" if len(self.legal) >= HALF_FULL else ""

    @property
    def shown_legal(self) -> list[Due]:
        """The first of what is due by law."""
        return self.legal[:MOST_OF_A_DAY]

    @property
    def shown_internal(self) -> list[Due]:
        """The first of what the office wants."""
        return self.internal[:MOST_OF_A_DAY]


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """A month.

    Attributes:
        first: Its first day.
        before: The first day of the month before.
        after: The first day of the next month.
        weekdays: Their short names, Sunday first.
        weeks: The days of the sheet, those around the month with them.
        ends_on: The last day of the table of holidays, while that is near.
    """

    first: date
    before: date
    after: date
    weekdays: list[str]
    weeks: list[list[Day]]
    ends_on: date | None

    @property
    def busy(self) -> list[Day]:
        """The days of the month on which something is due."""
        days = [day for week in self.weeks for day in week if day.is_in_month]
        return [day for day in days if day.legal or day.internal or day.visits]

    @property
    def n_legal(self) -> int:
        """How many legal due dates the month has."""
        return sum(len(day.legal) for day in self.busy)


def calendar_page(
    first: date, *, staff: Staff, on: date, calendar: Calendar
) -> CalendarPage:
    """Gather a month.

    Args:
        first: The first day of the month.
        staff: Who looks.
        on: Today; its grants hold.
        calendar: The office's calendar.
    """
    start, end = _sheet(first)
    dues = _dues(_units(start, end, staff, on), staff, on, calendar)
    visits = _visits(start, end, staff, on)
    days = [
        _day(start + timedelta(days=n), first, on, calendar, dues, visits)
        for n in range((end - start).days + 1)
    ]
    last_day = calendar.covered_until - timedelta(days=1)
    return CalendarPage(
        first=first,
        before=month_of(first - timedelta(days=1)),
        after=month_of(first + LONGEST_MONTH),
        weekdays=[str(WEEKDAYS_ABBR[(n - 1) % WEEK]) for n in range(WEEK)],
        weeks=[days[n : n + WEEK] for n in range(0, len(days), WEEK)],
        ends_on=last_day if last_day - on <= ENDS_SOON else None,
    )


def month_of(on: date) -> date:
    """Return the first day of the month of a day."""
    return on.replace(day=1)


def _sheet(first: date) -> tuple[date, date]:
    """Return the Sunday before the month begins and the Saturday after its end."""
    start = first - timedelta(days=(first.weekday() + 1) % WEEK)
    last = month_of(first + LONGEST_MONTH) - timedelta(days=1)
    return start, last + timedelta(days=(5 - last.weekday()) % WEEK)


def _units(start: date, end: date, staff: Staff, on: date) -> QuerySet[Unit]:
    """Return what waits and is due in these weeks, or soon enough after them."""
    inquiries = open_inquiries().filter(unit=OuterRef("pk")).order_by("answer_by_on")
    return (
        Unit.objects.visible_to(staff, on=on)
        .filter(
            outcome=None,
            voided=False,
            clock_state=ClockState.RUNNING,
            due_on__gte=start,
            due_on__lte=end + MOST_BEFORE,
        )
        .select_related("case", "organ", "division")
        .annotate(answer_by_on=Subquery(inquiries.values("answer_by_on")[:1]))
        .order_by("due_on", "kind", "fiscal_year", "number", "branch", "pk")
    )


def _dues(
    units: Iterable[Unit], staff: Staff, on: date, calendar: Calendar
) -> dict[tuple[date, bool], list[Due]]:
    """Return what is due, by day and by whether the law says so."""
    found: dict[tuple[date, bool], list[Due]] = {}
    for unit in units:
        sees = FieldClass.SUBJECT in fields_of(staff, unit, on=on)
        subject = unit.subject_text if sees else None
        chip = deadline_chip(unit, on=on, calendar=calendar)
        if unit.due_on is not None:
            legal = Due(unit, subject, None, chip)
            found.setdefault((unit.due_on, True), []).append(legal)
        answer_by_on = getattr(unit, "answer_by_on", None)
        own = internal_due(unit, answer_by_on=answer_by_on, calendar=calendar)
        if own is not None:
            internal = Due(unit, subject, own, None)
            found.setdefault((own.on, False), []).append(internal)
    return found


def _visits(start: date, end: date, staff: Staff, on: date) -> dict[date, list[Visit]]:
    """Return the appointments of these weeks by day."""
    found: dict[date, list[Visit]] = {}
    units = Unit.objects.visible_to(staff, on=on)
    for row in appointments_between(start, end, units):
        sees = FieldClass.FREE_TEXT in fields_of(staff, row.unit, on=on)
        found.setdefault(row.on, []).append(Visit(row, row.place if sees else None))
    return found


def _day(
    on: date,
    first: date,
    today: date,
    calendar: Calendar,
    dues: dict[tuple[date, bool], list[Due]],
    visits: dict[date, list[Visit]],
) -> Day:
    is_closed, name = _closed(on, calendar)
    return Day(
        on=on,
        is_in_month=month_of(on) == first,
        is_today=on == today,
        is_closed=is_closed,
        name=name,
        legal=dues.get((on, True), []),
        internal=dues.get((on, False), []),
        visits=visits.get(on, []),
    )


def _closed(on: date, calendar: Calendar) -> tuple[bool | None, str]:
    try:
        # the column says already that it is a weekend
        says_why = on.weekday() < SATURDAY or calendar.is_listed(on)
        name = calendar.name_of(on) if says_why else ""
        return calendar.is_closed(on), name or ""
    except OutsideCalendar:
        return None, ""
