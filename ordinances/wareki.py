"""Dates as offices write them, in and out.

``parse`` reads every form found in ledgers and forms and says what it assumed;
``format_date`` and ``format_short`` write the Japanese calendar. Fiscal years
stand in ``fiscal_years`` and are offered here too.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from ordinances.eras import ERAS, PROLEPTIC_BEFORE, Era, era_named, era_on
from ordinances.fiscal_years import (
    fiscal_year_label,
    fiscal_year_of,
    fiscal_year_stubs,
    parse_fiscal_year,
)
from ordinances.sentences import OrdinanceError, Sentence

__all__ = [
    "BadDate",
    "ParsedDate",
    "fiscal_year_label",
    "fiscal_year_of",
    "fiscal_year_stubs",
    "format_date",
    "format_short",
    "parse",
    "parse_fiscal_year",
]

_SERIAL_DAY_ZERO = date(1899, 12, 30)
_MEND = Sentence(
    "令和2年9月1日、R2.9.1、2020-09-01 のように書いてください。",
    en="Please write it like 2020-09-01, R2.9.1 or 令和2年9月1日.",
)


class BadDate(OrdinanceError):
    """A text is not a date; ``reason`` says why, ``mend`` shows a right one."""

    def __init__(self, value: str, reason: Sentence, mend: Sentence = _MEND) -> None:
        super().__init__(Sentence(f"{reason}{mend}", en=f"{reason.en} {mend.en}"))
        self.value, self.reason, self.mend = value, reason, mend


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A date that was read, and what had to be assumed to read it.

    Attributes:
        date: the civil date.
        assumed_era: the era taken for a bare ``2.4.1``, else None.
        note: what the reader should know about the reading, else None.
    """

    date: date
    assumed_era: str | None = None
    note: Sentence | None = None


_SIGN = "明治|大正|昭和|平成|令和|[明大昭平令]|[MTSHRmtshr]"
_WEEKDAYS = "月火水木金土日"
_WEEKDAY = re.compile(rf"\(([{_WEEKDAYS}])(?:曜日?)?\)$")
_TIME = re.compile(r"(?<=\d)(?:T|\s+)(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)$")
_WESTERN = re.compile(r"(\d{4})\.(\d{1,2})\.(\d{1,2})|(\d{4})(\d{2})(\d{2})")
_ERA_DATE = re.compile(rf"({_SIGN})(元|\d{{1,2}})\.(\d{{1,2}})\.(\d{{1,2}})")
_BARE = re.compile(r"(元|\d{1,2})\.(\d{1,2})\.(\d{1,2})")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")


def parse(
    text: str,
    *,
    allow_bare: bool = False,
    allow_serial: bool = False,
    not_after: date | None = None,
) -> ParsedDate:
    """Read a date in any form an office writes.

    Args:
        text: 令和2年9月1日, 令和元年…, R2.9.1, r2/9/1, 令2.9.1, H17.10.1,
            2020/9/1, 2020-09-01, 20200901, 2020-09-01 00:00:00; half or full
            width, with spaces, with a weekday in brackets.
        allow_bare: also read ``2.4.1``; the assumed era is reported.
        allow_serial: also read the day number of a spreadsheet (``44075``).
        not_after: for a bare date: skip eras in which it would lie later.

    Returns:
        The date and what was assumed.

    Raises:
        BadDate: the text is no date, no such day exists, or the era does not
            reach it.

    Example:
        >>> parse("令和元年5月1日").date, parse("R2.9.1").date
        (datetime.date(2019, 5, 1), datetime.date(2020, 9, 1))
        >>> parse("2.4.1", allow_bare=True).assumed_era
        '令和'
    """
    plain, weekday, clock = _plain(text)
    if found := _WESTERN.fullmatch(plain):
        year, month, day = (part for part in found.groups() if part)
        parsed = ParsedDate(_date(text, int(year), month, day))
    elif found := _ERA_DATE.fullmatch(plain):
        parsed = ParsedDate(_era_date(text, era_named(found[1]), *found.groups()[1:]))
    elif allow_bare and (found := _BARE.fullmatch(plain)):
        parsed = _bare_date(text, found.groups(), not_after)
    elif allow_serial and (found := _SERIAL.fullmatch(plain)):
        parsed = _serial_date(found[1])
    else:
        raise BadDate(text, _not_a_date(text))
    return _with_notes(parsed, weekday, clock)


def format_date(on: date) -> str:
    """Write a date in the Japanese calendar, 元年 for the first year.

    Example:
        >>> format_date(date(2020, 9, 1)), format_date(date(2019, 5, 1))
        ('令和2年9月1日', '令和元年5月1日')
    """
    era = era_on(on)
    if era is None:
        return f"西暦{on.year}年{on.month}月{on.day}日"
    year = era.year_of(on.year)
    return f"{era.name}{'元' if year == 1 else year}年{on.month}月{on.day}日"


