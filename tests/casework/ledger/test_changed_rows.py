"""A ledger that comes again: nothing twice, changes shown, amended when asked."""

from datetime import date
from pathlib import Path

import pytest

from audit import trail
from audit.models import Detail, Entry
from casework.ledger.findings import Difference, Report
from casework.models import (
    Case,
    ClockEvent,
    Counter,
    Decision,
    ImportRow,
    ImportRun,
    Unit,
    Withdrawal,
)
from casework.operations import clock
from casework.operations.number import take
from disclosure.ledger_import import DisclosureLedger
from privacy.ledger_import import PrivacyLedger
from privacy.models import Request
from tests.factories.cast import make_office
from tests.factories.dumps import EVERYTHING, dump
from tests.factories.ledgers import (
    DISCLOSURE,
    PRIVACY,
    grid,
    messy,
    request,
    self_request,
    take_in,
    write_csv,
)

pytestmark = pytest.mark.django_db

PARTIAL = {"決定区分": "部分公開", "決定日": "R2.6.9", "非公開理由": "1号"}
OF_THE_NUMBER = {"number", "number_text", "folded_number"}
Row = dict[str, object]


@pytest.fixture(autouse=True)
def _office() -> None:
    make_office()


def again(folder: Path, *rows: Row, update: bool = False) -> Report:
    path = write_csv(folder / "台帳.csv", grid(DISCLOSURE, rows))
    report = take_in(path, DisclosureLedger(), update=update)
    assert report.errors == []
    _all_holds()
    return report


def test_the_same_file_again_changes_nothing_and_says_so(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "台帳.csv", messy(typed=False))
    take_in(path, DisclosureLedger())
    before = dump(EVERYTHING)

    for update in (False, True):
        report = take_in(path, DisclosureLedger(), update=update)
        assert (report.created, report.unchanged, report.changed) == (0, 5, [])
        assert report.run_id is None
        assert dump(EVERYTHING) == before


def test_a_changed_row_is_reported_and_left_alone(tmp_path: Path) -> None:
    again(tmp_path, request("第1号"), request("第2号"))
    before = dump(EVERYTHING)

    report = again(tmp_path, request("第1号", 件名="公園の整備"), request("第2号"))

    assert (report.created, report.unchanged) == (0, 1)
    assert [(row.row, row.number, row.differences) for row in report.changed] == [
        (2, "第1号", (Difference("件名", "公園の整備計画", "公園の整備"),))
    ]
    assert dump(EVERYTHING) == before


def test_new_rows_come_in_beside_changed_ones(tmp_path: Path) -> None:
    again(tmp_path, request("第1号"))

    report = again(tmp_path, request("第1号", 備考="写し郵送"), request("第2号"))

    assert (report.created, report.unchanged, len(report.changed)) == (1, 0, 1)
    assert Unit.objects.get(number=1).remarks == ""
    assert ImportRun.objects.count() == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, PARTIAL),
        (PARTIAL, {}),
        (PARTIAL, {**PARTIAL, "非公開理由": "1号、2号"}),
        (PARTIAL, {**PARTIAL, "決定日": "R2.6.12"}),
        (PARTIAL, {**PARTIAL, "決定日": "R2.6.5"}),
        (PARTIAL, {"決定区分": "取下げ", "決定日": "R2.6.4", "取下げ理由": "都合"}),
        ({"決定区分": "取下げ", "決定日": "R2.6.4"}, PARTIAL),
        ({"決定区分": "移送", "決定日": "R2.6.4"}, PARTIAL),
        (PARTIAL, {"決定区分": "移送", "決定日": "R2.6.4"}),
        (PARTIAL, {**PARTIAL, "公開日": "R2.6.20", "写し枚数": "4", "費用": "40"}),
        ({**PARTIAL, "公開日": "R2.6.20", "写し枚数": "4"}, PARTIAL),
        ({**PARTIAL, "公開日": "R2.6.20"}, {**PARTIAL, "公開日": "R2.6.22"}),
        ({**PARTIAL, "公開日": "R2.6.20"}, {}),
        ({}, {"延長後期限": "R2.7.15"}),
        ({"延長後期限": "R2.7.15"}, {"延長後期限": "R2.7.30"}),
        ({"延長後期限": "R2.7.30"}, {"延長後期限": "R2.7.15"}),
        ({"延長後期限": "R2.7.30"}, {}),
        ({**PARTIAL, "延長後期限": "R2.7.30"}, PARTIAL),
        ({}, {"受付日": "R2.5.20"}),
        ({}, {"受付日": "R2.6.5"}),
        ({**PARTIAL, "延長後期限": "R2.7.30"}, {**PARTIAL, "受付日": "R2.5.20"}),
        ({"延長後期限": "R2.7.30"}, {"受付日": "R2.6.20", "延長後期限": "R2.7.15"}),
        ({}, {"所管課": "道路課", "備考": "x", "受付方法": "郵送"}),
        ({"所管課": "総務課"}, {"実施機関": "教育委員会", "所管課": "学務課"}),
        ({"請求者名": "甲"}, {"請求者名": "乙", "請求者区分": "報道機関"}),
        ({"請求者名": "甲"}, {"請求者名": ""}),
    ],
)
def test_an_amended_unit_is_as_if_it_had_come_so(
    tmp_path: Path, before: Row, after: Row
) -> None:
    other = request("第2号", **PARTIAL)
    again(tmp_path, request("第1号", **before), other)

    changed = again(tmp_path, request("第1号", **after), other, update=True)
    third = again(tmp_path, request("第1号", **after), other)

    assert (changed.updated, changed.unchanged) == (1, 1)
    assert (third.unchanged, third.changed) == (2, [])
    amended = _facts(Unit.objects.get(number=1))
    again(tmp_path, request("第3号", **after))
    assert amended == _facts(Unit.objects.get(number=3))


