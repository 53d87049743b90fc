"""What a person is reminded of on the first page, mails or no mails."""

from dataclasses import dataclass
from datetime import date

from casework.models import Unit
from desk.reminders.dates import (
    Dated,
    dates_of,
    open_inquiries,
    open_units,
    step_in_words,
    step_of,
)
from desk.reminders.people import People
from offices.models import Staff
from ordinances.calendars import Calendar
from ordinances.reminders import ON_THE_DAY, OVERDUE

MOST = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """A date of this person's that has reached a step.

    Attributes:
        step: `before:2`, `today`, `overdue`.
        says: The same in words.
        tone: The colour of its chip.
    """

    unit: Unit
    label: str
    on: date
    step: str
    says: str
    tone: str


def waiting_for(
    staff: Staff, *, on: date, calendar: Calendar
) -> tuple[list[Waiting], int]:
    """Return the dates this person is reminded of, the earliest first.

    Args:
        staff: Who looks.
        on: The day.
        calendar: The office's calendar.

    Returns:
        The first `MOST` of them, and how many there are.
    """
    visible = Unit.objects.visible_to(staff, on=on)
    units = list(open_units(on=on).filter(pk__in=visible.values("pk")))
    inquiries = list(open_inquiries(on=on).filter(unit__in=visible.values("pk")))
    if not units and not inquiries:
        return [], 0
    people = People(on=on)
    found = [
        (one, step)
        for one in dates_of(units, inquiries, calendar=calendar)
        if (step := step_of(one, on=on, calendar=calendar)) is not None
        and any(person.pk == staff.pk for person in people.of(one))
    ]
    found.sort(key=lambda pair: (pair[0].on, pair[0].unit.pk, pair[0].what))
    return [_waiting(one, step) for one, step in found[:MOST]], len(found)


def _waiting(found: Dated, step: str) -> Waiting:
    tone = "overdue" if step in {ON_THE_DAY, OVERDUE} else "urgent"
    return Waiting(found.unit, found.label, found.on, step, step_in_words(step), tone)
