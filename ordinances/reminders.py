"""When the office reminds its people of a date: a work aid, never the date itself.

So many open days before, on the day and once it has passed. The numbers of days
are settings of the municipality (``reminders`` in ``municipality.yaml``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast, get_args

from ordinances.internal_deadlines import open_days_before

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ordinances.calendars.calendar import Calendar
    from ordinances.yaml_nodes import MappingNode

Of = Literal["due", "internal", "answer"]
ON_THE_DAY = "today"
OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class ReminderRule:
    """How early people are reminded of a kind of date.

    Attributes:
        of: the legal due date, a date of the office's own, or a day by which
            somebody is to answer.
        open_days: so many open days before; one of several entries each.
        verified: whether the municipality's own text was read.
        source: where the number comes from.
    """

    of: Of
    open_days: int
    verified: bool
    source: str


def read_reminder_rule(node: MappingNode) -> ReminderRule:
    """Read one entry of ``reminders``.

    Raises:
        PackError: a field is missing or no such kind of date is known.
    """
    return ReminderRule(
        of=cast("Of", node.choice("of", get_args(Of))),
        open_days=node.integer("open_days", at_least=1),
        verified=node.flag("verified"),
        source=node.text("source"),
    )


def step_on(
    rules: Iterable[ReminderRule], of: Of, due: date, *, on: date, calendar: Calendar
) -> str | None:
    """Return the step a date has reached on a day, the most pressing one.

    Args:
        rules: those of the municipality.
        of: the kind of date.
        due: the date.
        on: the day.
        calendar: the office's calendar.

    Returns:
        ``overdue``, ``today``, ``before:2`` and the like; None before the first.

    Raises:
        OutsideCalendar: a day to be counted is not covered.

    Example:
        >>> from datetime import date
        >>> from ordinances.calendars import load_calendar
        >>> rules = [ReminderRule("due", n, False, "-") for n in (5, 2)]
        >>> step_on(rules, "due", date(2020, 6, 15), on=date(2020, 6, 11),
        ...         calendar=load_calendar())
        'before:2'
    """
    if on > due:
        return OVERDUE
    if on == due:
        return ON_THE_DAY
    for days in sorted(rule.open_days for rule in rules if rule.of == of):
        if on >= open_days_before(due, days, calendar):
            return f"before:{days}"
    return None
