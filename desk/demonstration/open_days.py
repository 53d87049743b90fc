"""Days on which an office is open, for the dates of the demonstration."""

from datetime import date, timedelta

from ordinances.calendars import OutsideCalendar, load_calendar

SATURDAY = 5
ONE_DAY = timedelta(days=1)


def is_open(on: date) -> bool:
    """Tell whether the office is open; beyond the calendar only weekends close."""
    try:
        return not load_calendar().is_closed(on)
    except OutsideCalendar:
        return on.weekday() < SATURDAY


def next_open(on: date) -> date:
    """Return the first open day on or after a day."""
    while not is_open(on):
        on += ONE_DAY
    return on


def last_open(on: date) -> date:
    """Return the last open day on or before a day."""
    while not is_open(on):
        on -= ONE_DAY
    return on


def open_days(first: date, last: date) -> list[date]:
    """Return the open days from first to last, both included."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [on for on in days if is_open(on)]


def day_from(today: date, n: int) -> date:
    """Return the n-th open day from today on; below 0 the open days before."""
    if n < 0:
        return day_ago(today - ONE_DAY, -n - 1)
    on = next_open(today)
    for _ in range(n):
        on = next_open(on + ONE_DAY)
    return on


def day_ago(today: date, n: int) -> date:
    """Return the open day n open days ago; 0 is today or the last open day."""
    on = last_open(today)
    for _ in range(n):
        on = last_open(on - ONE_DAY)
    return on
