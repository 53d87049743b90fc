"""Closed days, pinned to an independent holiday library."""

from datetime import date, timedelta
from pathlib import Path

import jpholiday
import pytest

from ordinances.calendars import OutsideCalendar, build_calendar, load_calendar
from ordinances.calendars.reading import FOLDER, read_holidays
from ordinances.pack_error import PackError
from ordinances.schema import ClosedDay
from ordinances.wareki import format_date

CALENDAR = load_calendar()


def days() -> list[date]:
    first = CALENDAR.covered_from
    return [
        first + timedelta(days=offset)
        for offset in range((CALENDAR.covered_until - first).days)
    ]


def closed(on: date) -> bool:
    return on.weekday() >= 5 or listed(on)


def listed(on: date) -> bool:
    closure = (on.month, on.day) >= (12, 29) or (on.month, on.day) <= (1, 3)
    return closure or jpholiday.is_holiday(on)


def test_the_table_of_holidays_equals_the_library_on_every_day() -> None:
    ours = read_holidays(FOLDER / "holidays_jp.csv")
    theirs = {on for on in days() if jpholiday.is_holiday(on)}

    assert set(ours) == theirs
    assert (CALENDAR.covered_from, CALENDAR.covered_until) == (
        date(2016, 1, 1),
        date(2028, 1, 1),
    )


def test_closed_and_listed_days_equal_a_count_by_hand() -> None:
    assert [on for on in days() if CALENDAR.is_closed(on) != closed(on)] == []
    assert [on for on in days() if CALENDAR.is_listed(on) != listed(on)] == []


def test_next_open_equals_a_walk() -> None:
    for on in days()[:-3]:
        opened = on
        while closed(opened):
            opened += timedelta(days=1)

        assert CALENDAR.next_open(on) == opened


def test_next_open_refuses_to_guess_the_year_after_the_table() -> None:
    with pytest.raises(OutsideCalendar) as refused:
        CALENDAR.next_open(date(2027, 12, 30))

    assert refused.value.on == date(2028, 1, 1)


@pytest.mark.parametrize("on", [date(2015, 12, 31), date(2028, 1, 1)])
def test_a_day_outside_the_table_is_named_in_both_languages(on: date) -> None:
    with pytest.raises(OutsideCalendar) as refused:
        CALENDAR.is_closed(on)

    assert refused.value.on == on
    assert format_date(on) in str(refused.value)
    assert on.isoformat() in refused.value.sentence.en


def test_name_of_says_why_a_day_is_closed() -> None:
    assert CALENDAR.name_of(date(2020, 4, 29)) == "昭和の日"
    assert CALENDAR.name_of(date(2020, 12, 30)) == "年末年始"
    assert CALENDAR.name_of(date(2020, 4, 18)) == "土曜日"
    assert CALENDAR.name_of(date(2020, 4, 15)) is None


def test_a_closing_day_of_the_city_is_closed_but_not_listed() -> None:
    anniversary = ClosedDay(date(2024, 8, 1), "開庁記念日", "区の定め")

    calendar = load_calendar([anniversary])

    assert calendar.next_open(date(2024, 8, 1)) == date(2024, 8, 2)
    assert not calendar.is_listed(date(2024, 8, 1))
    assert not load_calendar().is_closed(date(2024, 8, 1))


def test_nth_unlisted_and_unlisted_between_agree() -> None:
    start = date(2020, 12, 19).toordinal()

    end = CALENDAR.nth_unlisted(start, 14)

    assert date.fromordinal(end) == date(2021, 1, 7)
    assert CALENDAR.unlisted_between(start, end) == 14


def test_a_calendar_can_be_built_from_any_days() -> None:
    calendar = build_calendar(
        listed={date(2030, 1, 2): "休み"},
        unlisted={date(2030, 1, 3): "休み"},
        covered_from=date(2030, 1, 1),
        covered_until=date(2030, 1, 6),
        source="test",
        verified=False,
    )

    assert calendar.next_open(date(2030, 1, 2)) == date(2030, 1, 4)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("2020-02-30,ない日", "2020-02-30,ない日"),
        ("2020-04-29", "2020-04-29"),
        ("2020-04-29,", "2020-04-29,"),
    ],
)
def test_a_bad_line_of_the_table_is_named(
    tmp_path: Path, line: str, found: str
) -> None:
    path = tmp_path / "holidays.csv"
    path.write_text(f"date,name\n2020-01-01,元日\n{line}\n", encoding="utf-8")

    with pytest.raises(PackError) as refused:
        read_holidays(path)

    assert (refused.value.line, refused.value.found) == (3, found)
