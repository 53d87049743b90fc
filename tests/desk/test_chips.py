"""The deadline chip: which sign, which words, which colour, on which day."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.utils import translation

from casework.models import Unit
from desk.chips import Chip, deadline_chip, open_days_left
from ordinances.calendars import Calendar, OutsideCalendar, load_calendar

DUE = date(2020, 6, 15)  # a Monday


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return load_calendar()


def unit(**values: object) -> Unit:
    facts: dict[str, object] = {"due_on": DUE, "clock_state": "running", **values}
    return Unit(**facts)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2020, 6, 18), Chip("×", "Overdue by 3 days", "overdue")),
        (date(2020, 6, 16), Chip("×", "Overdue by 1 day", "overdue")),
        (date(2020, 6, 15), Chip("!", "Due today", "overdue")),
        # Saturday and Sunday are not open: Friday to Monday is one day
        (date(2020, 6, 14), Chip("▲", "1 open day left", "urgent")),
        (date(2020, 6, 12), Chip("▲", "1 open day left", "urgent")),
        (date(2020, 6, 11), Chip("▲", "2 open days left", "urgent")),
        (date(2020, 6, 10), Chip("△", "3 open days left", "soon")),
        (date(2020, 6, 8), Chip("△", "5 open days left", "soon")),
        # Friday the 5th: one open day more than a chip is shown for
        (date(2020, 6, 5), None),
        (date(2020, 6, 1), None),
    ],
)
def test_chip_counts_open_days_before_and_calendar_days_after_the_due_date(
    on: date, expected: Chip | None, calendar: Calendar
) -> None:
    assert deadline_chip(unit(), on=on, calendar=calendar) == expected


def test_chip_says_suspended_when_a_supplementation_is_awaited(
    calendar: Calendar,
) -> None:
    waiting = unit(clock_state="suspended", due_on=None)

    chip = deadline_chip(waiting, on=DUE, calendar=calendar)

    assert chip == Chip("‖", "Suspended (awaiting supplementation)", "neutral")


def test_chip_says_unknown_when_the_clock_left_the_calendar(calendar: Calendar) -> None:
    chip = deadline_chip(
        unit(clock_state="unknown", due_on=None), on=DUE, calendar=calendar
    )

    assert chip == Chip("？", "Due date unknown", "urgent")


@pytest.mark.parametrize(
    "values",
    [
        {"outcome": "full", "outcome_on": DUE, "clock_state": "stopped"},
        {"voided": True},
        {"due_on": None},
    ],
)
def test_chip_is_absent_when_nothing_presses(
    values: dict[str, object], calendar: Calendar
) -> None:
    late = date(2020, 7, 1)

    assert deadline_chip(unit(**values), on=late, calendar=calendar) is None
    # the same unit without these values would be overdue
    assert deadline_chip(unit(), on=late, calendar=calendar) is not None


def test_open_days_left_skips_the_year_end_closure(calendar: Calendar) -> None:
    left = open_days_left(date(2021, 1, 4), on=date(2020, 12, 28), calendar=calendar)

    assert left == 1


def test_open_days_left_refuses_a_day_outside_the_calendar(calendar: Calendar) -> None:
    beyond = calendar.covered_until

    with pytest.raises(OutsideCalendar):
        open_days_left(
            date(beyond.year, 1, 3), on=date(beyond.year - 1, 12, 30), calendar=calendar
        )


def test_chip_is_absent_when_the_days_left_cannot_be_counted(
    calendar: Calendar,
) -> None:
    beyond = calendar.covered_until.replace(day=3)
    on = date(beyond.year - 1, 12, 30)

    assert deadline_chip(unit(due_on=beyond), on=on, calendar=calendar) is None