def test_a_superseded_decision_stays_and_no_longer_counts(tmp_path: Path) -> None:
    again(tmp_path, request("第1号", **PARTIAL))

    again(tmp_path, request("第1号", **{**PARTIAL, "決定区分": "非公開"}), update=True)

    first, second = Decision.objects.order_by("seq")
    assert (first.outcome, first.counts) == ("partial", False)
    assert (second.outcome, second.counts, second.supersedes) == (
        "non_disclosure",
        True,
        first,
    )
    assert second.cause == "ledger"


def test_an_amendment_stands_on_the_trail_with_its_texts_apart(tmp_path: Path) -> None:
    again(tmp_path, request("第1号", 請求者名="前の人"))

    report = again(tmp_path, request("第1号", 請求者名="後の人"), update=True)

    entry = Entry.objects.get(act="amend")
    assert entry.facts["columns"] == ["requester_name"]
    assert "前の人" not in str(entry.facts)
    assert Detail.objects.get(entry=entry).values == {"請求者名": ["前の人", "後の人"]}
    row = ImportRow.objects.get(run=report.run_id)
    assert row.raw["請求者名"] == "後の人"


def test_another_division_becomes_the_next_branch(tmp_path: Path) -> None:
    rows = [
        request("第1号"),
        request("第1号", 所管課="道路課"),
        request("第1号", 所管課=""),
    ]

    report = again(tmp_path, *rows)
    second = again(tmp_path, *reversed(rows))

    branches = dict(Unit.objects.values_list("branch", "division__name"))
    assert branches == {1: "総務課", 2: "道路課", 3: None}
    assert [w.row for w in report.warnings if "の" in w.reason] == [3, 4]
    assert (second.created, second.unchanged, second.changed) == (0, 3, [])


def test_a_row_without_branch_claims_the_unit_of_its_division(tmp_path: Path) -> None:
    again(tmp_path, request("第1号"), request("第1号の2", 所管課="道路課"))

    report = again(tmp_path, request("第1号", 所管課="道路課", 備考="後から"))

    assert [row.number for row in report.changed] == ["第1号の2"]
    assert report.created == 0


def test_an_unclaimed_unit_takes_the_row_and_its_division_is_changed(
    tmp_path: Path,
) -> None:
    again(tmp_path, request("第1号"))

    report = again(tmp_path, request("第1号", 所管課="道路課"))

    assert report.created == 0
    assert report.changed[0].differences == (Difference("所管課", "総務課", "道路課"),)


def test_a_further_row_becomes_a_branch_of_the_stored_case(tmp_path: Path) -> None:
    again(tmp_path, request("第1号"))

    report = again(tmp_path, request("第1号"), request("第1号", 所管課="道路課"))

    assert (report.created, report.unchanged) == (1, 1)
    first, second = Unit.objects.order_by("branch")
    assert (second.case_id, second.split_from_id) == (first.case_id, first.pk)
    assert Entry.objects.filter(stream=first.case.stream, act="split").count() == 1


def test_a_branch_before_its_case_in_the_file_waits_for_it(tmp_path: Path) -> None:
    rows = [request(f"第{n}号の2", 所管課="道路課") for n in range(1, 1103)]
    rows += [request(f"第{n}号") for n in range(1, 1103)]

    report = again(tmp_path, *rows)

    assert report.created == 2204
    assert Case.objects.count() == 1102
    assert not Unit.objects.filter(branch=2, split_from=None).exists()


