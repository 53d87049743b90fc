"""A due date and how it came about: dates on the way, and the ledger of days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from ordinances import explanation_texts as texts
from ordinances.calendars import OutsideCalendar
from ordinances.counting import (
    CAP,
    Cap,
    due,
    extension_of,
    suspended_spans,
)
from ordinances.ledger import Ledger, Step
from ordinances.schema import SuspensionCount

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ordinances.calendars import Calendar
    from ordinances.counting import Extended
    from ordinances.schema import DeadlineRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A due date and how it came about.

    Attributes:
        rule_key: the period that was counted.
        origin_on: the day of the event.
        start_on: the first counted day.
        raw_on: the last day before rolling; None while suspended.
        due_on: the due date; None while suspended.
        initial_due_on: the due date before any extension; None while suspended.
        cap_on: the latest day an extension can reach; None where there is no
            extension, or where it lies outside the calendar.
        steps: the ledger.
        days_left: while suspended, the days still to be counted.
        verified: whether the period was read in its text.
        source: that text.
    """

    rule_key: str
    origin_on: date
    start_on: date
    raw_on: date | None
    due_on: date | None
    initial_due_on: date | None
    cap_on: date | None
    steps: tuple[Step, ...]
    verified: bool
    source: str
    days_left: int | None = None


def explain(
    rule: DeadlineRule,
    *,
    origin_on: date,
    suspensions: Sequence[tuple[date, date]] = (),
    extended_to: Extended = None,
    special_to: date | None = None,
    calendar: Calendar,
) -> Explanation:
    """Count a period day by day and say why each day counts or not.

    Args:
        rule: the period.
        origin_on: the day of the event it counts from.
        suspensions: pairs of the day the order was issued and the day the
            answer arrived; overlaps count once.
        extended_to: the day named in the extension notice, honoured as
            written; ``CAP`` for as far as the rule allows; None for none. It
            never shortens.
        special_to: the day named in a special extension, likewise.
        calendar: the closed days.

    Returns:
        The due date, the dates on the way to it, and the ledger, whose steps
        follow one another without a hole up to the due date.

    Raises:
        OutsideCalendar: the computation touches a day not covered.
        CannotCount: the facts do not fit the period.

    Source:
        民法第140条から第143条; the rule's own source for everything else.
    """
    initial_due_on, latest_on = _bounds(rule, origin_on, suspensions, calendar)
    ledger = _ledger(rule, origin_on, suspensions, extended_to, calendar)
    _lengthen(ledger, extended_to, special_to)
    raw_on = date.fromordinal(ledger.end)
    ledger.roll()
    return Explanation(
        rule_key=rule.key,
        origin_on=origin_on,
        start_on=date.fromordinal(ledger.start),
        raw_on=raw_on,
        due_on=date.fromordinal(ledger.end),
        initial_due_on=initial_due_on,
        cap_on=latest_on,
        steps=tuple(ledger.steps),
        verified=rule.verified,
        source=rule.source,
    )


def _bounds(
    rule: DeadlineRule,
    origin_on: date,
    suspensions: Sequence[tuple[date, date]],
    calendar: Calendar,
) -> tuple[date, date | None]:
    """Return the due date without any extension, and the latest there can be."""
    return (
        due(rule, origin_on=origin_on, suspensions=suspensions, calendar=calendar),
        cap_on(rule, origin_on=origin_on, suspensions=suspensions, calendar=calendar),
    )


def _lengthen(ledger: Ledger, extended_to: Extended, special_to: date | None) -> None:
    if isinstance(extended_to, date):
        ledger.extend_as_written("extension", extended_to)
    if special_to is not None:
        ledger.extend_as_written("special", special_to)


def _ledger(
    rule: DeadlineRule,
    origin_on: date,
    suspensions: Sequence[tuple[date, date]],
    extended_to: Extended,
    calendar: Calendar,
) -> Ledger:
    """Walk the period, extended as far as the rule allows if that is asked."""
    spans = suspended_spans(rule, origin_on, suspensions) if suspensions else []
    ledger = Ledger(rule, origin_on, calendar)
    if not isinstance(extended_to, Cap):
        ledger.walk(spans)
        return ledger
    extension = extension_of(rule)
    if extension.kind == "add":
        ledger.walk(spans, longer_by=extension.days)
        return ledger
    ledger.walk(spans)
    held = sum(last - first + 1 for first, last in spans)
    cap = ledger.start + extension.days - 1
    ledger.extend_to("extension", cap + held * rule.cap_excludes_suspension)
    return ledger


def explain_suspended(
    rule: DeadlineRule,
    *,
    origin_on: date,
    suspensions: Sequence[tuple[date, date]] = (),
    ordered_on: date,
    longer_by: int = 0,
    calendar: Calendar,
) -> Explanation:
    """Explain a period that stands still: counted so far, and what is left.

    Args:
        rule: the period.
        origin_on: the day of the event it counts from.
        suspensions: spans that are over.
        ordered_on: the day of the order that is not answered yet.
        longer_by: days by which the period itself was lengthened.
        calendar: the closed days.

    Returns:
        An explanation without a due date, with ``days_left``.

    Raises:
        OutsideCalendar: the computation touches a day not covered.
        CannotCount: the facts do not fit the period.
    """
    spans = suspended_spans(rule, origin_on, [*suspensions, (ordered_on, ordered_on)])
    shift = rule.suspension_count is SuspensionCount.DIFFERENCE
    ledger = Ledger(rule, origin_on, calendar)
    days_left = ledger.walk(
        spans, longer_by=longer_by, stop_before=ordered_on.toordinal() + shift
    )
    ledger.stand_still(ordered_on, days_left)
    return Explanation(
        rule_key=rule.key,
        origin_on=origin_on,
        start_on=date.fromordinal(ledger.start),
        raw_on=None,
        due_on=None,
        initial_due_on=None,
        cap_on=None,
        steps=tuple(ledger.steps),
        days_left=days_left,
        verified=rule.verified,
        source=rule.source,
    )


def redated(explanation: Explanation, due_on: date) -> Explanation:
    """Add the step by which a due date was set anew, earlier or later."""
    computed_on = explanation.due_on or due_on
    days = max((due_on - computed_on).days, 0)
    text = texts.redated(due_on)
    step = Step(
        on=date.fromordinal(computed_on.toordinal() + 1) if days else due_on,
        days=days,
        counted=False,
        rule="redated",
        text=str(text),
        text_en=text.en,
        source=explanation.source,
    )
    return replace(explanation, due_on=due_on, steps=(*explanation.steps, step))


def cap_on(
    rule: DeadlineRule,
    *,
    origin_on: date,
    suspensions: Sequence[tuple[date, date]] = (),
    calendar: Calendar,
) -> date | None:
    """Return the latest day an extension can reach.

    Returns:
        None where the period cannot be extended, or where that day lies
        outside the calendar: not knowing it hinders nothing yet.
    """
    if rule.extension is None:
        return None
    try:
        return due(
            rule,
            origin_on=origin_on,
            suspensions=suspensions,
            extended_to=CAP,
            calendar=calendar,
        )
    except OutsideCalendar:
        return None
