"""The arithmetic of a period: days as ordinals, closed days from tables.

Nothing here walks from day to day, so a due date costs the same whether the
period has fourteen days or a year. ``explanation`` walks the days instead and
must arrive at the same date.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Literal, NamedTuple

from ordinances.schema import (
    DeadlineRule,
    Extension,
    FirstDay,
    HolidayPolicy,
    SuspensionCount,
    Unit,
)
from ordinances.sentences import OrdinanceError, Sentence
from ordinances.wareki import format_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ordinances.calendars import Calendar

_MONTHS_A_YEAR = 12
_DAYS_A_WEEK = 7


class Cap(Enum):
    """The one value that means "as far as the rule allows"."""

    CAP = "cap"


CAP: Literal[Cap.CAP] = Cap.CAP
Extended = date | Literal[Cap.CAP] | None


class Suspension(NamedTuple):
    """A supplementation span: the day the order was issued, the day the answer came."""

    ordered_on: date
    completed_on: date


class CannotCount(OrdinanceError):
    """The facts do not fit the period; the sentence says which and why."""


def due(
    rule: DeadlineRule,
    *,
    origin_on: date,
    suspensions: Sequence[tuple[date, date]] = (),
    extended_to: Extended = None,
    calendar: Calendar,
) -> date:
    """Compute a due date.

    Args:
        rule: the period.
        origin_on: the day of the event it counts from.
        suspensions: pairs of the day the order was issued and the day the
            answer arrived; overlaps count once.
        extended_to: the day named in the extension notice, honoured as
            written; ``CAP`` for as far as the rule allows; None for none. It
            never shortens.
        calendar: the closed days.

    Returns:
        The last day of the period.

    Raises:
        OutsideCalendar: the computation touches a day not covered.
        CannotCount: the facts do not fit the period.

    Source:
        民法第140条から第143条; 個人情報保護法第83条 (days of supplementation do
        not count). How closed days and supplementation are counted for the
        city's own periods is assumed, see the packs.
    """
    start = start_ordinal(rule, origin_on)
    calendar.index(origin_on.toordinal())
    spans = suspended_spans(rule, origin_on, suspensions) if suspensions else []
    if spans:
        calendar.index(spans[-1][1])
    if extended_to is None:
        return finish(rule, raw_end(rule, start, spans, calendar), calendar)
    if isinstance(extended_to, date):
        calendar.index(extended_to.toordinal())
        first = finish(rule, raw_end(rule, start, spans, calendar), calendar)
        return max(first, extended_to)
    return finish(rule, extended_raw_end(rule, start, spans, calendar), calendar)


def start_ordinal(rule: DeadlineRule, origin_on: date) -> int:
    """Return the first counted day (起算日).

    Source:
        民法第140条: the first day is not counted unless it is named.
    """
    return origin_on.toordinal() + (rule.first_day is FirstDay.EXCLUDED)


def raw_end(
    rule: DeadlineRule,
    start: int,
    spans: Sequence[tuple[int, int]],
    calendar: Calendar,
    *,
    longer_by: int = 0,
) -> int:
    """Return the last day before any rolling.

    Args:
        rule: the period.
        start: the first counted day.
        spans: suspended days as merged, disjoint ordinals, both included.
        calendar: the closed days.
        longer_by: days that lengthen the period itself.

    Raises:
        OutsideCalendar: the day is not covered.
        CannotCount: months or years with a policy that counts days.
    """
    if rule.holiday_policy is HolidayPolicy.SKIP_LISTED_AND_ROLL:
        held = sum(calendar.unlisted_between(first, last) for first, last in spans)
        days = counted_days(rule) + longer_by + held
        return calendar.nth_unlisted(start, days)
    held = sum(last - first + 1 for first, last in spans)
    return plain_end(rule, start) + longer_by + held


def later_end(
    rule: DeadlineRule,
    end: int,
    spans: Sequence[tuple[int, int]],
    calendar: Calendar,
) -> int:
    """Move an end that is set already by the days of suspended spans.

    Args:
        rule: the period; where it passes over listed days, so does the move.
        end: the end as an ordinal.
        spans: suspended days as merged, disjoint ordinals, both included.
        calendar: the closed days.

    Returns:
        The moved end, before any rolling.

    Raises:
        OutsideCalendar: a day is not covered.
    """
    if rule.holiday_policy is not HolidayPolicy.SKIP_LISTED_AND_ROLL:
        return end + sum(last - first + 1 for first, last in spans)
    held = sum(calendar.unlisted_between(first, last) for first, last in spans)
    return calendar.nth_unlisted(end + 1, held) if held else end


def extended_raw_end(
    rule: DeadlineRule,
    start: int,
    spans: Sequence[tuple[int, int]],
    calendar: Calendar,
) -> int:
    """Return the last day before rolling when extended as far as allowed.

    Raises:
        CannotCount: the period cannot be extended.
        OutsideCalendar: the day is not covered.

    Source:
        個人情報保護法第83条第2項: the period itself is lengthened, so days are
        added before any rolling. A cap counts calendar days and shortens
        nothing (assumed).
    """
    extension = extension_of(rule)
    if extension.kind == "add":
        return raw_end(rule, start, spans, calendar, longer_by=extension.days)
    cap = start + extension.days - 1
    if rule.cap_excludes_suspension:
        cap += sum(last - first + 1 for first, last in spans)
    return max(raw_end(rule, start, spans, calendar), cap)


def extension_of(rule: DeadlineRule) -> Extension:
    """Return how a period can be extended.

    Raises:
        CannotCount: it cannot.
    """
    if rule.extension is None:
        raise CannotCount(
            Sentence(
                f"「{rule.label_ja}」には延長の定めがありません。",
                en=f"“{rule.label_en}” cannot be extended.",
            )
        )
    return rule.extension


def finish(rule: DeadlineRule, raw: int, calendar: Calendar) -> date:
    """Move a raw end to the next open day, if the rule says so.

    Raises:
        OutsideCalendar: the raw or the final day is not covered.
    """
    if rule.holiday_policy is HolidayPolicy.NONE:
        calendar.index(raw)
        return date.fromordinal(raw)
    return date.fromordinal(calendar.next_open_ordinal(raw))


def counted_days(rule: DeadlineRule) -> int:
    """Return how many days a period of days or weeks counts.

    Raises:
        CannotCount: the period is one of months or years.
    """
    if rule.unit is Unit.DAY:
        return rule.length
    if rule.unit is Unit.WEEK:
        return rule.length * _DAYS_A_WEEK
    raise CannotCount(
        Sentence(
            f"「{rule.label_ja}」は月または年の期間なので、休日を除いて数えられません。",
            en=f"“{rule.label_en}” is a period of months or years and cannot leave "
            "out closed days.",
        )
    )


def plain_end(rule: DeadlineRule, start: int) -> int:
    """Return the last day of a period nothing interrupts.

    Source:
        民法第141条, 第143条.
    """
    if rule.unit is Unit.DAY:
        return start + rule.length - 1
    if rule.unit is Unit.WEEK:
        return start + rule.length * _DAYS_A_WEEK - 1
    months = rule.length * (_MONTHS_A_YEAR if rule.unit is Unit.YEAR else 1)
    return day_before_same_day(date.fromordinal(start), months).toordinal()


def day_before_same_day(start: date, months: int) -> date:
    """Return the end of a period of months that starts on a day.

    Args:
        start: the first counted day.
        months: its length.

    Returns:
        The day before the corresponding day of the last month; where that
        month has no such day, its last day.

    Source:
        民法第143条第2項.

    Example:
        >>> day_before_same_day(date(2020, 4, 2), 3)
        datetime.date(2020, 7, 1)
        >>> day_before_same_day(date(2023, 11, 30), 3)
        datetime.date(2024, 2, 29)
    """
    year, month = divmod(start.year * _MONTHS_A_YEAR + start.month - 1 + months, 12)
    month += 1
    last_day = monthrange(year, month)[1]
    if start.day > last_day:
        return date(year, month, last_day)
    return date.fromordinal(date(year, month, start.day).toordinal() - 1)


def suspended_spans(
    rule: DeadlineRule, origin_on: date, suspensions: Sequence[tuple[date, date]]
) -> list[tuple[int, int]]:
    """Turn supplementation spans into suspended days, overlaps merged.

    Args:
        rule: the period; it says which ends of a span count.
        origin_on: the day it counts from.
        suspensions: pairs of order and answer.

    Returns:
        Disjoint runs of ordinals, both ends included, in order.

    Raises:
        CannotCount: the period knows no suspension, an answer came before its
            order, or an order before the origin.

    Source:
        個人情報保護法第83条第1項ただし書. Which ends count is not written in
        law: ``difference`` leaves out completed − ordered days (assumed).
    """
    if not rule.suspendable:
        raise CannotCount(
            Sentence(
                f"「{rule.label_ja}」は補正によって停止しません。",
                en=f"“{rule.label_en}” is not suspended by supplementation.",
            )
        )
    shift = rule.suspension_count is SuspensionCount.DIFFERENCE
    spans: list[tuple[int, int]] = []
    for ordered_on, completed_on in sorted(suspensions):
        if not origin_on <= ordered_on <= completed_on:
            raise CannotCount(_out_of_order(origin_on, ordered_on, completed_on))
        first, last = ordered_on.toordinal() + shift, completed_on.toordinal()
        if spans and first <= spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], max(spans[-1][1], last))
        elif first <= last:
            spans.append((first, last))
    return spans


def _out_of_order(origin_on: date, ordered_on: date, completed_on: date) -> Sentence:
    return Sentence(
        f"起算の日 {format_date(origin_on)}、補正を求めた日 {format_date(ordered_on)}、"
        f"補正があった日 {format_date(completed_on)}の順になっていません。"
        "日付を確かめてください。",
        en=f"The origin {origin_on.isoformat()}, the supplementation order "
        f"{ordered_on.isoformat()} and the answer {completed_on.isoformat()} are not "
        "in this order. Please check the dates.",
    )
