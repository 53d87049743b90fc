"""Ledgers of a few requests around a day: open, due, overdue, just decided."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from desk.demonstration.dice import Dice
from desk.demonstration.open_days import (
    day_ago,
    day_from,
    last_open,
    next_open,
    open_days,
)
from desk.demonstration.requests import Request, UnitDraft, make_request
from desk.demonstration.rows import OUTCOMES, Row, row_of, write_day, write_grounds
from desk.demonstration.unit_ledgers import (
    REASONS_FOR_EXTENSION,
    REASONS_FOR_WITHDRAWAL,
    YEN_PER_SIDE,
    intake_cells,
)
from desk.demonstration.vocabulary import (
    PLANS,
    Topic,
    Topics,
    disclosure_topics,
    ground_set,
    organ_codes,
    read,
    self_information_topics,
)
from desk.demonstration.year import Ledgers, planned_years
from ordinances.calendars import load_calendar
from ordinances.casenumber import CaseNumber
from ordinances.casenumber import format as format_number
from ordinances.fiscal_years import fiscal_year_of
from ordinances.periods import Event, fold
from ordinances.schema import Municipality

KINDS = {"disclosure": "public_records", "privacy": "self_info"}
LONGEST = timedelta(days=100)
PERIOD = timedelta(days=14)
CONTESTED = "審査請求あり"
GROUND_COLUMN = {"disclosure": "非公開理由", "privacy": "不開示理由"}


@dataclass(frozen=True, slots=True)
class _Entry:
    """A request of the plan, and when it came in."""

    plan: Mapping[str, Any]
    topic: Topic
    received_on: date


def current_ledgers(today: date, *, municipality: Municipality) -> Ledgers:
    """Return ledgers of requests around a day, always the same for the same day.

    What came in during a fiscal year that has a demonstration of its own is left
    out: nothing is added to that year.

    Args:
        today: The day.
        municipality: Whose regimes and periods hold.

    Returns:
        Rows by ledger kind; a kind without rows is left out.
    """
    plan, dice = read(PLANS / "current.yaml"), Dice(f"current {today.isoformat()}")
    topics = {"disclosure": disclosure_topics(), "privacy": self_information_topics()}
    ledgers: dict[str, Sequence[Row]] = {}
    for kind, known in topics.items():
        entries = _entries(plan[kind], kind, known, today, municipality)
        ledgers[kind] = _rows(kind, entries, known, today, dice=dice.fork(kind))
    contested = [row for row in ledgers["disclosure"] if row["備考"] == CONTESTED]
    ledgers["appeals"] = _appeals(plan["appeal"], contested, today)
    return {kind: rows for kind, rows in ledgers.items() if rows}


def stories_of(today: date, *, municipality: Municipality) -> dict[str, str]:
    """Return which requests are worked on after the ledgers: number → story.

    Args:
        today: The day of the ledgers.
        municipality: Whose periods hold.
    """
    plans = read(PLANS / "current.yaml")["disclosure"]
    entries = _entries(plans, "disclosure", disclosure_topics(), today, municipality)
    return {
        format_number(CaseNumber(year, number)): entry.plan["story"]
        for entry, year, number in _numbered(entries)
        if "story" in entry.plan
    }


def _entries(
    plans: Sequence[Mapping[str, Any]],
    kind: str,
    topics: Topics,
    today: date,
    municipality: Municipality,
) -> list[_Entry]:
    """Return the requests in the order of their receipt."""
    entries = []
    for plan in plans:
        topic = _topic(topics, plan["topic"])
        received_on = _receipt(plan, topic, kind, today, municipality)
        if fiscal_year_of(received_on) not in planned_years():
            entries.append(_Entry(plan, topic, received_on))
    return sorted(entries, key=lambda entry: entry.received_on)


def _topic(topics: Topics, key: str) -> Topic:
    return next(t for t in (*topics.single, *topics.divided) if t.key == key)


def _receipt(
    plan: Mapping[str, Any],
    topic: Topic,
    kind: str,
    today: date,
    municipality: Municipality,
) -> date:
    """Return the receipt day that brings the due date nearest to the wanted one."""
    if "received" in plan:
        return day_ago(today, plan["received"])
    wanted = day_from(today, plan["due"])
    organ = organ_codes()[topic.places[0].organ]
    candidates = open_days(wanted - LONGEST, min(wanted, last_open(today)))
    return min(
        reversed(candidates),
        key=lambda on: abs(_due_on(on, kind, organ, municipality) - wanted),
    )


def _due_on(
    received_on: date, kind: str, organ: str, municipality: Municipality
) -> date:
    """Return the due date by the law; beyond the calendar, two weeks."""
    pack = municipality.regime_for(
        kind=KINDS[kind], organ_code=organ, received_on=received_on
    )
    clock = fold(
        pack.deadline("decision", received_on),
        [Event("received", received_on)],
        load_calendar(),
    )
    return clock.due_on or next_open(received_on + PERIOD)


def _rows(
    kind: str,
    entries: Sequence[_Entry],
    topics: Topics,
    today: date,
    *,
    dice: Dice,
) -> list[Row]:
    """Return the rows, numbered from 1 in every fiscal year."""
    rows: list[Row] = []
    for entry, _year, number in _numbered(entries):
        request = make_request(
            entry.topic,
            entry.received_on,
            size=entry.plan.get("divided", 1),
            channels=topics.channels,
            dice=dice,
        )
        for branch in range(1, len(request.places) + 1):
            draft = UnitDraft(request, number, branch)
            rows.append(_row(kind, draft, entry, today, dice=dice))
    return rows


def _numbered(entries: Sequence[_Entry]) -> Iterator[tuple[_Entry, int, int]]:
    """Yield each request with its fiscal year and its number there."""
    numbers: Counter[int] = Counter()
    for entry in entries:
        year = fiscal_year_of(entry.received_on)
        numbers[year] += 1
        yield entry, year, numbers[year]


def _row(kind: str, draft: UnitDraft, entry: _Entry, today: date, *, dice: Dice) -> Row:
    cells = intake_cells(draft) | _asker(kind, draft.request, entry.plan)
    if "extended" in entry.plan:
        cells["延長後期限"] = write_day(day_from(today, entry.plan["extended"]))
        cells["備考"] = dice.pick(REASONS_FOR_EXTENSION)
    if "decided" in entry.plan:
        cells |= _decision(kind, entry, today, dice=dice)
    return row_of(kind, cells)


def _asker(kind: str, request: Request, plan: Mapping[str, Any]) -> dict[str, str]:
    if kind == "privacy":
        return {"請求の種類": plan["kind"], "請求者の別": request.asker}
    return {"請求者区分": request.asker}


def _decision(kind: str, entry: _Entry, today: date, *, dice: Dice) -> dict[str, str]:
    plan, outcome = entry.plan, entry.plan["outcome"]
    decided_on = max(day_ago(today, plan["decided"]), entry.received_on)
    cells = {
        "決定区分": OUTCOMES[kind][outcome],
        "決定日": write_day(decided_on),
        GROUND_COLUMN[kind]: write_grounds(ground_set(plan.get("grounds", ""))),
    }
    if outcome == "withdrawn":
        cells["取下げ理由"] = dice.pick(REASONS_FOR_WITHDRAWAL)
    if "handed" in plan:
        sheets = dice.between(*entry.topic.sheets)
        handed_on = max(day_ago(today, plan["handed"]), decided_on)
        cells["公開日"] = write_day(handed_on)
        cells["写し枚数"] = str(sheets)
        cells["費用"] = str(sheets * YEN_PER_SIDE)
    if plan.get("contested"):
        cells["備考"] = CONTESTED
    return cells


def _appeals(
    plan: Mapping[str, str], contested: Sequence[Row], today: date
) -> list[Row]:
    lodged_on = last_open(today)
    number = format_number(CaseNumber(fiscal_year_of(lodged_on), 1))
    return [
        row_of(
            "appeals",
            {
                "審査請求番号": number,
                "審査請求日": write_day(lodged_on),
                "制度": "公文書公開",
                "原処分の受付番号": row["受付番号"],
                "請求の種類": "公開請求",
                "不服の内容": plan["complaint"],
            },
        )
        for row in contested
    ]
