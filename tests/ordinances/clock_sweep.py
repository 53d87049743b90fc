"""Lives of clocks in every combination of their parameters, and their comparison.

A stride through the whole product of days, rules, supplementations, extensions,
ends and calendars: any number of lives meets every value of every parameter.
"""

import hashlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import NamedTuple

import jpholiday

from ordinances.calendars import Calendar, build_calendar, load_calendar
from ordinances.loading import pack
from ordinances.periods import Clock, Event, fold, gate_on
from ordinances.schema import (
    ClosedDay,
    DeadlineRule,
    Extension,
    FirstDay,
    HolidayPolicy,
    SuspensionCount,
    Unit,
)
from tests.ordinances import day_walk
from tests.ordinances.clock_walk import (
    FIRST,
    PAST,
    STANDARD,
    Days,
    Happening,
    Reading,
    Terms,
    read,
)

Z = pack("nerima/public_records").deadline("decision", date(2020, 4, 1))
# days before the table and after it belong to the sweep too: they are unknown
ORIGINS = range(FIRST - 20, PAST + 20)
LENGTHS = (
    {"length": 14},
    {"length": 15},
    {"length": 30},
    {"length": 45},
    {"length": 1},
    {"months": 1},
    {"months": 3},
)
EXTENSIONS = (("none", 0), ("add", 30), ("cap", 60), ("cap", 20))
SPECIAL_DAYS = (None, 60)
Span = tuple[int, int | None]
SUPPLEMENTATIONS: tuple[tuple[Span, ...], ...] = (
    (),
    ((3, 10),),
    ((0, 0),),
    ((0, 1),),
    ((2, 5), (4, 9)),
    ((2, 20), (5, 9)),
    ((5, 40), (50, 51)),
    ((14, 15),),
    ((20, 27),),
    ((4, 4), (4, 6), (6, 7)),
    ((3, None),),
    ((2, 5), (8, None)),
    ((2, 6), (4, None)),
)
Written = tuple[str, int, int | None]
LENGTHENINGS: tuple[tuple[Written, ...], ...] = (
    (),
    (("extended", 5, 29),),
    (("extended", 5, None),),
    (("extended", 5, 100),),
    (("extended", 5, 8),),
    (("special", 6, 120),),
    (("special", 6, None),),
    (("extended", 5, 40), ("special", 7, 90)),
    (("extended", 5, None), ("special", 7, None)),
    (("redated", 1, 12),),
    (("redated", 1, 25),),
    (("redated", 11, None),),
    (("extended", 1, 40), ("redated", 11, 30)),
    (("redated", 1, 20), ("extended", 8, 45)),
    (("redated", 1, 20), ("extended", 8, None)),
)
ENDS: tuple[tuple[tuple[str, int], ...], ...] = (
    (),
    (("stopped", 12),),
    (("stopped", 0),),
    (("stopped", 1),),
    (("stopped", 12), ("reopened", 15)),
    (("stopped", 5), ("reopened", 5), ("stopped", 55)),
)
OWN = tuple(date(year, 10, day) for year in range(2016, 2028) for day in (1, 2))


@dataclass(frozen=True)
class Year:
    """A calendar, and the same laid out by hand."""

    calendar: Calendar
    days: Days


def _without_closure() -> Year:
    """A city that works between the years: national holidays are all it keeps."""
    every = [date.fromordinal(day) for day in range(FIRST, PAST)]
    calendar = build_calendar(
        listed={on: "祝日" for on in every if jpholiday.is_holiday(on)},
        unlisted={on: "週末" for on in every if on.weekday() in (5, 6)},
        covered_from=date(2016, 1, 1),
        covered_until=date(2028, 1, 1),
        source="試験",
        verified=False,
    )
    return Year(calendar, Days.told_by(lambda on: bool(jpholiday.is_holiday(on))))


YEARS = (
    Year(load_calendar(), STANDARD),
    Year(
        load_calendar(tuple(ClosedDay(on, "開庁記念", "試験") for on in OWN)),
        Days.told_by(day_walk.is_listed, OWN),
    ),
    _without_closure(),
)


class Life(NamedTuple):
    """One combination."""

    terms: Terms
    happenings: list[Happening]
    year: int

    def events(self) -> list[Event]:
        """Say it in the words of the engine."""
        return [
            Event(
                kind,
                date.fromordinal(on),
                None if until is None else date.fromordinal(until),
            )
            for kind, on, until in self.happenings
        ]


Change = Callable[[Life], Life]


def all_terms() -> list[Terms]:
    """Combine the parameters of a period."""
    return [
        Terms(
            **length,
            counts_first_day=first,
            policy=policy,
            both_ends=both_ends,
            extension=extension,
            extension_days=days,
            cap_moves=cap_moves,
            special_days=special_days,
            special_moves=special_moves,
        )
        for (
            length,
            first,
            policy,
            both_ends,
            (extension, days),
            cap_moves,
            special_days,
            special_moves,
        ) in product(
            LENGTHS,
            (False, True),
            ("none", "roll_end", "skip_listed_and_roll"),
            (False, True),
            EXTENSIONS,
            (False, True),
            SPECIAL_DAYS,
            (False, True),
        )
        # months do not go with a policy that counts days
        if not (length.get("months") and policy == "skip_listed_and_roll")
        # without an extension there is no cap to move, without a part none either
        if not (cap_moves and extension != "cap")
        if not (special_moves and special_days is None)
    ]


