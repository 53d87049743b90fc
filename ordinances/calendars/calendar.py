"""A calendar of closed days, laid out in tables so that no question walks days."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from ordinances.sentences import OrdinanceError, Sentence
from ordinances.wareki import format_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class OutsideCalendar(OrdinanceError):
    """A computation touched a day whose closed days are not known.

    Attributes:
        on: the day.
        covered_from: first day covered.
        covered_until: first day no longer covered.
    """

    def __init__(self, on: date, covered_from: date, covered_until: date) -> None:
        last = date.fromordinal(covered_until.toordinal() - 1)
        super().__init__(
            Sentence(
                f"{format_date(on)}は休日表の範囲（{format_date(covered_from)}から"
                f"{format_date(last)}まで）の外にあるため、期限を計算できません。"
                "休日表に年を加えてください。",
                en=f"{on.isoformat()} lies outside the table of holidays "
                f"({covered_from.isoformat()} to {last.isoformat()}), so no due date "
                "can be computed. Please add the year to the table.",
            )
        )
        self.on, self.covered_from, self.covered_until = on, covered_from, covered_until


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """Closed days of the covered years.

    A *listed* day is a national holiday or lies in the year-end closure; a
    *closed* day is a listed day, a weekend day, or a closing day of the city.

    Attributes:
        covered_from: first day covered.
        covered_until: first day no longer covered.
        source: where the closed days come from.
        verified: whether that text was read.
        base: ordinal of ``covered_from``; index 0 of the tables.
        size: number of days covered.
        next_open_days: per day, the ordinal of the next open day, itself
            included; 0 where it would lie outside.
        listed_before: per day, how many listed days come before it.
        unlisted_days: the ordinals of all days that are not listed.
    """

    covered_from: date
    covered_until: date
    source: str
    verified: bool
    base: int
    size: int
    next_open_days: tuple[int, ...]
    listed_before: tuple[int, ...]
    unlisted_days: tuple[int, ...]
    _names: Mapping[int, str]

    def is_closed(self, on: date) -> bool:
        """Say whether a day is closed.

        Raises:
            OutsideCalendar: the day is not covered.
        """
        return self.next_open_days[self.index(on.toordinal())] != on.toordinal()

    def is_listed(self, on: date) -> bool:
        """Say whether a day is a national holiday or in the year-end closure.

        Raises:
            OutsideCalendar: the day is not covered.
        """
        index = self.index(on.toordinal())
        return self.listed_before[index + 1] > self.listed_before[index]

    def next_open(self, on: date) -> date:
        """Return the first open day on or after a day.

        Raises:
            OutsideCalendar: that day is not covered.
        """
        return date.fromordinal(self.next_open_ordinal(on.toordinal()))

    def name_of(self, on: date) -> str | None:
        """Return why a day is closed (昭和の日, 土曜日 …), None if it is open.

        Raises:
            OutsideCalendar: the day is not covered.
        """
        return self._names.get(self.index(on.toordinal()) + self.base)

    def index(self, ordinal: int) -> int:
        """Return the place of a day in the tables.

        Raises:
            OutsideCalendar: the day is not covered.
        """
        index = ordinal - self.base
        if 0 <= index < self.size:
            return index
        raise self.outside(ordinal)

    def next_open_ordinal(self, ordinal: int) -> int:
        """Return ``next_open`` for ordinals.

        Raises:
            OutsideCalendar: that day is not covered.
        """
        opened = self.next_open_days[self.index(ordinal)]
        if not opened:
            raise self.outside(self.base + self.size)
        return opened

    def nth_unlisted(self, start: int, n: int) -> int:
        """Return the n-th day from ``start`` on that is not listed.

        Args:
            start: an ordinal; counted itself if it is not listed.
            n: 1 or more.

        Raises:
            OutsideCalendar: the start or that day is not covered.
        """
        index = self.index(start)
        place = index - self.listed_before[index] + n - 1
        if place >= len(self.unlisted_days):
            raise self.outside(self.base + self.size)
        return self.unlisted_days[place]

    def unlisted_between(self, first: int, last: int) -> int:
        """Count the days from ``first`` to ``last``, both included, not listed.

        Raises:
            OutsideCalendar: one of the two is not covered.
        """
        listed = (
            self.listed_before[self.index(last) + 1]
            - self.listed_before[self.index(first)]
        )
        return last - first + 1 - listed

    def outside(self, ordinal: int) -> OutsideCalendar:
        """Make the error that names a day outside the covered years."""
        return OutsideCalendar(
            date.fromordinal(ordinal), self.covered_from, self.covered_until
        )


def build_calendar(
    *,
    listed: Mapping[date, str],
    unlisted: Mapping[date, str],
    covered_from: date,
    covered_until: date,
    source: str,
    verified: bool,
) -> Calendar:
    """Lay out a calendar.

    Args:
        listed: national holidays and the year-end closure, with their names.
        unlisted: the other closed days: weekends and own closing days.
        covered_from: first day covered.
        covered_until: first day no longer covered.
        source: where the closed days come from.
        verified: whether that text was read.

    Returns:
        The calendar.
    """
    base, end = covered_from.toordinal(), covered_until.toordinal()
    names = {on.toordinal(): name for on, name in (*unlisted.items(), *listed.items())}
    listed_days = sorted(
        on.toordinal() for on in listed if covered_from <= on < covered_until
    )
    listed_set = frozenset(listed_days)
    return Calendar(
        covered_from=covered_from,
        covered_until=covered_until,
        source=source,
        verified=verified,
        base=base,
        size=end - base,
        next_open_days=tuple(_next_open(base, end, names)),
        listed_before=tuple(
            bisect_left(listed_days, day) for day in range(base, end + 1)
        ),
        unlisted_days=tuple(day for day in range(base, end) if day not in listed_set),
        _names=MappingProxyType(names),
    )


def _next_open(base: int, end: int, closed: Mapping[int, str]) -> Iterator[int]:
    """Yield per day the next open day, 0 where none is covered any more."""
    backwards: list[int] = []
    opened = 0
    for day in reversed(range(base, end)):
        opened = opened if day in closed else day
        backwards.append(opened)
    return reversed(backwards)
