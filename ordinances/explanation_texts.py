"""The sentences of a due-date ledger, Japanese and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ordinances.schema import DeadlineRule, Origin, Unit
from ordinances.sentences import Sentence
from ordinances.wareki import format_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_WEEKDAYS = "月火水木金土日"

ORIGIN_NAMES = {
    Origin.RECEIPT: Sentence("請求を受け付けた日", en="the receipt of the request"),
    Origin.KNOWN: Sentence("知った日", en="the day of knowing"),
    Origin.DISPOSITION: Sentence("処分があった日", en="the day of the disposition"),
    Origin.DISCLOSED: Sentence("開示を受けた日", en="the day of disclosure"),
    Origin.NOTIFIED: Sentence("通知があった日", en="the day of the notice"),
    Origin.DECISION: Sentence("決定の日", en="the day of the decision"),
    Origin.DETERMINATION: Sentence("裁決の日", en="the day of the determination"),
    Origin.POSTED: Sentence("掲示を始めた日", en="the day of posting"),
}
_CALENDAR_UNITS = {
    Unit.MONTH: Sentence("か月", en="month(s)"),
    Unit.YEAR: Sentence("年", en="year(s)"),
}


def written(on: date) -> str:
    """Write a day with its weekday, 令和2年4月15日(水)."""
    return f"{format_date(on)}({_WEEKDAYS[on.weekday()]})"


def english(on: date) -> str:
    """Write a day with its weekday, 2020-04-15 (Wed)."""
    return f"{on.isoformat()} ({on:%a})"


def first_day(rule: DeadlineRule, on: date) -> Sentence:
    """Say that the day of the event is not counted."""
    name = ORIGIN_NAMES[rule.origin]
    return Sentence(
        f"{name}の{written(on)}は数えず、翌日から数える。",
        en=f"{english(on)}, {name.en}, is not counted; counting starts the day after.",
    )


def count(rule: DeadlineRule, first: date, last: date) -> Sentence:
    """Say which days are counted."""
    days = (last - first).days + 1
    unit = _CALENDAR_UNITS.get(rule.unit)
    months = f"(期間は{rule.length}{unit}、暦に従う)" if unit else ""
    months_en = f" (the period is {rule.length} {unit.en})" if unit else ""
    return Sentence(
        f"{written(first)}から{written(last)}までの{days}日を数える{months}。",
        en=f"{english(first)} to {english(last)}: {days} day(s) count{months_en}.",
    )


def listed(first: date, last: date, names: Sequence[str]) -> Sentence:
    """Say that holidays in between are not counted."""
    days = (last - first).days + 1
    named = "、".join(dict.fromkeys(names))
    return Sentence(
        f"{written(first)}から{written(last)}までの{days}日({named})は数えない。",
        en=f"{english(first)} to {english(last)}: {days} day(s) are not counted "
        f"({named}).",
    )


def suspension(first: date, last: date) -> Sentence:
    """Say that the days of a supplementation are not counted."""
    days = (last - first).days + 1
    return Sentence(
        f"補正に要した{written(first)}から{written(last)}までの{days}日は数えない。",
        en=f"{english(first)} to {english(last)}: {days} day(s) of supplementation are "
        "not counted.",
    )


def late_suspension(first: date, last: date) -> Sentence:
    """Say that supplementation days outside the run move the end."""
    days = (last - first).days + 1
    return Sentence(
        f"期間の外にかかる補正の日数を加え、末日を{days}日後の{written(last)}に移す。",
        en=f"Supplementation days outside the run move the end by {days} day(s) to "
        f"{english(last)}.",
    )


def open_suspension(ordered_on: date, days_left: int) -> Sentence:
    """Say that the clock stands still."""
    return Sentence(
        f"{written(ordered_on)}に補正を求めたため期間は停止している。"
        f"補正があれば残り{days_left}日を数える。",
        en=f"A supplementation was ordered on {english(ordered_on)}: the clock is "
        f"suspended, {days_left} day(s) are left when the answer arrives.",
    )


def extension(first: date, last: date) -> Sentence:
    """Say which days an extension gives."""
    days = (last - first).days + 1
    return Sentence(
        f"期間を延長し、{written(first)}から{written(last)}までの{days}日を加える。",
        en=f"The period is extended by {days} day(s), {english(first)} to "
        f"{english(last)}.",
    )


def special(first: date, last: date) -> Sentence:
    """Say which days a special extension gives."""
    days = (last - first).days + 1
    return Sentence(
        f"特例により期限を延長し、{written(first)}から{written(last)}までの"
        f"{days}日を加える。",
        en=f"A special extension gives {days} more day(s), {english(first)} to "
        f"{english(last)}.",
    )


def idle_extension(end: date) -> Sentence:
    """Say that an extension changes nothing."""
    return Sentence(
        f"延長後の期限は{written(end)}より後にならないため、期限は変わらない。",
        en=f"The extension does not reach beyond {english(end)} and changes nothing.",
    )


def roll(raw: date, name: str, opened: date) -> Sentence:
    """Say that the end moves to the next open day."""
    return Sentence(
        f"末日の{written(raw)}は{name}に当たるため、"
        f"次の開庁日の{written(opened)}を期限とする。",
        en=f"The end, {english(raw)}, is a closed day ({name}); the period ends on the "
        f"next open day, {english(opened)}.",
    )


def redated(due_on: date) -> Sentence:
    """Say that the due date was set anew."""
    return Sentence(
        f"期限を改め、{written(due_on)}とする。",
        en=f"The due date was set anew to {english(due_on)}.",
    )
