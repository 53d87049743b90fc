"""Fiscal years (年度, April to March): of a date, as a label, from a text."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

from ordinances.eras import Era, era_named, era_on
from ordinances.numerals import DigitStyle, format_number
from ordinances.sentences import OrdinanceError, Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIRST_MONTH = 4
_TEXT = re.compile(
    r"(?:(?P<era>明治|大正|昭和|平成|令和|[明大昭平令]|[MTSHRmtshr])"
    r"(?P<year>元|\d{1,2})|(?P<western>\d{4}))(?:年度?)?"
)


class BadFiscalYear(OrdinanceError):
    """A text does not name a fiscal year."""

    def __init__(self, value: str) -> None:
        super().__init__(
            Sentence(
                f"「{value}」を年度として読めません。"
                "令和2年度、R2、2020 のように書いてください。",
                en=f"“{value}” is not a fiscal year. "
                "Please write it like 2020, R2 or 令和2年度.",
            )
        )
        self.value = value


def fiscal_year_of(on: date) -> int:
    """Return the fiscal year a day belongs to: the year of its April.

    Example:
        >>> fiscal_year_of(date(2021, 3, 31)), fiscal_year_of(date(2021, 4, 1))
        (2020, 2021)
    """
    return on.year if on.month >= _FIRST_MONTH else on.year - 1


def fiscal_year_days(fiscal_year: int) -> tuple[date, date]:
    """Return the first and the last day of a fiscal year.

    Example:
        >>> fiscal_year_days(2020)
        (datetime.date(2020, 4, 1), datetime.date(2021, 3, 31))
    """
    return date(fiscal_year, _FIRST_MONTH, 1), date(fiscal_year + 1, 3, 31)


def fiscal_year_label(fiscal_year: int, digits: DigitStyle = "full1") -> str:
    """Write a fiscal year as the annual statement does.

    A fiscal year bears the era that stood on its first of October, so 2019 is
    令和元年度 although its April was still 平成31年.

    Args:
        fiscal_year: the calendar year of its April.
        digits: ``full1`` writes one digit full-width, ``half`` half-width.

    Example:
        >>> fiscal_year_label(2020), fiscal_year_label(2020, "half")
        ('令和２年度', '令和2年度')
        >>> fiscal_year_label(2019), fiscal_year_label(2018)
        ('令和元年度', '平成30年度')
    """
    era, year = _era_year(fiscal_year)
    return f"{era.name if era else ''}{_year_text(year, digits)}年度"


def fiscal_year_stubs(fiscal_years: Sequence[int]) -> tuple[str, ...]:
    """Write the years of a series as row labels.

    The last era of the series is named, years of the eras before it stand as
    bare numbers.

    Example:
        >>> fiscal_year_stubs([2018, 2019, 2020])
        ('30', '令和元', '令和２')
    """
    era_years = [_era_year(year) for year in fiscal_years]
    last_era = era_years[-1][0] if era_years else None
    return tuple(
        (era.name if era and era == last_era else "") + _year_text(year, "full1")
        for era, year in era_years
    )


def era_year_text(fiscal_year: int, digits: DigitStyle = "full1") -> str:
    """Write the year of a fiscal year within its era, without the era.

    Example:
        >>> era_year_text(2020, "half"), era_year_text(2019)
        ('2', '元')
    """
    return _year_text(_era_year(fiscal_year)[1], digits)


def parse_fiscal_year(text: str) -> int:
    """Read a fiscal year in any usual writing.

    Raises:
        BadFiscalYear: the text names none, or one its era does not reach.

    Example:
        >>> [parse_fiscal_year(t) for t in ("令和２年度", "R2", "2020", "平成31年度")]
        [2020, 2020, 2020, 2019]
    """
    found = _TEXT.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))
    if not found:
        raise BadFiscalYear(text)
    if found["western"]:
        return int(found["western"])
    era = era_named(found["era"])
    year = 1 if found["year"] == "元" else int(found["year"])
    fiscal_year = era.calendar_year(year)
    # 昭和64年 ended on 7 January and holds no day of the fiscal year 1989.
    first_on, next_first_on = (date(fiscal_year + n, _FIRST_MONTH, 1) for n in (0, 1))
    if year < 1 or first_on > era.last_on or next_first_on <= era.first_on:
        raise BadFiscalYear(text)
    return fiscal_year


def _era_year(fiscal_year: int) -> tuple[Era | None, int]:
    era = era_on(date(fiscal_year, 10, 1))
    return era, era.year_of(fiscal_year) if era else fiscal_year


def _year_text(year: int, digits: DigitStyle) -> str:
    if year == 1:
        return "元"
    return format_number(year, digits).replace(",", "")
