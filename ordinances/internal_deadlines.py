"""The office's own dates before the legal one: a work aid, never the due date.

How many open days before the due date a step should be done is policy of the
municipality (``internal_deadlines`` in ``municipality.yaml``), not law.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, cast, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ordinances.calendars.calendar import Calendar
    from ordinances.yaml_nodes import MappingNode

Step = Literal["identify", "draft", "approve", "send"]


@dataclass(frozen=True, slots=True)
class InternalDeadline:
    """By when a step should be done.

    Attributes:
        step: what should be done by then.
        open_days: how many open days before the due date, 0 for that day itself.
        label_ja: what the date is called.
        label_en: the same in English.
        verified: whether the municipality's own text was read.
        source: where the number comes from.
    """

    step: Step
    open_days: int
    label_ja: str
    label_en: str
    verified: bool
    source: str


def read_internal_deadline(node: MappingNode) -> InternalDeadline:
    """Read one entry of ``internal_deadlines``.

    Raises:
        PackError: a field is missing or no such step is known.
    """
    return InternalDeadline(
        step=cast("Step", node.choice("step", get_args(Step))),
        open_days=node.integer("open_days", at_least=0),
        label_ja=node.text("label_ja"),
        label_en=node.text("label_en"),
        verified=node.flag("verified"),
        source=node.text("source"),
    )


def internal_deadline(
    entries: Iterable[InternalDeadline], step: Step
) -> InternalDeadline | None:
    """Return the entry for a step, None where the municipality sets none."""
    return next((entry for entry in entries if entry.step == step), None)


def open_days_before(due_on: date, open_days: int, calendar: Calendar) -> date:
    """Return the day so many open days before a due date.

    Args:
        due_on: the legal due date.
        open_days: how many, 0 or more.
        calendar: the office's calendar.

    Returns:
        The due date itself for 0; else an open day.

    Raises:
        OutsideCalendar: a day to be counted is not covered.

    Example:
        >>> from ordinances.calendars import load_calendar
        >>> open_days_before(date(2020, 6, 15), 2, load_calendar())
        datetime.date(2020, 6, 11)
    """
    on, left = due_on, open_days
    while left:
        on -= timedelta(days=1)
        left -= not calendar.is_closed(on)
    return on
