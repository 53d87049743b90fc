"""A clock lived through day by day: the oracle of ``fold``.

It shares nothing with ``ordinances`` and reads like the law: every day from the
receipt on is looked at once and counted, held or passed over. Days are ordinals,
and what is known of them stands in one byte per day, so that a million lives are
walked in minutes.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import NamedTuple

from tests.ordinances import day_walk

FIRST = date(2016, 1, 1).toordinal()
PAST = date(2028, 1, 1).toordinal()

Happening = tuple[str, int, int | None]
"""Type, day, and the day a notice names; days as ordinals."""


class Terms(NamedTuple):
    """The parameters of a period, as plain values."""

    length: int = 14
    months: int = 0
    counts_first_day: bool = False
    policy: str = "roll_end"
    both_ends: bool = False
    extension: str = "cap"
    extension_days: int = 60
    cap_moves: bool = False
    special_days: int | None = None
    special_moves: bool = False


class Reading(NamedTuple):
    """What a clock shows; days as ordinals."""

    state: str
    due: int | None = None
    initial: int | None = None
    cap: int | None = None
    days_left: int | None = None


class Days(NamedTuple):
    """One byte per day known: is it listed, is it closed."""

    listed: bytes
    closed: bytes

    @classmethod
    def told_by(
        cls, is_listed: Callable[[date], bool], own: Iterable[date] = ()
    ) -> "Days":
        """Lay out the days: listed ones, weekends, and a city's own closing days."""
        closing = {on.toordinal() for on in own}
        every = [date.fromordinal(day) for day in range(FIRST, PAST)]
        listed = bytes(is_listed(on) for on in every)
        closed = bytes(
            bool(one) or on.weekday() in (5, 6) or on.toordinal() in closing
            for one, on in zip(listed, every, strict=True)
        )
        return cls(listed, closed)


STANDARD = Days.told_by(day_walk.is_listed)


class Beyond(Exception):
    """The walk left the days that are known."""


class Walk:
    """One period, walked from one receipt."""

    def __init__(self, terms: Terms, days: Days, received: int) -> None:
        self.terms, self.days = terms, days
        self.skips = terms.policy == "skip_listed_and_roll"
        self.start = received if terms.counts_first_day else received + 1
        self.n = terms.length
        if terms.months:
            first = date.fromordinal(self.start)
            last = day_walk.month_end(first, terms.months).toordinal()
            self.n = last - self.start + 1
        if not FIRST <= received < PAST:
            raise Beyond

    def step(self, day: int) -> int:
        """Go to the next day."""
        if not FIRST <= day + 1 < PAST:
            raise Beyond
        return day + 1

    def rolled(self, day: int) -> int:
        """Go on to an open day, where the policy says so."""
        if not FIRST <= day < PAST:
            raise Beyond
        if self.terms.policy != "none":
            while self.days.closed[day - FIRST]:
                day = self.step(day)
        return day

    def counting(
        self, before: int, n: int, held: Collection[int], *, skips: bool
    ) -> int:
        """Go on from a day until n days counted and every held day is given back."""
        if held and max(held) >= PAST:
            raise Beyond
        listed = self.days.listed
        kept = {day for day in held if not (skips and listed[day - FIRST])}
        owed, day, counted = len(kept), before, 0
        while counted < n or owed:
            day = self.step(day)
            if skips and listed[day - FIRST]:
                continue
            if counted < n and day not in kept:
                counted += 1
            else:
                owed -= 1
        return day

    def initial(self, held: set[int], longer: int = 0) -> int:
        """Return the end of the period, given so many more days."""
        end = self.counting(self.start - 1, self.n + longer, held, skips=self.skips)
        return self.rolled(end)

    def latest(self, held: set[int]) -> int | None:
        """Return the latest day an extension can reach; a cap shortens nothing."""
        if self.terms.extension == "none":
            return None
        if self.terms.extension == "add":
            return self.initial(held, self.terms.extension_days)
        moving = held if self.terms.cap_moves else ()
        days = self.terms.extension_days
        cap = self.counting(self.start - 1, days, moving, skips=False)
        return max(self.initial(held), self.rolled(cap))

    def first_part(self, held: set[int]) -> int | None:
        """Return the day of the first part of a special extension."""
        if self.terms.special_days is None:
            return None
        moving = held if self.terms.special_moves else ()
        days = self.terms.special_days
        return self.rolled(self.counting(self.start - 1, days, moving, skips=False))

    def left(self, held: set[int], ordered: int, longer: int) -> int:
        """Return how many days were still to be counted when an order went out."""
        if ordered >= PAST:
            raise Beyond
        last = ordered - 1 if self.terms.both_ends else ordered
        counted = 0
        for day in range(self.start, last + 1):
            if day not in held and not (self.skips and self.days.listed[day - FIRST]):
                counted += 1
        return max(0, self.n + longer - counted)


