"""A period counted on the fingers: the oracle of the period engine.

It shares nothing with ``ordinances``: holidays come from another library, and
every question is answered by stepping from one day to the next.
"""

from datetime import date, timedelta
from functools import cache

import jpholiday

DAY = timedelta(days=1)
Span = tuple[date, date]


@cache
def is_listed(on: date) -> bool:
    in_closure = (on.month, on.day) >= (12, 29) or (on.month, on.day) <= (1, 3)
    return in_closure or bool(jpholiday.is_holiday(on))


def is_closed(on: date) -> bool:
    return on.weekday() in (5, 6) or is_listed(on)


def roll(on: date) -> date:
    while is_closed(on):
        on += DAY
    return on


def suspended_days(spans: list[Span], *, both_ends: bool) -> set[date]:
    days: set[date] = set()
    for ordered_on, completed_on in spans:
        on = ordered_on if both_ends else ordered_on + DAY
        while on <= completed_on:
            days.add(on)
            on += DAY
    return days


def nth_day(start: date, n: int, suspended: set[date], *, skip_listed: bool) -> date:
    """Step on until n days counted; suspended days not met are made up for."""
    left = set(suspended)
    if skip_listed:
        left = {on for on in left if not is_listed(on)}
    on, counted = start - DAY, 0
    while counted < n or left:
        on += DAY
        if skip_listed and is_listed(on):
            continue
        if on in left:
            left.remove(on)
        elif counted < n and on not in suspended:
            counted += 1
        elif left:
            left.pop()
    return on


def month_end(start: date, months: int) -> date:
    """Step to the day before the same day of the month, or to the month's end."""
    target = start.year * 12 + start.month + months
    on = start
    while True:
        on += DAY
        month = on.year * 12 + on.month
        if month > target or (month == target and on.day == start.day):
            return on - DAY
