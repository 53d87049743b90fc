"""The dates a calendar program shows: one's own ahead and past, or those of a unit."""

from collections.abc import Iterable
from datetime import date, timedelta

from casework.models import ClockState, Inquiry, Unit
from desk.reminders.dates import Dated, dates_of, open_inquiries, open_units
from desk.reminders.people import People
from offices.models import Staff
from ordinances.calendars import Calendar

AHEAD = timedelta(days=400)


def dates_for(staff: Staff, *, on: date, calendar: Calendar) -> list[Dated]:
    """Return every date this person would be reminded of, near or far.

    Args:
        staff: Whose calendar it is.
        on: The day.
        calendar: The office's calendar.
    """
    visible = Unit.objects.visible_to(staff, on=on).values("pk")
    units = list(open_units(on=on, ahead=AHEAD).filter(pk__in=visible))
    inquiries = list(open_inquiries(on=on, ahead=AHEAD).filter(unit__in=visible))
    people = People(on=on)
    found = [
        one
        for one in dates_of(units, inquiries, calendar=calendar)
        if any(person.pk == staff.pk for person in people.of(one))
    ]
    return in_order(found)


def dates_of_unit(unit: Unit, *, calendar: Calendar) -> list[Dated]:
    """Return the dates of one unit; none once it waits for nothing."""
    if unit.voided or not unit.is_open or unit.clock_state != ClockState.RUNNING:
        return []
    rows = Inquiry.objects.filter(unit=unit, answered_on=None).order_by("pk")
    inquiries = list(rows.select_related("unit__case"))
    return in_order(dates_of([unit], inquiries, calendar=calendar))


def in_order(dates: Iterable[Dated]) -> list[Dated]:
    """Return dates by day, then by unit."""
    return sorted(dates, key=lambda one: (one.on, one.unit.pk, one.what))
