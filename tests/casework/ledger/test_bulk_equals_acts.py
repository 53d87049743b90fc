"""The bulk import leaves what the single acts would have left, row by row."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from django.db import transaction

from casework.ledger.findings import Findings
from casework.ledger.places import Places
from casework.ledger.table import LedgerTable
from casework.ledger.units import UnitRow
from casework.models import ClockEvent, Unit
from casework.operations.extend import extend
from casework.operations.implement import implement
from casework.operations.import_units import UnitLedger
from casework.operations.open_case import open_case
from casework.operations.record_outcome import record_outcome
from casework.operations.split import split
from disclosure.ledger_import import DisclosureLedger
from ordinances.loading import municipality
from privacy.ledger_import import PrivacyLedger
from tests.factories.cast import CLERK, make_office
from tests.factories.dumps import Dump, dump
from tests.factories.ledgers import (
    AT,
    DISCLOSURE,
    PRIVACY,
    TODAY,
    grid,
    request,
    self_request,
    take_in,
    write_csv,
)

pytestmark = pytest.mark.django_db

OUTCOMES = (
    "全部公開",
    "部分公開",
    "非公開",
    "不存在",
    "存否応答拒否",
    "取下げ",
    "却下",
    "移送",
)
SELF_OUTCOMES = ("全部開示", "部分開示", "非開示", "不存在", "取下げ", "移送", "却下")
CORRECTED = ("応じる（全部）", "応じる（一部）", "応じられない", "取下げ")
Rows = list[dict[str, object]]


def public_records(rng: Random) -> Rows:
    rows: Rows = []
    for number in range(1, 41):
        received = date(2020, 4, 1) + timedelta(rng.randrange(364))
        for branch in range(1, rng.choice((1, 1, 1, 2, 3)) + 1):
            row = request(
                f"第{number}号" + (f"の{branch}" if branch > 1 else ""),
                受付日=received.isoformat(),
                所管課=rng.choice(("総務課", "道路課", "")),
                件名=f"件名{number}"
                if rng.random() < 0.7
                else f"件名{number}-{branch}",
                請求者名=f"請求者{number}" if number % 3 else "",
                請求者区分="区内在住",
                備考=rng.choice(("", "写しは郵送")),
            )
            rows.append(_with_end(rng, row, received, OUTCOMES, "非公開理由"))
    return rows


def self_information(rng: Random) -> Rows:
    rows: Rows = []
    for number in range(1, 41):
        received = date(2020, 4, 1) + timedelta(rng.randrange(364))
        kind = rng.choice(("開示", "開示", "訂正・削除", "外部提供中止"))
        outcomes = SELF_OUTCOMES if kind == "開示" else CORRECTED
        row = self_request(
            f"第{number}号",
            受付日=received.isoformat(),
            請求の種類=kind,
            請求者の別=rng.choice(("本人", "法定代理人", "")),
            請求者名=f"請求者{number}",
        )
        rows.append(_with_end(rng, row, received, outcomes, "不開示理由"))
    return rows


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    ("ledger", "headers", "rows_of"),
    [
        pytest.param(DisclosureLedger(), DISCLOSURE, public_records, id="disclosure"),
        pytest.param(PrivacyLedger(), PRIVACY, self_information, id="privacy"),
    ],
)
def test_import_equals_the_single_acts_row_by_row(
    tmp_path: Path,
    ledger: UnitLedger,
    headers: tuple[str, ...],
    rows_of: Callable[[Random], Rows],
    seed: int,
) -> None:
    make_office()
    path = write_csv(tmp_path / "台帳.csv", grid(headers, rows_of(_dice(seed))))

    with transaction.atomic():
        report = take_in(path, ledger)
        in_bulk = _without_the_run(dump())
        transaction.set_rollback(True)
    _act_by_act(path, ledger)
    by_acts = dump()

    assert report.errors == []
    for table, rows in by_acts.items():
        assert in_bulk[table] == rows, table
    assert len(by_acts["Entry"]) > report.created > 0


def test_comparison_notices_a_missing_event(tmp_path: Path) -> None:
    make_office()
    rows = public_records(_dice(0))
    path = write_csv(tmp_path / "台帳.csv", grid(DISCLOSURE, rows))
    take_in(path, DisclosureLedger())
    whole = dump()

    ClockEvent.objects.filter(pk=ClockEvent.objects.earliest("pk").pk).delete()

    assert dump() != whole


def _with_end(
    rng: Random,
    row: dict[str, object],
    received: date,
    outcomes: tuple[str, ...],
    grounds: str,
) -> dict[str, object]:
    row = dict(row)
    if rng.random() < 0.2:
        row["延長後期限"] = (received + timedelta(45)).isoformat()
    if rng.random() < 0.15:
        return row
    outcome = rng.choice(outcomes)
    decided = received + timedelta(rng.randrange(20))
    row |= {"決定区分": outcome, "決定日": decided.isoformat()}
    if outcome in {"部分公開", "非公開", "部分開示", "非開示"}:
        row[grounds] = rng.choice(("1号", "2号、1号", "形式不備", "5号；権利濫用"))
    if outcome == "存否応答拒否" and rng.random() < 0.5:
        row[grounds] = "1号"
    if outcome == "取下げ":
        row["取下げ理由"] = "請求者の都合"
    if outcome in {"全部公開", "部分公開"} and rng.random() < 0.8:
        row["公開日"] = (
            (decided + timedelta(3)).isoformat() if rng.random() < 0.7 else ""
        )
        row["写し枚数"], row["費用"] = "12", "120"
    return row


def _dice(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - repeatable, no secret


def _without_the_run(dumped: Dump) -> Dump:
    """Leave out the entry of the import itself, which single acts do not have."""
    entries = [row for row in dumped["Entry"] if "'import_ledger'" not in row]
    return {**dumped, "Entry": entries}


def _act_by_act(path: Path, ledger: UnitLedger) -> None:
    first: dict[object, Unit] = {}
    places = Places(municipality("nerima"), may_create=False)
    table = LedgerTable(path, ledger.columns, Findings())
    for cells in table.rows(Findings()):
        row = ledger.read(cells, places=places, today=TODAY)
        assert row is not None
        unit = _open(row, ledger, first)
        _go_on(unit, row)


def _open(row: UnitRow, ledger: UnitLedger, first: dict[object, Unit]) -> Unit:
    intake = replace(row.intake, number=row.key.number)
    if row.key not in first:
        unit = first[row.key] = open_case(intake=intake, by=CLERK, at=AT)
        for own in ledger.own_rows(unit.case, row):
            own.save(force_insert=True)
        return unit
    source = first[row.key]
    subject = "" if intake.subject == source.case.subject else intake.subject
    part = replace(intake.first, branch=row.branch, subject=subject)
    return split(unit=source, part=part, on=source.received_on, by=CLERK, at=AT)


def _go_on(unit: Unit, row: UnitRow) -> None:
    if row.extended_until:
        on = unit.received_on
        extend(
            unit=unit,
            on=on,
            until_on=row.extended_until,
            reason="ledger",
            by=CLERK,
            at=AT,
        )
    if row.conclusion:
        record_outcome(unit=unit, conclusion=row.conclusion, by=CLERK, at=AT)
    if row.handover:
        implement(unit=unit, handover=row.handover, by=CLERK, at=AT)