def format_short(on: date) -> str:
    """Write a date in the short form of a table, ``R2.9.1``.

    Example:
        >>> format_short(date(2020, 9, 1))
        'R2.9.1'
    """
    era = era_on(on)
    if era is None:
        return f"{on.year}.{on.month}.{on.day}"
    return f"{era.letter}{era.year_of(on.year)}.{on.month}.{on.day}"


def _plain(text: str) -> tuple[str, str | None, str | None]:
    """Fold width, spaces and separators; split off weekday and time of day."""
    folded = unicodedata.normalize("NFKC", text).strip()
    weekday = _WEEKDAY.search(folded)
    if weekday:
        folded = folded[: weekday.start()].rstrip()
    clock = _TIME.search(folded)
    if clock:
        folded = folded[: clock.start()]
    folded = re.sub(r"\s", "", folded).removesuffix("日")
    dotted = re.sub(r"[年月/\-\u2010-\u2015\u2212]", ".", folded)
    return (
        dotted,
        weekday[1] if weekday else None,
        clock[1] if clock else None,
    )


def _date(text: str, year: int, month: str, day: str) -> date:
    try:
        return date(year, int(month), int(day))
    except ValueError:
        raise BadDate(
            text,
            Sentence(
                f"「{text}」にあたる日は暦にありません。",
                en=f"There is no such day as “{text}”.",
            ),
        ) from None


def _era_date(text: str, era: Era, year: str, month: str, day: str) -> date:
    era_year = 1 if year == "元" else int(year)
    on = _date(text, era.calendar_year(era_year), month, day)
    if era_year >= 1 and era.contains(on):
        return on
    raise BadDate(
        text,
        Sentence(
            f"「{text}」は{era.name}の期間に含まれません。",
            en=f"“{text}” does not lie within the era {era.name}.",
        ),
        Sentence(
            f"{format_date(on)}ではありませんか。年号を確かめてください。",
            en=f"Did you mean {format_date(on)}? Please check the era.",
        ),
    )


def _bare_date(text: str, parts: tuple[str, ...], not_after: date | None) -> ParsedDate:
    year, month, day = parts
    refusal: BadDate | None = None
    for era in ERAS:
        try:
            on = _era_date(text, era, year, month, day)
        except BadDate as error:
            refusal = refusal or error
            continue
        if not_after is None or on <= not_after:
            return ParsedDate(on, era.name, _era_assumed(text, era))
    raise refusal or BadDate(text, _not_a_date(text))


def _serial_date(serial: str) -> ParsedDate:
    on = _SERIAL_DAY_ZERO + timedelta(days=int(serial))
    note = Sentence(
        f"表計算の日付番号 {serial} を{format_date(on)}と読みました。",
        en=f"The spreadsheet day number {serial} was read as {on.isoformat()}.",
    )
    return ParsedDate(on, note=note)


def _with_notes(
    parsed: ParsedDate, weekday: str | None, clock: str | None
) -> ParsedDate:
    on = parsed.date
    notes = [] if parsed.note is None else [parsed.note]
    if on < PROLEPTIC_BEFORE:
        notes.append(_proleptic())
    if weekday and weekday != _WEEKDAYS[on.weekday()]:
        notes.append(_other_weekday(on, weekday))
    if clock and clock.strip("0:."):
        notes.append(_time_dropped(clock))
    if not notes:
        return parsed
    joined = Sentence("".join(notes), en=" ".join(note.en for note in notes))
    return ParsedDate(on, parsed.assumed_era, joined)


def _not_a_date(text: str) -> Sentence:
    return Sentence(
        f"「{text}」を日付として読めません。", en=f"“{text}” is not a date."
    )


def _era_assumed(text: str, era: Era) -> Sentence:
    return Sentence(
        f"年号のない「{text}」を{era.name}と読みました。",
        en=f"“{text}” names no era and was read as {era.name}.",
    )


def _proleptic() -> Sentence:
    return Sentence(
        "明治6年1月1日より前の日付は、現在の暦をさかのぼって数えています。",
        en="Dates before 1873-01-01 are reckoned back by the present calendar.",
    )


def _other_weekday(on: date, weekday: str) -> Sentence:
    right = _WEEKDAYS[on.weekday()]
    return Sentence(
        f"{format_date(on)}は{right}曜日ですが、{weekday}曜日と書かれています。",
        en=f"{on.isoformat()} is a {on:%A}, but the text names another weekday.",
    )


def _time_dropped(clock: str) -> Sentence:
    return Sentence(
        f"時刻 {clock} は読み飛ばしました。", en=f"The time {clock} was dropped."
    )
