"""The clock of a unit: what its events make of its due date.

``fold`` reads the events of a unit in the order of their days and answers with
the clock's state and due date. The events are the truth; what a database keeps
of the answer is a cache.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ordinances.calendars import OutsideCalendar
from ordinances.counting import (
    CAP,
    CannotCount,
    due,
    extension_of,
    finish,
    later_end,
    start_ordinal,
    suspended_spans,
)
from ordinances.explanation import (
    Explanation,
    cap_on,
    explain,
    explain_suspended,
    redated,
)
from ordinances.sentences import Sentence
from ordinances.wareki import format_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from ordinances.calendars import Calendar
    from ordinances.counting import Extended
    from ordinances.schema import DeadlineRule

ClockState = Literal["running", "suspended", "stopped", "unknown"]
EVENT_TYPES = (
    "received",
    "suspended",
    "resumed",
    "extended",
    "special",
    "stopped",
    "reopened",
    "redated",
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to the clock.

    Attributes:
        type: one of ``EVENT_TYPES``.
        on: its day: arrival, the day an order was issued, the day the answer
            arrived, the day a notice was issued.
        until_on: the new due date a notice names. An extension without one
            reaches as far as the rule allows, a special extension the day of
            its first part.
    """

    type: str
    on: date
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """Where the clock of a unit stands.

    Attributes:
        state: running; suspended (an order waits for its answer); stopped (an
            outcome is there); unknown (the day lies outside the calendar, or
            nothing was received).
        due_on: the due date; None while suspended or unknown. A stopped clock
            keeps the one it had.
        initial_due_on: the due date before any extension.
        cap_on: the latest day an extension can reach.
        days_left: while suspended, the days still to be counted.
    """

    state: ClockState
    due_on: date | None = None
    initial_due_on: date | None = None
    cap_on: date | None = None
    days_left: int | None = None
    _explain: Callable[[], Explanation] | None = field(
        default=None, repr=False, compare=False
    )

    @property
    def explanation(self) -> Explanation | None:
        """Return the ledger of days; it is written when asked for.

        None where there is nothing to explain: the state is unknown, or the
        clock was stopped while its due date was.
        """
        return self._explain() if self._explain else None


def fold(rule: DeadlineRule, events: Iterable[Event], calendar: Calendar) -> Clock:
    """Compute the clock of a unit from its events.

    An extension is honoured as written, even beyond the cap: whether it could
    be issued is for the operation that issues it. It never shortens. A due
    date set anew (``redated`` with a day) replaces what was computed; later
    extensions and supplementations work on it. ``redated`` without a day only
    records that the rules or the calendar changed.

    Args:
        rule: the period that held on the receipt day.
        events: those of the case and of the unit; events of one day keep the
            order they are given in.
        calendar: the closed days.

    Returns:
        The clock. Days outside the calendar give the state ``unknown``, never
        an error; a stopped clock stays stopped, without a due date.

    Raises:
        CannotCount: the events contradict each other or the rule.
    """
    facts = _facts(rule, events)
    unknown = Clock("stopped" if facts.stopped else "unknown")
    if facts.received_on is None:
        return unknown
    period = _Period(rule, facts, facts.received_on, calendar)
    if facts.open_orders:
        return _suspended(period)
    try:
        return _running(period)
    except OutsideCalendar:
        return unknown


@dataclass(slots=True)
class _Facts:
    """What the events say, taken together."""

    received_on: date | None = None
    spans: list[tuple[date, date]] = field(default_factory=list)
    open_orders: list[date] = field(default_factory=list)
    to_cap: bool = False
    until_on: date | None = None
    first_part: bool = False
    rest_until_on: date | None = None
    redated_to: date | None = None
    spans_before: int = 0
    stopped: bool = False

    def take(self, rule: DeadlineRule, event: Event) -> None:
        """Add one event.

        Raises:
            CannotCount: it does not fit the ones before.
        """
        match event.type:
            case "received":
                self.received_on = event.on
            case "suspended" | "resumed":
                if rule.suspendable:
                    self._supplementation(event)
            case "extended" | "special":
                self._extension(event)
            case "redated":
                self._redating(event)
            case "stopped" | "reopened":
                self.stopped = event.type == "stopped"
            case _:
                raise CannotCount(_unknown_event(event))

    def _supplementation(self, event: Event) -> None:
        if event.type == "suspended":
            self.open_orders.append(event.on)
        elif self.open_orders:
            self.spans.append((self.open_orders.pop(), event.on))
        else:
            raise CannotCount(_answer_without_order(event))

    def _extension(self, event: Event) -> None:
        if event.type == "special":
            self.first_part |= event.until_on is None
            self.rest_until_on = _later(self.rest_until_on, event.until_on)
        else:
            self.to_cap |= event.until_on is None
            self.until_on = _later(self.until_on, event.until_on)

    def _redating(self, event: Event) -> None:
        if event.until_on is None:
            return
        self.redated_to, self.spans_before = event.until_on, len(self.spans)
        self.to_cap = self.first_part = False
        self.until_on = self.rest_until_on = None


