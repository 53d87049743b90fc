"""Dates as offices write them."""

from datetime import date, timedelta

import pytest

from ordinances.wareki import (
    BadDate,
    ParsedDate,
    format_date,
    format_short,
    parse,
)

SEPTEMBER = date(2020, 9, 1)


@pytest.mark.parametrize(
    "text",
    [
        "R2.9.1",
        "r2/9/1",
        "R2-9-1",
        "R02.09.01",
        "令2.9.1",
        "令和2.9.1",
        "令和2年9月1日",
        "令和２年９月１日",
        "令和 2年 9月 1日",
        "Ｒ２．９．１",
        "㋿2年9月1日",
        "2020/9/1",
        "2020-09-01",
        "2020.9.1",
        "2020年9月1日",
        "20200901",
        "２０２０／９／１",
        "  2020-09-01\u3000",
        "2020\u201009\u201001",
        "2020\u22129\u22121",
        "2020-09-01 00:00:00",
        "2020-09-01T00:00:00",
        "2020/9/1 0:00",
        "令和2年9月1日(火)",
        "2020/9/1（火曜日）",
    ],
)
def test_parse_reads_every_usual_form(text: str) -> None:
    assert parse(text) == ParsedDate(SEPTEMBER)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("令和元年5月1日", date(2019, 5, 1)),
        ("R1.5.1", date(2019, 5, 1)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("H17.10.1", date(2005, 10, 1)),
        ("平17.10.1", date(2005, 10, 1)),
        ("S64.1.7", date(1989, 1, 7)),
        ("平成元年1月8日", date(1989, 1, 8)),
        ("R6.2.29", date(2024, 2, 29)),
    ],
)
def test_parse_reads_the_eras(text: str, on: date) -> None:
    assert parse(text).date == on


@pytest.mark.parametrize(
    ("older", "newer", "on"),
    [
        ("明治45年7月30日", "大正元年7月30日", date(1912, 7, 30)),
        ("大正15年12月25日", "昭和元年12月25日", date(1926, 12, 25)),
    ],
)
def test_parse_takes_both_eras_on_a_shared_day_and_prints_the_newer(
    older: str, newer: str, on: date
) -> None:
    assert parse(older).date == parse(newer).date == on
    assert format_date(on) == newer


@pytest.mark.parametrize(
    ("text", "reason", "mend"),
    [
        (
            "昭和64年1月8日",
            "「昭和64年1月8日」は昭和の期間に含まれません。",
            "平成元年1月8日ではありませんか。年号を確かめてください。",
        ),
        (
            "R1.4.30",
            "「R1.4.30」は令和の期間に含まれません。",
            "平成31年4月30日ではありませんか。年号を確かめてください。",
        ),
        (
            "令和2年2月30日",
            "「令和2年2月30日」にあたる日は暦にありません。",
            "令和2年9月1日、R2.9.1、2020-09-01 のように書いてください。",
        ),
        (
            "きのう",
            "「きのう」を日付として読めません。",
            "令和2年9月1日、R2.9.1、2020-09-01 のように書いてください。",
        ),
    ],
)
def test_parse_says_why_it_refuses_and_how_to_mend(
    text: str, reason: str, mend: str
) -> None:
    with pytest.raises(BadDate) as refused:
        parse(text)

    assert refused.value.value == text
    assert refused.value.reason == reason
    assert refused.value.mend == mend
    assert f"“{text}”" in refused.value.reason.en


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2.4.1",
        "44075",
        "R0.1.1",
        "2021-02-29",
        "2020-13-01",
        "20201301",
        "R2.9",
        "令和100年1月1日",
        "2020-9-1-1",
        "9999999999",
    ],
)
def test_parse_refuses_what_is_no_date(text: str) -> None:
    with pytest.raises(BadDate):
        parse(text)


def test_parse_reads_a_bare_date_only_when_allowed_and_names_the_era() -> None:
    assert parse("2.4.1", allow_bare=True) == ParsedDate(
        date(2020, 4, 1), "令和", parse("2.4.1", allow_bare=True).note
    )
    assert parse("2.4.1", allow_bare=True).note == (
        "年号のない「2.4.1」を令和と読みました。"
    )


def test_parse_takes_an_older_era_when_the_bare_date_would_lie_too_late() -> None:
    parsed = parse("28.4.1", allow_bare=True, not_after=date(2021, 3, 31))

    assert (parsed.date, parsed.assumed_era) == (date(2016, 4, 1), "平成")


def test_parse_reads_a_day_number_of_a_spreadsheet_only_when_allowed() -> None:
    parsed = parse("44075.0", allow_serial=True)

    assert parsed.date == SEPTEMBER
    assert parsed.note == "表計算の日付番号 44075 を令和2年9月1日と読みました。"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("2020-09-01 13:05", "時刻 13:05 は読み飛ばしました。"),
        (
            "令和2年9月1日(水)",
            "令和2年9月1日は火曜日ですが、水曜日と書かれています。",
        ),
        (
            "明治5年12月1日",
            "明治6年1月1日より前の日付は、現在の暦をさかのぼって数えています。",
        ),
    ],
)
def test_parse_notes_what_it_passed_over(text: str, note: str) -> None:
    assert parse(text).note == note


def test_every_day_from_1868_to_2100_comes_back_from_both_forms() -> None:
    first, n_days = date(1868, 1, 1), (date(2101, 1, 1) - date(1868, 1, 1)).days
    days = [first + timedelta(days=offset) for offset in range(n_days)]

    assert [on for on in days if parse(format_date(on)).date != on] == []
    assert [on for on in days if parse(format_short(on)).date != on] == []


@pytest.mark.parametrize("year", [1868, 1912, 1926, 1989, 2019])
def test_the_first_year_of_an_era_is_written_gannen(year: int) -> None:
    assert format_date(date(year, 12, 31)).endswith("元年12月31日")


def test_dates_before_the_eras_are_written_in_the_western_calendar() -> None:
    assert format_date(date(1867, 12, 31)) == "西暦1867年12月31日"
    assert format_short(date(1867, 12, 31)) == "1867.12.31"