class Life:
    """What has happened to a clock so far, day after day."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.held: set[int] = set()
        self.held_since: set[int] = set()
        self.n_orders = 0
        self.still_since = 0
        self.named: list[int] = []
        self.to_cap = self.to_first_part = False
        self.anew: int | None = None

    def pass_days(self, since: int, until: int) -> None:
        """Hold the days after one and up to another while an order is open."""
        if self.n_orders:
            self._hold(range(since + 1, until + 1))

    def _hold(self, days: Iterable[int]) -> None:
        self.held.update(days)
        self.held_since.update(days)

    def meet(self, happening: Happening) -> None:
        """Let something happen."""
        kind, on, until = happening
        if kind == "suspended":
            self.still_since = self.still_since if self.n_orders else on
            self.n_orders += 1
        elif kind == "resumed":
            self.n_orders -= 1
        elif kind == "redated" and until is not None:
            self.anew, self.held_since, self.named = until, set(), []
            self.to_cap = self.to_first_part = False
        elif kind in {"extended", "special"}:
            self._lengthen(kind, until)
        if kind in {"suspended", "resumed"} and self.walk.terms.both_ends:
            self._hold((on,))

    def _lengthen(self, kind: str, until: int | None) -> None:
        if until is not None:
            self.named.append(until)
        elif kind == "extended":
            self.to_cap = True
        else:
            self.to_first_part = True

    def due(self) -> int:
        """Return the latest of what was counted and what notices name."""
        walk = self.walk
        ends = [walk.initial(self.held), *self.named]
        if self.anew is not None:
            ends[0] = self.anew
            if self.held_since:
                moved = walk.counting(self.anew, 0, self.held_since, skips=walk.skips)
                ends[0] = walk.rolled(moved)
        if self.to_cap:
            ends.append(walk.latest(self.held) or 0)
        if self.to_first_part:
            ends.append(walk.first_part(self.held) or 0)
        due = max(ends)
        if not FIRST <= due < PAST:
            raise Beyond
        return due

    def waits(self) -> Reading:
        """Read a clock that stands still."""
        added = self.walk.terms.extension == "add" and self.to_cap
        longer = self.walk.terms.extension_days if added else 0
        before = {day for day in self.held if day < self.still_since}
        left = self.walk.left(before, self.still_since, longer)
        return Reading("suspended", days_left=left)

    def runs(self, state: str) -> Reading:
        """Read a clock that runs, or did until it was stopped."""
        walk = self.walk
        due, initial = self.due(), walk.initial(self.held)
        try:
            cap = walk.latest(self.held)
        except Beyond:
            cap = None
        return Reading(state, due, initial, cap)


def read(terms: Terms, happenings: list[Happening], days: Days = STANDARD) -> Reading:
    """Live through what happened and read the clock."""
    lived, stopped = until_stopped(happenings)
    try:
        life = live(terms, lived, days)
        if not life.n_orders:
            return life.runs("stopped" if stopped else "running")
        return Reading("stopped") if stopped else life.waits()
    except Beyond:
        return Reading("stopped" if stopped else "unknown")


def live(terms: Terms, happenings: list[Happening], days: Days) -> Life:
    """Pass through the days from the receipt to the last happening."""
    received = next(on for kind, on, _ in happenings if kind == "received")
    life = Life(Walk(terms, days, received))
    today = received
    for happening in happenings:
        life.pass_days(today, happening[1])
        today = max(today, happening[1])
        life.meet(happening)
    return life


def until_stopped(happenings: list[Happening]) -> tuple[list[Happening], bool]:
    """Return what happened up to the stop that holds, and whether one holds."""
    ordered = sorted(happenings, key=lambda happening: happening[1])
    lived: list[Happening] = []
    waiting: list[Happening] | None = None
    for happening in ordered:
        if happening[0] == "reopened":
            lived += waiting or []
            waiting = None
        elif waiting is not None:
            waiting.append(happening)
        elif happening[0] == "stopped":
            waiting = []
        else:
            lived.append(happening)
    return lived, waiting is not None
