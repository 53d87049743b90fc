"""Periods: when something is due, why, and where a unit's clock stands.

* ``due`` answers with the date alone, from tables, for any number of units.
* ``Timetable`` answers the same for one period and very many origins.
* ``explain`` answers with the ledger of days behind it.
* ``fold`` answers for a unit, from its events.
* ``gate_on`` is the last day on which an extension can be issued.
* ``earliest_implementation`` is the first day a record may be handed over
  against a written opposition.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from ordinances.calendars import OutsideCalendar
from ordinances.clock import EVENT_TYPES, Clock, ClockState, Event, fold
from ordinances.counting import (
    CAP,
    CannotCount,
    Extended,
    Suspension,
    day_before_same_day,
    due,
)
from ordinances.explanation import (
    Explanation,
    cap_on,
    explain,
    explain_suspended,
)
from ordinances.ledger import Step
from ordinances.timetable import Timetable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ordinances.calendars import Calendar
    from ordinances.schema import DeadlineRule

__all__ = [
    "CAP",
    "EVENT_TYPES",
    "CannotCount",
    "Clock",
    "ClockState",
    "Event",
    "Explanation",
    "Extended",
    "OutsideCalendar",
    "Step",
    "Suspension",
    "Timetable",
    "cap_on",
    "day_before_same_day",
    "due",
    "earliest_implementation",
    "explain",
    "explain_suspended",
    "fold",
    "gate_on",
]

_DAYS_BETWEEN = 14


def gate_on(
    rule: DeadlineRule,
    *,
    gate: Literal["extension", "special"] = "extension",
    origin_on: date,
    suspensions: Sequence[tuple[date, date]] = (),
    calendar: Calendar,
) -> date | None:
    """Return the last day on which an extension notice can be issued.

    Args:
        rule: the period.
        gate: which of the two notices.
        origin_on: the day of the event it counts from.
        suspensions: supplementation spans; their days lengthen the gate too.
        calendar: the closed days.

    Returns:
        The initial due date, rolled; None where the rule has no such gate.

    Raises:
        OutsideCalendar: the computation touches a day not covered.
        CannotCount: the facts do not fit the period.

    Source:
        個人情報保護法第84条 (special extension: within the initial period); for
        the extension, and for the city's own ordinance, assumed.
    """
    limit = rule.extension_gate if gate == "extension" else rule.special_gate
    if limit is None:
        return None
    return due(rule, origin_on=origin_on, suspensions=suspensions, calendar=calendar)


def earliest_implementation(decision_on: date, calendar: Calendar) -> date:
    """Return the first day of disclosure against a written opposition.

    At least two weeks lie between the decision and the implementation: fourteen
    full days are left free, then the next open day is taken.

    Args:
        decision_on: the day of the decision, or of the determination.
        calendar: the closed days.

    Raises:
        OutsideCalendar: that day is not covered.

    Source:
        個人情報保護法第86条第3項、第107条第1項; 行政機関の保有する情報の公開に
        関する法律第13条第3項、第20条. The reading of the two weeks is assumed.
    """
    free_until = decision_on.toordinal() + _DAYS_BETWEEN
    return calendar.next_open(date.fromordinal(free_until + 1))
