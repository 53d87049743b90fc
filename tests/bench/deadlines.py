"""Due dates from tables, against walks that ask for one day after the other.

Every period is suspended at least once. The walks ask of each day whether it is
closed: a holiday library that works every day out; the same library when it
remembers all days; and a plain set, the fastest a walk can be.
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from statistics import median
from time import process_time

import jpholiday

from ordinances.calendars import load_calendar
from ordinances.loading import pack
from ordinances.periods import Timetable
from ordinances.schema import DeadlineRule, HolidayPolicy
from tests.bench.report import Line, clock, ratio

DAY = timedelta(days=1)
FIRST = date(2016, 1, 5)
N_ORIGINS = 4_000
LIBRARY_SHARE = 10
ANEW = 40
SATURDAY = 5
Span = tuple[date, date]
Period = tuple[date, tuple[Span, ...]]
Question = Callable[[date], bool]
AIM = ">= 100"


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds per period of each repeat, by who answered."""

    tables: list[float]
    library: list[float]
    anew: list[float]
    plain: list[float]


def measure(options: argparse.Namespace) -> Iterator[Line]:
    """Compute the periods of the pack, and of a city that skips holidays."""
    rule = pack("nerima/public_records").deadline("decision", date(2020, 4, 1))
    skipping = replace(rule, holiday_policy=HolidayPolicy.SKIP_LISTED_AND_ROLL)
    made = periods(options.periods, length=rule.length)
    for name, each in (("end rolled", rule), ("holidays skipped", skipping)):
        timed = compare(each, made, repeats=min(options.repeats, 5))
        yield from _lines(name, timed, n=len(made))


def periods(n: int, *, length: int) -> list[Period]:
    """Return n suspended periods; one in ten is suspended twice."""
    made: list[Period] = []
    for k in range(n):
        origin_on = FIRST + (k % N_ORIGINS) * DAY
        ordered_on = origin_on + (k // 7 % (length // 2)) * DAY
        completed_on = ordered_on + (k // 11 % 17) * DAY
        spans: tuple[Span, ...] = ((ordered_on, completed_on),)
        if k % 10 == 0:
            again_on = completed_on + 3 * DAY
            spans += ((again_on, again_on + (k // 13 % 9) * DAY),)
        made.append((origin_on, spans))
    return made


def compare(rule: DeadlineRule, made: Sequence[Period], *, repeats: int) -> Timed:
    """Answer every period from the tables and by a walk; all must agree.

    Raises:
        AssertionError: two of them give different days.
    """
    table = Timetable(rule, load_calendar())
    timed = Timed([], [], [], [])
    plain = _known_holidays().__contains__
    size = len(made) // repeats
    for first in range(0, size * repeats, size):
        chunk = made[first : first + size]
        sample = chunk[::LIBRARY_SHARE]
        found = _time(timed.tables, lambda period: table.due(*period), chunk)
        walked = _time(timed.plain, partial(walk, rule, plain), chunk)
        asked = _time(timed.library, partial(walk, rule, jpholiday.is_holiday), sample)
        anew = _time(timed.anew, partial(walk_anew, rule), sample[:ANEW])
        assert found == walked
        assert found[::LIBRARY_SHARE] == asked
        assert asked[:ANEW] == anew
    return timed


def walk(rule: DeadlineRule, is_holiday: Question, period: Period) -> date:
    """Step from day to day until the period is over."""
    on, spans = period
    left, skips = rule.length, rule.holiday_policy is not HolidayPolicy.ROLL_END
    while left:
        on += DAY
        is_listed = _in_closure(on) or is_holiday(on)
        if skips and is_listed:
            continue
        if not any(
            ordered_on < on <= completed_on for ordered_on, completed_on in spans
        ):
            left -= 1
    while on.weekday() >= SATURDAY or _in_closure(on) or is_holiday(on):
        on += DAY
    return on


def walk_anew(rule: DeadlineRule, period: Period) -> date:
    """Walk with a library that has not been asked before."""
    return walk(rule, jpholiday.JPHoliday().is_holiday, period)


def _time(
    seconds: list[float], answer: Callable[[Period], date], made: Sequence[Period]
) -> list[date]:
    spent, found = clock(lambda: [answer(period) for period in made], by=process_time)
    seconds.append(spent / len(made))
    return found


def _in_closure(on: date) -> bool:
    day = (on.month, on.day)
    return day >= (12, 29) or day <= (1, 3)


def _known_holidays() -> frozenset[date]:
    last = FIRST + (N_ORIGINS + 200) * DAY
    return frozenset(on for on, _ in jpholiday.between(FIRST, last))


def _lines(name: str, timed: Timed, *, n: int) -> list[Line]:
    each = f"{median(timed.tables) * 1e6:.2f} us each"
    return [
        Line(f"{name}: tables", each, "", f"{n:,} suspended periods, all equal"),
        Line(
            f"{name}: library walk / tables",
            _times(timed.anew, timed),
            AIM,
            "the library works out every day it is asked for",
        ),
        Line(
            f"{name}: remembering library walk / tables",
            _times(timed.library, timed),
            "",
            "it has been asked for every day before",
        ),
        Line(f"{name}: walk over a set / tables", _times(timed.plain, timed)),
    ]


def _times(walked: Sequence[float], timed: Timed) -> str:
    return f"{ratio(walked, timed.tables):,.0f} x"