def _facts(rule: DeadlineRule, events: Iterable[Event]) -> _Facts:
    """Take the events up to the stop that was not reopened."""
    ordered = sorted(events, key=lambda event: event.on)
    facts = _Facts()
    stop: int | None = None
    for position, event in enumerate(ordered):
        if event.type == "stopped" and stop is None:
            stop = position
        elif event.type == "reopened":
            stop = None
    for event in ordered if stop is None else ordered[: stop + 1]:
        facts.take(rule, event)
    return facts


@dataclass(frozen=True, slots=True)
class _Period:
    """A period with its facts: what ``due`` and ``explain`` are asked with."""

    rule: DeadlineRule
    facts: _Facts
    received_on: date
    calendar: Calendar

    def due(self, extended_to: Extended = None) -> date:
        return due(
            self.rule,
            origin_on=self.received_on,
            suspensions=self.facts.spans,
            extended_to=extended_to,
            calendar=self.calendar,
        )

    def extended_to(self) -> Extended:
        """Return the extension that reaches furthest."""
        until_on = self.facts.until_on
        if self.facts.to_cap and (until_on is None or until_on <= self.due(CAP)):
            return CAP
        return until_on

    def special_to(self) -> date | None:
        """Return the day a special extension reaches.

        Source:
            個人情報保護法第84条: the first part within 60 days of the request.
            Whether days of supplementation count is silent (assumed).
        """
        first_part: date | None = None
        if self.facts.first_part and self.rule.special_days is not None:
            end = start_ordinal(self.rule, self.received_on)
            end += self.rule.special_days - 1
            if self.rule.special_excludes_suspension:
                end += self.held(self.facts.spans)
            first_part = finish(self.rule, end, self.calendar)
        return _later(first_part, self.facts.rest_until_on)

    def redated_to(self) -> date | None:
        """Return the day set anew, moved by later supplementation."""
        anew, later = self.facts.redated_to, self.facts.spans[self.facts.spans_before :]
        if anew is None or not self.held(later):
            return anew
        spans = suspended_spans(self.rule, self.received_on, later)
        end = later_end(self.rule, anew.toordinal(), spans, self.calendar)
        return finish(self.rule, end, self.calendar)

    def held(self, spans: Sequence[tuple[date, date]]) -> int:
        merged = suspended_spans(self.rule, self.received_on, spans) if spans else []
        return sum(last - first + 1 for first, last in merged)

    def explain(self, due_on: date) -> Explanation:
        explanation = explain(
            self.rule,
            origin_on=self.received_on,
            suspensions=self.facts.spans,
            extended_to=self.extended_to(),
            special_to=self.special_to(),
            calendar=self.calendar,
        )
        if self.facts.redated_to is None:
            return explanation
        return redated(explanation, due_on)


def _running(period: _Period) -> Clock:
    """Take the latest of what was computed and what the notices name.

    Raises:
        OutsideCalendar: one of these days is not covered.
    """
    initial_due_on = period.due()
    candidates = [period.redated_to() or initial_due_on]
    if period.facts.to_cap:
        candidates.append(period.due(CAP))
    candidates += filter(None, [period.facts.until_on, period.special_to()])
    due_on = max(candidates)
    period.calendar.index(due_on.toordinal())
    return Clock(
        state="stopped" if period.facts.stopped else "running",
        due_on=due_on,
        initial_due_on=initial_due_on,
        cap_on=cap_on(
            period.rule,
            origin_on=period.received_on,
            suspensions=period.facts.spans,
            calendar=period.calendar,
        ),
        _explain=lambda: period.explain(due_on),
    )


def _suspended(period: _Period) -> Clock:
    """Answer for a clock that stands still, or was stopped while it did."""
    rule, facts = period.rule, period.facts
    longer_by = extension_of(rule).days if facts.to_cap and _adds(rule) else 0

    def explanation() -> Explanation:
        return explain_suspended(
            rule,
            origin_on=period.received_on,
            suspensions=facts.spans,
            ordered_on=min(facts.open_orders),
            longer_by=longer_by,
            calendar=period.calendar,
        )

    if facts.stopped:
        return Clock("stopped", _explain=explanation)
    try:
        # without these days nobody knows what was closed while it counted
        for day in (period.received_on, min(facts.open_orders)):
            period.calendar.index(day.toordinal())
        days_left = explanation().days_left
    except OutsideCalendar:
        return Clock("unknown")
    return Clock("suspended", days_left=days_left, _explain=explanation)


def _adds(rule: DeadlineRule) -> bool:
    return rule.extension is not None and rule.extension.kind == "add"


def _later(one: date | None, other: date | None) -> date | None:
    return max(filter(None, [one, other]), default=None)


def _unknown_event(event: Event) -> Sentence:
    return Sentence(
        f"「{event.type}」という期間の出来事はありません。",
        en=f"There is no clock event “{event.type}”; expected one of "
        f"{', '.join(EVENT_TYPES)}.",
    )


def _answer_without_order(event: Event) -> Sentence:
    return Sentence(
        f"{format_date(event.on)}の補正の到達に対応する補正の求めがありません。",
        en=f"The answer of {event.on.isoformat()} has no supplementation order "
        "before it.",
    )
