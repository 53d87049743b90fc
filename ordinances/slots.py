"""Printed lines with slots: ``{year:full1}は{n:half}回開催した。``.

A template is pack data. Each slot names what stands there and, after the
colon, the style of its digits, because one printed page mixes full-width and
half-width digits from sentence to sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING, cast

from ordinances.deadline_rule import Unit
from ordinances.fiscal_years import fiscal_year_label
from ordinances.numerals import DigitStyle, format_number, full_width
from ordinances.wareki import format_date

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

STYLES: tuple[DigitStyle, ...] = ("full1", "half")
_ONE_DIGIT = 1
_DIGITS = re.compile("[0-9]+")
_UNITS = {Unit.DAY: "日", Unit.WEEK: "週間", Unit.MONTH: "か月", Unit.YEAR: "年"}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A whole number; ``format`` takes the digit style, half-width if none."""

    number: int

    def __format__(self, style: str) -> str:
        return format_number(self.number, _style(style))


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """A fiscal year as the annual statement names it (令和２年度)."""

    fiscal_year: int

    def __format__(self, style: str) -> str:
        return fiscal_year_label(self.fiscal_year, _style(style))


@dataclass(frozen=True, slots=True)
class EraYear:
    """The calendar year of a day in its era, with 年 (令和3年, 令和元年)."""

    on: date

    def __format__(self, style: str) -> str:
        text = format_date(self.on).partition("年")[0]
        digits = "".join(sign for sign in text if sign.isdigit())
        if _style(style) == "full1" and len(digits) == _ONE_DIGIT:
            text = full_width(text)
        return f"{text}年"


@dataclass(frozen=True, slots=True)
class Day:
    """A day in the Japanese calendar; ``style`` holds where a slot names none.

    Example:
        >>> f"{Day(date(2026, 12, 1)):full1}", f"{Day(date(2026, 12, 1))}"
        ('令和８年12月１日', '令和8年12月1日')
    """

    on: date
    style: DigitStyle = "half"

    def __format__(self, style: str) -> str:
        text = format_date(self.on)
        if (style or self.style) == "half":
            return text
        return _DIGITS.sub(_widen_one, text)


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as prose writes it (３か月, 60日)."""

    length: int
    unit: Unit

    def __format__(self, style: str) -> str:
        return format_number(self.length, _style(style or "full1")) + _UNITS[self.unit]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a printed line; ``slot`` is the name of the slot it fills."""

    text: str
    slot: str | None = None


def fill(template: str, slots: Mapping[str, object]) -> tuple[Span, ...]:
    """Fill a template.

    Args:
        template: text with ``{name}`` or ``{name:style}``.
        slots: what stands in each slot.

    Returns:
        The pieces in reading order, none of them empty.

    Raises:
        KeyError: the template names a slot that is not given.

    Example:
        >>> [span.text for span in fill("は{n:full1}件", {"n": Numeral(8)})]
        ['は', '８', '件']
    """
    return tuple(span for span in _spans(template, slots) if span.text)


def text_of(template: str, slots: Mapping[str, object]) -> str:
    """Fill a template and return the line as one text.

    Raises:
        KeyError: the template names a slot that is not given.

    Example:
        >>> text_of("（{n}件）", {"n": Numeral(1107)})
        '（1,107件）'
    """
    return "".join(span.text for span in _spans(template, slots))


def wrong_slot(template: str, allowed: Collection[str]) -> str | None:
    """Return the first slot or style of a template that cannot be, else None."""
    try:
        for _, name, style, conversion in Formatter().parse(template):
            if name is None:
                continue
            if name not in allowed or conversion:
                return f"{{{name}}}"
            if style and style not in STYLES:
                return f"{{{name}:{style}}}"
    except ValueError as error:
        return str(error)
    return None


def _spans(template: str, slots: Mapping[str, object]) -> Iterator[Span]:
    for literal, name, style, _ in Formatter().parse(template):
        yield Span(literal)
        if name is not None:
            yield Span(format(slots[name], style or ""), name)


def _widen_one(digits: re.Match[str]) -> str:
    one = len(digits[0]) == _ONE_DIGIT
    return full_width(digits[0]) if one else digits[0]


def _style(style: str) -> DigitStyle:
    return cast("DigitStyle", style or "half")
