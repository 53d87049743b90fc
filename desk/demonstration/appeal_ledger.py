"""The ledger of appeals: each against a decision of the year's own ledgers."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from desk.demonstration.dice import Dice
from desk.demonstration.rows import Row, write_day
from desk.demonstration.unit_ledgers import LedgerUnit
from ordinances.casenumber import CaseNumber
from ordinances.casenumber import format as format_number

# days between the decision and the appeal: within the three months, or past them
IN_TIME = (timedelta(days=14), timedelta(days=77))
TOO_LATE = (timedelta(days=110), timedelta(days=200))
PUBLIC_RECORDS, SELF_INFORMATION = "公文書公開", "自己情報"


def appeal_rows(
    plan: Mapping[str, Any],
    units: Sequence[LedgerUnit],
    privacy_rows: Sequence[Row],
    *,
    dice: Dice,
) -> list[Row]:
    """Return the rows of the appeals of a plan, numbered from 1.

    Args:
        plan: The plan of the fiscal year; its appeals stand in order of filing.
        units: The public-records units, among which the contested ones are drawn.
        privacy_rows: The self-information rows, where the cessation is found.
        dice: Chance.

    Raises:
        ValueError: No unit of the year fits an appeal of the plan.
    """
    kind = plan["privacy"]["cessation"]["kind"]
    cessation = next(row for row in privacy_rows if row["請求の種類"] == kind)
    rows: list[Row] = []
    contested: set[str] = set()
    for number, appeal in enumerate(plan["appeals"], start=1):
        if appeal.get("self_information"):
            facts = (SELF_INFORMATION, cessation["受付番号"], kind)
        else:
            unit = _contested(appeal, units, contested, dice)
            contested.add(unit.draft.number_text)
            facts = (PUBLIC_RECORDS, unit.draft.number_text, "公開請求")
        text = format_number(CaseNumber(plan["fiscal_year"], number))
        rows.append(_row(text, appeal, facts))
    return rows


def _contested(
    appeal: Mapping[str, Any],
    units: Sequence[LedgerUnit],
    taken: set[str],
    dice: Dice,
) -> LedgerUnit:
    least, most = TOO_LATE if appeal.get("late") else IN_TIME
    lodged_on: date = appeal["lodged_on"]
    grounds = {appeal["ground"]} if "ground" in appeal else set()
    fitting = [
        unit
        for unit in units
        if unit.end.outcome == appeal["contested"]
        and grounds.issubset(unit.end.grounds)
        and unit.draft.number_text not in taken
        and least <= lodged_on - unit.course.decided_on <= most
    ]
    if not fitting:
        raise ValueError(f"No unit of the year fits the appeal of {lodged_on}.")
    return dice.pick(fitting)


def _row(number: str, appeal: Mapping[str, Any], facts: tuple[str, str, str]) -> Row:
    regime, against, kind = facts
    return {
        "審査請求番号": number,
        "審査請求日": write_day(appeal["lodged_on"]),
        "制度": regime,
        "原処分の受付番号": against,
        "請求の種類": kind,
        "不服の内容": appeal["complaint"],
        "諮問日": write_day(appeal.get("referred_on")),
        "答申日": write_day(appeal.get("reported_on")),
        "答申の内容": appeal.get("result", ""),
        "裁決日": write_day(appeal["determined_on"]),
        "裁決区分": appeal["outcome"],
        "備考": appeal.get("remarks", ""),
    }
