"""The requests around a day: what they look like on any day of any year."""

from datetime import date, timedelta
from functools import cache

import pytest

from desk.demonstration.current import current_ledgers
from desk.demonstration.rows import Row
from desk.demonstration.year import Ledgers
from ordinances.loading import municipality
from ordinances.wareki import parse

NERIMA = municipality("nerima")
DAYS = [
    *(date(2021, 5, 6) + timedelta(days=61 * n) for n in range(24)),
    date(2021, 4, 1),  # the first day after the demonstrated year
    date(2022, 5, 6),  # after the holidays of May
    date(2023, 4, 3),  # the new act is two days old
    date(2024, 2, 29),
    date(2025, 1, 1),  # closed
    date(2026, 4, 1),
    date(2026, 8, 29),  # a Saturday
    date(2027, 12, 30),  # the calendar ends
    date(2029, 6, 1),  # beyond the calendar
]


def day(row: Row, column: str) -> date | None:
    return parse(row[column]).date if row.get(column) else None


@cache
def ledgers_on(today: date) -> Ledgers:
    return current_ledgers(today, municipality=NERIMA)


def requests_on(today: date) -> list[Row]:
    ledgers = ledgers_on(today)
    return [*ledgers.get("disclosure", []), *ledgers.get("privacy", [])]


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_no_day_contradicts_another(today: date) -> None:
    rows = requests_on(today)

    assert rows
    for row in rows:
        received_on = day(row, "受付日")
        decided_on = day(row, "決定日")
        handed_on = day(row, "公開日")
        extended_until = day(row, "延長後期限")
        assert received_on is not None
        assert received_on <= today
        assert bool(row["決定区分"]) == (decided_on is not None)
        assert decided_on is None or received_on <= decided_on <= today
        assert handed_on is None or (decided_on and decided_on <= handed_on <= today)
        assert extended_until is None or extended_until >= today


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_fiscal_year_2020_is_left_alone(today: date) -> None:
    received = [day(row, "受付日") for row in requests_on(today)]

    assert not [on for on in received if on and on < date(2021, 4, 1)]


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_numbers_start_at_one_and_run_without_gap(today: date) -> None:
    for kind, rows in ledgers_on(today).items():
        column = "審査請求番号" if kind == "appeals" else "受付番号"
        numbers: dict[str, list[int]] = {}
        for row in rows:
            year, rest = row[column].split(" ")
            number = int(rest.removeprefix("第").partition("号")[0])
            if number not in numbers.setdefault(year, []):
                numbers[year].append(number)
        for found in numbers.values():
            assert found == list(range(1, len(found) + 1))


def test_the_same_day_gives_the_same_ledgers_another_day_others() -> None:
    today = date(2026, 6, 10)

    assert ledgers_on(today) == current_ledgers(today, municipality=NERIMA)
    assert ledgers_on(today) != ledgers_on(today + timedelta(days=1))


def test_a_day_within_the_demonstrated_year_adds_nothing() -> None:
    assert ledgers_on(date(2020, 11, 11)) == {}


def test_an_ordinary_day_has_something_of_everything() -> None:
    ledgers = ledgers_on(date(2026, 6, 10))
    disclosure, privacy = ledgers["disclosure"], ledgers["privacy"]

    assert len(disclosure) == 40
    assert len(privacy) == 4
    assert len(ledgers["appeals"]) == 1
    assert {row["決定区分"] for row in disclosure} == {
        "",
        "全部公開",
        "部分公開",
        "不存在",
        "取下げ",
    }
    assert {row["請求の種類"] for row in privacy} == {"開示請求", "訂正請求"}
    assert "議会" in {row["実施機関"] for row in disclosure}
    assert "議会" not in {row["実施機関"] for row in privacy}
    assert sum(bool(row["延長後期限"]) for row in disclosure) == 3
    appeal = ledgers["appeals"][0]
    contested = [r for r in disclosure if r["受付番号"] == appeal["原処分の受付番号"]]
    assert [row["決定区分"] for row in contested] == ["部分公開"]
