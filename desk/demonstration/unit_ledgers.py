"""The two ledgers of requests: public records and self-information."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk.demonstration.course import Course, Period, run
from desk.demonstration.dice import Dice
from desk.demonstration.ends import End, allot, planned_ends
from desk.demonstration.requests import (
    UnitDraft,
    divide,
    make_requests,
    receipt_days,
)
from desk.demonstration.rows import OUTCOMES, Row, write_day, write_grounds
from desk.demonstration.vocabulary import Topics

YEN_PER_SIDE = 10
INSPECTED_ONLY = 12
REASONS_FOR_EXTENSION = (
    "対象文書が大量のため延長",
    "第三者への意見照会のため延長",
    "複数の課の文書を精査するため延長",
    "繁忙期により処理に日数を要するため延長",
)
REASONS_FOR_WITHDRAWAL = (
    "情報提供で対応したため",
    "区のホームページで公表済みのため",
    "請求内容を変更して再度請求するため",
    "該当する文書がないと説明を受けたため",
    "図書資料で閲覧できたため",
    "請求者の都合による",
)
LATE_REMARK = "決裁に日数を要し期限後に決定"


@dataclass(frozen=True, slots=True)
class LedgerUnit:
    """A unit with its end and its course: what one row tells."""

    draft: UnitDraft
    end: End
    course: Course

    @property
    def received_on(self) -> date:
        """The receipt day."""
        return self.draft.request.received_on


def make_units(
    plan: Mapping[str, Any], part: str, topics: Topics, *, dice: Dice
) -> list[LedgerUnit]:
    """Return the units of one ledger, in the order of their numbers.

    Args:
        plan: The plan of the fiscal year.
        part: `disclosure` or `privacy`.
        topics: What is asked for.
        dice: Chance.
    """
    sizes = plan[part]["divided"]
    days = receipt_days(
        plan["fiscal_year"],
        plan["months"],
        sum(sizes.values()),
        dice=dice.fork("days"),
    )
    requests = make_requests(topics, sizes, days, dice=dice.fork("requests"))
    reserved_on = plan[part].get("cessation", {}).get("received_on")
    drafts = divide(requests, reserved_on=reserved_on)
    ends = allot(drafts, planned_ends(plan[part]), dice=dice.fork("ends"))
    return run_units(drafts, ends, period=period_of(plan), dice=dice.fork("course"))


def run_units(
    drafts: Sequence[UnitDraft], ends: Sequence[End], *, period: Period, dice: Dice
) -> list[LedgerUnit]:
    """Let units take their course to given ends."""
    return [
        LedgerUnit(
            draft,
            end,
            run(draft.request.received_on, end.outcome, period=period, dice=dice),
        )
        for draft, end in zip(drafts, ends, strict=True)
    ]


def period_of(plan: Mapping[str, Any]) -> Period:
    """Return how long decisions take in a plan."""
    return Period(days=plan["period_days"], last_on=plan["last_decision_on"])


def disclosure_row(unit: LedgerUnit, *, dice: Dice) -> Row:
    """Return the row of a public-records unit."""
    sheets = _sheets(unit, dice)
    is_withdrawn = unit.end.outcome == "withdrawn"
    return {
        **intake_cells(unit.draft),
        "請求者区分": unit.draft.request.asker,
        "決定区分": OUTCOMES["disclosure"][unit.end.outcome],
        "決定日": write_day(unit.course.decided_on),
        "非公開理由": write_grounds(unit.end.grounds),
        "延長後期限": write_day(unit.course.extended_until),
        "公開日": write_day(unit.course.handed_over_on),
        "写し枚数": "" if sheets is None else str(sheets),
        "費用": "" if sheets is None else str(sheets * YEN_PER_SIDE),
        "取下げ理由": dice.pick(REASONS_FOR_WITHDRAWAL) if is_withdrawn else "",
        "備考": _remark(unit, sheets, dice),
    }


def privacy_row(unit: LedgerUnit, *, dice: Dice) -> Row:
    """Return the row of a self-information unit."""
    return {
        **intake_cells(unit.draft),
        "請求の種類": "開示請求",
        "請求者の別": unit.draft.request.asker,
        "決定区分": OUTCOMES["privacy"][unit.end.outcome],
        "決定日": write_day(unit.course.decided_on),
        "不開示理由": write_grounds(unit.end.grounds),
        "延長後期限": write_day(unit.course.extended_until),
        "備考": _remark(unit, None, dice),
    }


def intake_cells(draft: UnitDraft) -> dict[str, str]:
    """Return the cells both ledgers fill when a request comes in."""
    request, place = draft.request, draft.place
    return {
        "受付番号": draft.number_text,
        "受付日": write_day(request.received_on),
        "受付方法": request.channel,
        "実施機関": place.organ,
        "所管課": place.division,
        "請求者名": request.name,
        "件名": request.subject,
    }


def _sheets(unit: LedgerUnit, dice: Dice) -> int | None:
    """Return the sides copied, 0 for an inspection, None when nothing was shown."""
    if unit.course.handed_over_on is None:
        return None
    if dice.hits(INSPECTED_ONLY):
        return 0
    return dice.between(*unit.draft.request.topic.sheets)


def _remark(unit: LedgerUnit, sheets: int | None, dice: Dice) -> str:
    if unit.course.extended_until:
        return dice.pick(REASONS_FOR_EXTENSION)
    if unit.course.is_late:
        return LATE_REMARK
    if sheets == 0:
        return "閲覧のみ"
    if sheets and unit.draft.request.channel == "郵送":
        return "写しを郵送"
    return ""