def test_a_branch_alone_is_taken_as_it_stands(tmp_path: Path) -> None:
    report = again(tmp_path, request("第1号の2"))

    unit = Unit.objects.get()
    assert (report.created, unit.branch, unit.split_from) == (1, 2, None)


def test_given_numbers_lift_the_counter_and_gaps_are_said(tmp_path: Path) -> None:
    report = again(tmp_path, request("第2号"), request("第7号"), request("第5号"))

    assert report.warnings[0].value == "1, 3–4, 6"
    assert Counter.objects.get().last == 7
    assert take(series="public_records", fiscal_year=2020) == 8


def test_a_column_the_file_lacks_is_left_alone(tmp_path: Path) -> None:
    again(tmp_path, request("第1号", 備考="大事", 請求者名="甲"))
    headers = ("受付番号", "受付日", "実施機関", "件名", "所管課")
    path = write_csv(tmp_path / "b.csv", grid(headers, [request("第1号")]))

    report = take_in(path, DisclosureLedger(), update=True)

    assert (report.unchanged, report.changed) == (1, [])
    assert Unit.objects.get().remarks == "大事"


def test_a_unit_at_work_in_the_office_is_not_overruled(tmp_path: Path) -> None:
    again(tmp_path, request("第1号"))
    Unit.objects.update(phase="examination")
    path = write_csv(
        tmp_path / "b.csv", grid(DISCLOSURE, [request("第1号", **PARTIAL)])
    )
    before = dump(EVERYTHING)

    for dry_run in (True, False):
        report = take_in(path, DisclosureLedger(), update=True, dry_run=dry_run)
        assert [(e.row, e.column) for e in report.errors] == [(2, "決定区分")]
    assert dump(EVERYTHING) == before


def test_who_asked_is_compared_and_amended(tmp_path: Path) -> None:
    for relation in ("本人", "法定代理人"):
        cells = grid(PRIVACY, [self_request("第1号", 請求者の別=relation)])
        path = write_csv(tmp_path / "a.csv", cells)
        report = take_in(path, PrivacyLedger(), update=True)

    assert report.changed[0].differences == (
        Difference("請求者の別", "本人", "法定代理人"),
    )
    assert Request.objects.get().relation == "legal_representative"


def test_a_rehearsal_writes_nothing_and_counts_the_same(tmp_path: Path) -> None:
    again(tmp_path, request("第1号"))
    path = write_csv(
        tmp_path / "b.csv",
        grid(DISCLOSURE, [request("第1号", 備考="x"), request("第2号")]),
    )
    before = dump(EVERYTHING)

    rehearsal = take_in(path, DisclosureLedger(), update=True, dry_run=True)
    after = dump(EVERYTHING)
    done = take_in(path, DisclosureLedger(), update=True)

    assert after == before
    assert rehearsal.as_json() == done.as_json()
    assert done.updated == 1


def _facts(unit: Unit) -> dict[str, object]:
    decision = unit.decisions.filter(counts=True).first()
    withdrawal = Withdrawal.objects.filter(unit=unit).first()
    handover = unit.implementations.first()
    return {
        "unit": {
            field.name: getattr(unit, field.attname)
            for field in Unit._meta.concrete_fields
            if field.name not in {"id", "case", "number"}
        },
        "case": {
            field.name: getattr(unit.case, field.attname)
            for field in Case._meta.concrete_fields
            if field.name not in {*OF_THE_NUMBER, "id", "import_run", "version"}
        },
        "decision": decision and (decision.outcome, decision.decided_on),
        "grounds": decision and sorted(g.ground for g in decision.grounds.all()),
        "withdrawal": withdrawal and (withdrawal.on, withdrawal.reason),
        "transferred": hasattr(unit, "transfer"),
        "handover": handover and (handover.on, handover.sheets, handover.fee_yen),
        "requesters": [party.name for party in unit.case.parties.all()],
    }


def _all_holds() -> None:
    """The caches equal what their events say, the chains hold."""
    for unit in Unit.objects.all():
        stored = (unit.due_on, unit.clock_state)
        assert stored == clock.cached(clock.clock_of(unit), is_open=unit.is_open)
    for stream in set(Entry.objects.values_list("stream", flat=True)):
        assert trail.verify(stream) == []
    assert ClockEvent.objects.filter(on__lt=date(2020, 1, 1)).count() == 0
