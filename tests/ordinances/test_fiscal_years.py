"""Fiscal years and their labels."""

from datetime import date

import pytest

from ordinances.fiscal_years import (
    BadFiscalYear,
    fiscal_year_label,
    fiscal_year_of,
    fiscal_year_stubs,
    parse_fiscal_year,
)


@pytest.mark.parametrize(
    ("on", "fiscal_year"),
    [
        (date(2021, 3, 31), 2020),
        (date(2021, 4, 1), 2021),
        (date(2020, 12, 31), 2020),
        (date(2020, 2, 29), 2019),
    ],
)
def test_fiscal_year_of_turns_on_the_first_of_april(on: date, fiscal_year: int) -> None:
    assert fiscal_year_of(on) == fiscal_year


@pytest.mark.parametrize(
    ("fiscal_year", "full1", "half"),
    [
        (2020, "令和２年度", "令和2年度"),
        (2019, "令和元年度", "令和元年度"),
        (2018, "平成30年度", "平成30年度"),
        (2028, "令和10年度", "令和10年度"),
        (1989, "平成元年度", "平成元年度"),
        (1926, "大正15年度", "大正15年度"),
    ],
)
def test_fiscal_year_label_writes_the_digits_of_its_style(
    fiscal_year: int, full1: str, half: str
) -> None:
    assert fiscal_year_label(fiscal_year) == full1
    assert fiscal_year_label(fiscal_year, "half") == half


@pytest.mark.parametrize(
    "text",
    ["令和2年度", "令和２年度", "R2", "r2年度", "2020", "2020年度", " 令 2"],
)
def test_parse_fiscal_year_reads_every_usual_form(text: str) -> None:
    assert parse_fiscal_year(text) == 2020


def test_parse_fiscal_year_takes_both_names_of_the_year_2019() -> None:
    assert parse_fiscal_year("平成31年度") == parse_fiscal_year("令和元年度") == 2019


@pytest.mark.parametrize(
    "text",
    ["", "令和", "昭和64年度", "平成32年度", "R0", "20", "2020-21", "令和2.5"],
)
def test_parse_fiscal_year_refuses_what_names_none(text: str) -> None:
    with pytest.raises(BadFiscalYear, match="年度として読めません"):
        parse_fiscal_year(text)


def test_every_label_comes_back() -> None:
    years = range(1869, 2101)

    assert [
        year for year in years if parse_fiscal_year(fiscal_year_label(year)) != year
    ] == []


@pytest.mark.parametrize(
    ("years", "stubs"),
    [
        ([2018, 2019, 2020], ("30", "令和元", "令和２")),
        ([2016, 2017], ("平成28", "平成29")),
        ([], ()),
    ],
)
def test_stubs_name_the_last_era_only(years: list[int], stubs: tuple[str, ...]) -> None:
    assert fiscal_year_stubs(years) == stubs
