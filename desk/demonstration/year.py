"""All ledgers of a fiscal year of the demonstration."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from desk.demonstration.appeal_ledger import appeal_rows
from desk.demonstration.dice import Dice
from desk.demonstration.rows import Row, write_day, write_file
from desk.demonstration.subjects import write_name
from desk.demonstration.unit_ledgers import (
    disclosure_row,
    make_units,
    privacy_row,
)
from desk.demonstration.vocabulary import (
    PLANS,
    disclosure_topics,
    read,
    self_information_topics,
)
from ordinances.casenumber import CaseNumber
from ordinances.casenumber import format as format_number
from ordinances.fiscal_years import fiscal_year_label

Ledgers = Mapping[str, Sequence[Row]]


class NoPlan(ValueError):
    """There is no demonstration of that fiscal year."""

    code = "no_plan"


def planned_years() -> list[int]:
    """Return the fiscal years that have a demonstration."""
    return sorted(int(path.stem) for path in PLANS.glob("[0-9]*.yaml"))


@cache
def ledgers_of(fiscal_year: int) -> Ledgers:
    """Return the rows of every ledger of a fiscal year, always the same ones.

    Args:
        fiscal_year: The year, April to March.

    Returns:
        Rows by ledger kind, in the order the ledgers are to be imported in.

    Raises:
        NoPlan: The demonstration does not know that year.
    """
    if fiscal_year not in planned_years():
        years = ", ".join(map(str, planned_years()))
        raise NoPlan(
            _("There is no demonstration of fiscal year %(year)s, only of %(known)s.")
            % {"year": fiscal_year, "known": years}
        )
    plan = read(PLANS / f"{fiscal_year}.yaml")
    dice = Dice(plan["seed"])
    units = make_units(
        plan, "disclosure", disclosure_topics(), dice=dice.fork("disclosure")
    )
    copies = dice.fork("copies")
    privacy_rows = _privacy_rows(plan, dice=dice.fork("privacy"))
    return {
        "disclosure": [disclosure_row(unit, dice=copies) for unit in units],
        "privacy": privacy_rows,
        "appeals": appeal_rows(plan, units, privacy_rows, dice=dice.fork("appeals")),
        "board_sessions": _board_session_rows(plan),
        "figures": _figure_rows(plan),
    }


def write_ledgers(ledgers: Ledgers, folder: Path) -> list[Path]:
    """Write ledgers as CSV files, one per kind, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for kind, rows in ledgers.items():
        path = folder / f"{kind}.csv"
        write_file(path, kind, rows)
        paths.append(path)
    return paths


def _privacy_rows(plan: Mapping[str, Any], *, dice: Dice) -> list[Row]:
    """Return the disclosure requests, with the one to cease a provision among them."""
    units = make_units(plan, "privacy", self_information_topics(), dice=dice)
    remarks = dice.fork("remarks")
    rows = [privacy_row(unit, dice=remarks) for unit in units]
    received_on = plan["privacy"]["cessation"]["received_on"]
    position = sum(unit.received_on <= received_on for unit in units)
    number = units[position].draft.number - 1
    rows.insert(position, _cessation_row(plan, number, dice=dice.fork("cessation")))
    return rows


def _cessation_row(plan: Mapping[str, Any], number: int, *, dice: Dice) -> Row:
    request = plan["privacy"]["cessation"]
    return {
        "受付番号": format_number(CaseNumber(plan["fiscal_year"], number)),
        "受付日": write_day(request["received_on"]),
        "請求の種類": request["kind"],
        "受付方法": request["channel"],
        "実施機関": request["organ"],
        "所管課": request["division"],
        "請求者の別": request["relation"],
        "請求者名": write_name(request["relation"], dice=dice),
        "件名": request["subject"],
        "決定区分": request["outcome"],
        "決定日": write_day(request["decided_on"]),
        "不開示理由": "",
        "延長後期限": "",
        "備考": request["remarks"],
    }


def _board_session_rows(plan: Mapping[str, Any]) -> list[Row]:
    return [
        {
            "会議体": body,
            "回": str(number),
            "開催日": write_day(session["held_on"]),
            "出席委員数": str(session["present"]),
            "案件": session["agenda"],
        }
        for body, sessions in plan["board_sessions"].items()
        for number, session in enumerate(sessions, start=1)
    ]


def _figure_rows(plan: Mapping[str, Any]) -> list[Row]:
    return [
        {
            "年度": fiscal_year_label(plan["fiscal_year"], "half"),
            "項目": label,
            "値": str(figure["value"]),
            "単位": figure["unit"],
            "備考": figure.get("remarks", ""),
        }
        for label, figure in plan["figures"].items()
    ]
