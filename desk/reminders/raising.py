"""Write what has come due since one last looked."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.timezone import get_current_timezone

from desk.models import Reminder
from desk.operations.remind import Reminding, remind
from desk.reminders.dates import Dated, dates_of, open_inquiries, open_units, step_of
from desk.reminders.people import People
from ordinances.calendars import Calendar

Key = tuple[int, str, str, date]


def raise_reminders(*, calendar: Calendar, at: datetime) -> int:
    """Remind people of every date that has reached a step nobody was told of.

    What was missed while nobody looked is made up for by the step reached now.

    Args:
        calendar: The office's calendar.
        at: Now.

    Returns:
        How many reminders were written.
    """
    on = at.astimezone(get_current_timezone()).date()
    units, inquiries = list(open_units(on=on)), list(open_inquiries(on=on))
    reached = {
        _key(found, step): found
        for found in dates_of(units, inquiries, calendar=calendar)
        if (step := step_of(found, on=on, calendar=calendar)) is not None
    }
    told = _told(found.unit.pk for found in reached.values())
    new = {key: found for key, found in reached.items() if key not in told}
    if not new:
        return 0
    people = People(on=on)
    return sum(
        remind(
            reminding=Reminding(
                unit=found.unit,
                what=found.what,
                label=found.label,
                step=key[2],
                due_on=found.on,
            ),
            recipients=people.of(found),
            at=at,
        )
        for key, found in new.items()
    )


def _key(found: Dated, step: str) -> Key:
    return (found.unit.pk, found.what, step, found.on)


def _told(units: Iterable[int]) -> set[Key]:
    """Return what was told of these units, and of those between them."""
    keys = sorted({*units})
    if not keys:
        return set()
    rows = Reminder.objects.filter(unit__gte=keys[0], unit__lte=keys[-1])
    return {*rows.values_list("unit", "what", "step", "due_on")}
