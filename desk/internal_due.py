"""The office's own next date of a unit: beside the legal due date, never for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.conf import settings
from django.utils.translation import gettext as _

from casework.models import ClockState, Unit
from casework.phases import Phase
from desk.labels import in_language
from ordinances.calendars import Calendar, OutsideCalendar
from ordinances.internal_deadlines import Step, internal_deadline, open_days_before
from ordinances.loading import municipality

# what a unit at this phase has before it
NEXT: Mapping[str, Step] = MappingProxyType(
    {
        Phase.RECEIVED: "identify",
        Phase.EXAMINATION: "draft",
        Phase.APPROVAL: "approve",
    }
)


@dataclass(frozen=True, slots=True)
class InternalDue:
    """By when the office wants what is next.

    Attributes:
        verified: Whether the municipality's own text was read.
    """

    label: str
    on: date
    verified: bool


def internal_due(
    unit: Unit, *, answer_by_on: date | None, calendar: Calendar
) -> InternalDue | None:
    """Return the next date of the office's own.

    The answer a division owes comes first; then so many open days before the due
    date as the municipality's policy says for the step.

    Args:
        unit: What waits.
        answer_by_on: By when a division is to answer, None when none was asked.
        calendar: The office's calendar.

    Returns:
        None where no step waits, no due date is known or the calendar ends.
    """
    if answer_by_on:
        return InternalDue(_("Answer of the division"), answer_by_on, verified=True)
    step = NEXT.get(unit.phase)
    is_running = unit.clock_state == ClockState.RUNNING and not unit.voided
    if step is None or unit.due_on is None or not is_running:
        return None
    entries = municipality(settings.HIROBA_MUNICIPALITY).internal_deadlines
    entry = internal_deadline(entries, step)
    if entry is None:
        return None
    try:
        on = open_days_before(unit.due_on, entry.open_days, calendar)
    except OutsideCalendar:
        return None
    return InternalDue(in_language(entry.label_ja, entry.label_en), on, entry.verified)
