"""The ledger of days behind a due date, written day by day.

It shares no arithmetic with ``counting``: it walks, so that the two prove each
other. Its steps follow one another without a hole.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from ordinances import explanation_texts as texts
from ordinances.counting import counted_days, plain_end, start_ordinal
from ordinances.schema import FirstDay, HolidayPolicy, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ordinances.calendars import Calendar
    from ordinances.schema import DeadlineRule
    from ordinances.sentences import Sentence

FIRST_DAY_SOURCE = "民法第140条"
StepRule = Literal[
    "first_day",
    "count",
    "listed",
    "suspension",
    "extension",
    "special",
    "roll",
    "redated",
]
_NO_SPAN = 0
_COUNTED: frozenset[StepRule] = frozenset({"count", "extension", "special"})


@dataclass(frozen=True, slots=True)
class Step:
    """One run of days with the same verdict.

    Attributes:
        on: the first day of the run.
        days: how many days; 0 where a step changes nothing.
        counted: whether the days count towards the period.
        rule: what was applied.
        text: the sentence in Japanese.
        text_en: the sentence in English.
        source: the article or text behind it.
    """

    on: date
    days: int
    counted: bool
    rule: StepRule
    text: str
    text_en: str
    source: str

    @property
    def last_on(self) -> date:
        """Return the last day of the run; its first where it has no day."""
        return date.fromordinal(self.on.toordinal() + max(self.days, 1) - 1)


class Ledger:
    """Steps in the making; ``end`` is the last day of the period so far."""

    def __init__(self, rule: DeadlineRule, origin_on: date, calendar: Calendar) -> None:
        self.rule, self.calendar = rule, calendar
        self.start = start_ordinal(rule, origin_on)
        self.end = self.start - 1
        self.steps: list[Step] = []
        self._as_written = False
        if rule.first_day is FirstDay.EXCLUDED:
            text = texts.first_day(rule, origin_on)
            self._add("first_day", origin_on.toordinal(), 1, text, FIRST_DAY_SOURCE)

    def walk(
        self,
        spans: Sequence[tuple[int, int]],
        *,
        longer_by: int = 0,
        stop_before: int | None = None,
    ) -> int:
        """Walk the period itself.

        Args:
            spans: suspended days, merged and disjoint, both ends included.
            longer_by: days by which the period itself is lengthened.
            stop_before: the day on which the clock stood still, if it does.

        Returns:
            How many days are still to be counted: 0 at the end.

        Raises:
            OutsideCalendar: the walk touches a day not covered.
        """
        needed = self._length()
        total = needed + longer_by
        counted = 0
        verdicts: list[tuple[int, StepRule, int]] = []
        for day in self._days(stop_before):
            if counted == total:
                break
            verdict, span = self._verdict(day, spans)
            if verdict == "count":
                counted += 1
                verdict = "count" if counted <= needed else "extension"
            verdicts.append((day, verdict, span))
        self._write(verdicts)
        if stop_before is None:
            self._add_late_days(spans)
        return total - counted

    def extend_to(self, rule: Literal["extension", "special"], end: int) -> None:
        """Lengthen the period to a day; an earlier day changes nothing."""
        if end <= self.end:
            text = texts.idle_extension(date.fromordinal(self.end))
            self._add(rule, self.end, 0, text, self.rule.source)
            return
        first = self.end + 1
        write = texts.extension if rule == "extension" else texts.special
        text = write(date.fromordinal(first), date.fromordinal(end))
        self._add(rule, first, end - self.end, text, self.rule.source)
        self.end = end

    def extend_as_written(
        self, rule: Literal["extension", "special"], until_on: date
    ) -> None:
        """Lengthen the period to the day a notice names, which never rolls.

        Raises:
            OutsideCalendar: that day, or the end so far, is not covered.
        """
        self.calendar.index(until_on.toordinal())
        if until_on.toordinal() > self._rolled():
            self.extend_to(rule, until_on.toordinal())
            self._as_written = True
        else:
            self.extend_to(rule, self.end)

    def roll(self) -> None:
        """Move the end to the next open day, if the rule says so.

        Raises:
            OutsideCalendar: the end or the next open day is not covered.
        """
        opened = self._rolled()
        if opened == self.end:
            return
        raw_on = date.fromordinal(self.end)
        name = self.calendar.name_of(raw_on) or ""
        text = texts.roll(raw_on, name, date.fromordinal(opened))
        self._add("roll", self.end + 1, opened - self.end, text, self.calendar.source)
        self.end = opened

    def stand_still(self, ordered_on: date, days_left: int) -> None:
        """Write that the clock is suspended and how much is left."""
        text = texts.open_suspension(ordered_on, days_left)
        self._add("suspension", ordered_on.toordinal(), 0, text, self.rule.source)

    def _length(self) -> int:
        if self.rule.unit in (Unit.DAY, Unit.WEEK) or self._skips():
            return counted_days(self.rule)
        return plain_end(self.rule, self.start) - self.start + 1

    def _skips(self) -> bool:
        return self.rule.holiday_policy is HolidayPolicy.SKIP_LISTED_AND_ROLL

    def _days(self, stop_before: int | None) -> Iterator[int]:
        day = self.start
        while stop_before is None or day < stop_before:
            self.calendar.index(day)
            yield day
            day += 1

    def _verdict(
        self, day: int, spans: Sequence[tuple[int, int]]
    ) -> tuple[StepRule, int]:
        for first, last in spans:
            if first <= day <= last:
                return "suspension", first
        if self._skips() and self.calendar.is_listed(date.fromordinal(day)):
            return "listed", _NO_SPAN
        return "count", _NO_SPAN

    def _write(self, verdicts: Sequence[tuple[int, StepRule, int]]) -> None:
        for (verdict, _), run in groupby(verdicts, key=lambda found: found[1:]):
            days = [day for day, _, _ in run]
            first, last = date.fromordinal(days[0]), date.fromordinal(days[-1])
            text, source = self._words(verdict, first, last)
            self._add(verdict, days[0], len(days), text, source)
            self.end = days[-1]

    def _words(
        self, verdict: StepRule, first: date, last: date
    ) -> tuple[Sentence, str]:
        if verdict == "listed":
            names = [self.calendar.name_of(day) or "" for day in _dates(first, last)]
            return texts.listed(first, last, names), self.calendar.source
        if verdict == "suspension":
            return texts.suspension(first, last), self.rule.source
        if verdict == "extension":
            return texts.extension(first, last), self.rule.source
        return texts.count(self.rule, first, last), self.rule.source

    def _add_late_days(self, spans: Sequence[tuple[int, int]]) -> None:
        """Add suspended days the walk did not pass: the end moves by the sum."""
        late = sum(
            1
            for first, last in spans
            for day in range(first, last + 1)
            if not self.start <= day <= self.end and not self._is_skipped(day)
        )
        if not late:
            return
        first, end = self.end + 1, self.end
        while late:
            end += 1
            late -= not self._is_skipped(end)
        text = texts.late_suspension(date.fromordinal(first), date.fromordinal(end))
        self._add("suspension", first, end - first + 1, text, self.rule.source)
        self.end = end

    def _is_skipped(self, day: int) -> bool:
        return self._skips() and self.calendar.is_listed(date.fromordinal(day))

    def _rolled(self) -> int:
        if self._as_written or self.rule.holiday_policy is HolidayPolicy.NONE:
            self.calendar.index(self.end)
            return self.end
        opened = self.end
        while self.calendar.is_closed(date.fromordinal(opened)):
            opened += 1
        return opened

    def _add(
        self, rule: StepRule, first: int, days: int, text: Sentence, source: str
    ) -> None:
        self.steps.append(
            Step(
                on=date.fromordinal(first),
                days=days,
                counted=rule in _COUNTED and days > 0,
                rule=rule,
                text=str(text),
                text_en=text.en,
                source=source,
            )
        )


def _dates(first: date, last: date) -> Iterator[date]:
    for day in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(day)