def histories() -> list[tuple[tuple[str, int, int | None], ...]]:
    """Combine what can happen, as days after the receipt."""
    return [
        (*_supplementation(spans), *written, *((kind, on, None) for kind, on in end))
        for spans, written, end in product(SUPPLEMENTATIONS, LENGTHENINGS, ENDS)
        if not any(_within(on, spans) for kind, on, _ in written if kind == "redated")
    ]


def _within(on: int, spans: tuple[Span, ...]) -> bool:
    """Tell whether a clock stands still on a day: nothing is re-dated then."""
    return any(first <= on and (last is None or on <= last) for first, last in spans)


def _supplementation(spans: tuple[Span, ...]) -> list[tuple[str, int, int | None]]:
    orders = [("suspended", first, None) for first, _ in spans]
    answers = [("resumed", last, None) for _, last in spans if last is not None]
    # on one day the order comes before the answer
    return sorted([*orders, *answers], key=lambda event: (event[1], event[0] < "s"))


TERMS, HISTORIES = all_terms(), histories()
# what knows no extension is not extended as far as it goes
TO_THE_CAP = frozenset(
    place
    for place, history in enumerate(HISTORIES)
    if any(kind == "extended" and until is None for kind, _, until in history)
)
TOTAL = len(TERMS) * len(HISTORIES) * len(ORIGINS) * len(YEARS)


def lives(n: int, *, first: int = 0, step: int = 1) -> Iterator[Life]:
    """Yield some of n lives spread over the whole product."""
    stride = 2_654_435_761
    for place in range(first, n, step):
        at = place * stride % TOTAL
        at, year = divmod(at, len(YEARS))
        at, origin = divmod(at, len(ORIGINS))
        at, history = divmod(at, len(HISTORIES))
        if TERMS[at].extension == "none" and history in TO_THE_CAP:
            continue
        received = ORIGINS[origin]
        happenings: list[Happening] = [("received", received, None)]
        happenings += [
            (kind, received + on, None if until is None else received + until)
            for kind, on, until in HISTORIES[history]
        ]
        yield Life(TERMS[at], happenings, year)


_RULES: dict[Terms, DeadlineRule] = {}


def rule_of(terms: Terms) -> DeadlineRule:
    """Say the parameters in the words of the engine."""
    known = _RULES.get(terms)
    if known is None:
        known = _RULES[terms] = replace(
            Z,
            length=terms.months or terms.length,
            unit=Unit.MONTH if terms.months else Unit.DAY,
            first_day=FirstDay.INCLUDED if terms.counts_first_day else Z.first_day,
            holiday_policy=HolidayPolicy(terms.policy),
            suspension_count=SuspensionCount("both_ends")
            if terms.both_ends
            else SuspensionCount("difference"),
            extension=_extension(terms),
            cap_excludes_suspension=terms.cap_moves,
            special_days=terms.special_days,
            special_excludes_suspension=terms.special_moves,
        )
    return known


def _extension(terms: Terms) -> Extension | None:
    if terms.extension == "add":
        return Extension("add", terms.extension_days)
    if terms.extension == "cap":
        return Extension("cap", terms.extension_days)
    return None


def computed(life: Life) -> Reading:
    """Ask the engine."""
    clock: Clock = fold(rule_of(life.terms), life.events(), YEARS[life.year].calendar)
    return Reading(
        str(clock.state),
        _ordinal(clock.due_on),
        _ordinal(clock.initial_due_on),
        _ordinal(clock.cap_on),
        clock.days_left,
    )


def _ordinal(on: date | None) -> int | None:
    return None if on is None else on.toordinal()


def walked(life: Life) -> Reading:
    """Ask the walk."""
    return read(life.terms, life.happenings, YEARS[life.year].days)


def gate(life: Life) -> int | None:
    """Ask the engine for the last day of an extension notice."""
    orders = [on for kind, on, _ in life.happenings if kind == "suspended"]
    answers = [on for kind, on, _ in life.happenings if kind == "resumed"]
    found = gate_on(
        rule_of(life.terms),
        origin_on=date.fromordinal(life.happenings[0][1]),
        suspensions=[
            (date.fromordinal(first), date.fromordinal(last))
            for first, last in zip(orders, answers, strict=True)
        ],
        calendar=YEARS[life.year].calendar,
    )
    return _ordinal(found)


def digest(n: int) -> str:
    """Return a digest of what the engine says of n lives."""
    said = hashlib.sha256()
    for life in lives(n):
        said.update(repr(tuple(computed(life))).encode())
    return said.hexdigest()


if __name__ == "__main__":
    sys.stdout.write(digest(int(sys.argv[1])))
