"""The deadline chip: how pressing a unit is, as sign, words and colour.

Days left are open days (開庁日), a work aid; the date beside the chip is the
legal one. Days overdue are calendar days.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.models import ClockState, Unit
from ordinances.calendars import Calendar, OutsideCalendar

Tone = Literal["overdue", "urgent", "soon", "neutral", "appeal"]

URGENT_DAYS = 2
SOON_DAYS = 5


@dataclass(frozen=True, slots=True)
class Chip:
    """What a chip shows.

    Attributes:
        sign: One character, so that no meaning hangs on the colour.
        text: The words, with the days.
        tone: The name of the colours.
    """

    sign: str
    text: str
    tone: Tone


def deadline_chip(unit: Unit, *, on: date, calendar: Calendar) -> Chip | None:
    """Say how pressing a unit is on a day.

    Returns:
        None when nothing presses: the unit has ended or was voided, its regime
        sets no period, or more than five open days are left.
    """
    if not unit.is_open or unit.voided:
        return None
    if unit.clock_state == ClockState.SUSPENDED:
        return Chip("‖", _("Suspended (awaiting supplementation)"), "neutral")
    if unit.clock_state == ClockState.UNKNOWN:
        return Chip("？", _("Due date unknown"), "urgent")
    return _dated(unit.due_on, on, calendar) if unit.due_on else None


def open_days_left(due_on: date, *, on: date, calendar: Calendar) -> int | None:
    """Count the open days after a day up to the due date, which counts too.

    Returns:
        None when there are more than five: no chip needs the number.

    Raises:
        OutsideCalendar: A day to be counted is not covered.
    """
    left = 0
    day = on
    while day < due_on:
        day += timedelta(days=1)
        left += not calendar.is_closed(day)
        if left > SOON_DAYS:
            return None
    return left


def _dated(due_on: date, on: date, calendar: Calendar) -> Chip | None:
    if due_on < on:
        return Chip("×", _overdue((on - due_on).days), "overdue")
    if due_on == on:
        return Chip("!", _("Due today"), "overdue")
    try:
        left = open_days_left(due_on, on=on, calendar=calendar)
    except OutsideCalendar:
        return None
    if left is None:
        return None
    if left <= URGENT_DAYS:
        return Chip("▲", _left(left), "urgent")
    return Chip("△", _left(left), "soon")


def _overdue(days: int) -> str:
    return ngettext("Overdue by %(days)d day", "Overdue by %(days)d days", days) % {
        "days": days
    }


def _left(days: int) -> str:
    return ngettext("%(days)d open day left", "%(days)d open days left", days) % {
        "days": days
    }
