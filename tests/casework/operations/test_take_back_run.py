"""An import is taken back whole: void cases, free numbers, or a named refusal."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection, transaction

from annual.scope import Scope
from appeals.ledger_import import AppealsLedger
from casework.ledger.findings import Report
from casework.models import Case, Counter, ImportRun, Unit
from casework.operations.add_note import add_note
from casework.operations.reveal_requester import reveal_requester
from casework.operations.take_back_run import CannotTakeBack, TakenBack, take_back_run
from casework.queries import missing_numbers
from desk.gaps import gaps_of
from disclosure.ledger_import import DisclosureLedger
from offices.models import Role, Staff
from ordinances.loading import municipality
from tests.factories.cases import make_unit
from tests.factories.cast import Cast, make_cast, make_staff
from tests.factories.desk import told
from tests.factories.dumps import EVERYTHING, dump
from tests.factories.ledgers import DISCLOSURE, grid, request, take_in, write_csv
from tests.factories.power_cut import Cut, PowerCut

pytestmark = pytest.mark.django_db

TODAY = date(2021, 7, 1)
NOW = datetime(2021, 7, 1, 1, 0, tzinfo=UTC)
ALIVE = 10**9
Change = Callable[[Cast, Path], object]


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def run(cast: Cast, tmp_path: Path) -> ImportRun:
    return bring(
        tmp_path,
        request("第3号", 決定区分="部分公開", 決定日="R2.6.9", 非公開理由="1号"),
        request("第3号の2", 所管課="道路課"),
        request("第5号", 請求者名="甲"),
    )


def bring(folder: Path, *rows: dict[str, object], update: bool = False) -> ImportRun:
    path = write_csv(folder / "台帳.csv", grid(DISCLOSURE, rows))
    return stored(take_in(path, DisclosureLedger(), update=update))


def stored(report: Report) -> ImportRun:
    assert report.errors == []
    assert report.run_id is not None
    return ImportRun.objects.get(pk=report.run_id)


def undo(run: ImportRun, by: Staff, reason: str = "別の年度の台帳") -> TakenBack:
    return take_back_run(run=run, reason=reason, by=by, on=TODAY, at=NOW)


def gaps() -> list[tuple[int, int]]:
    return gaps_of({"kind": "public_records", "fiscal_year": 2020})


def test_cases_are_voided_with_the_reason(cast: Cast, run: ImportRun) -> None:
    taken = undo(run, cast.records_officer, " 別の年度の台帳 ")

    series = Case.objects.values_list("series", flat=True)[0]
    assert taken == TakenBack(2, 3, ((series, 2020, 0),))
    cases = [
        (c.number, c.voided_on, c.void_reason, c.taken_back, c.version)
        for c in Case.objects.order_by("number")
    ]
    assert cases == [
        (3, TODAY, "別の年度の台帳", True, 2),
        (5, TODAY, "別の年度の台帳", True, 2),
    ]
    units = [(u.voided, u.taken_back, u.version) for u in Unit.objects.all()]
    assert units == [(True, True, 2)] * 3
    entries = told("take_back_run")
    assert [entry[0] for entry in entries] == [
        *(f"case:{case.pk}" for case in Case.objects.order_by("pk")),
        f"import_run:{run.pk}",
    ]
    assert entries[0][1:] == ({"on": "2021-07-01", "import_run": run.pk}, {})
    assert entries[-1][1:] == ({"n_cases": 2}, {"reason": "別の年度の台帳"})


def test_rows_as_written_stay_with_the_run(cast: Cast, run: ImportRun) -> None:
    undo(run, cast.records_officer)

    assert run.lines.count() == 3


def test_taken_back_is_seen_and_counted_nowhere(cast: Cast, run: ImportRun) -> None:
    kept = make_unit()
    undo(run, cast.records_officer)
    scope = Scope(2020, TODAY)

    for person in cast.everybody().values():
        assert not Unit.objects.visible_to(person, on=TODAY).exclude(pk=kept.pk)
        assert not Case.objects.visible_to(person, on=TODAY).exclude(pk=kept.case_id)
    assert list(scope.units(["public_records"])) == [kept]
    assert list(scope.units_by_case(["public_records"])) == [kept]
    assert not scope.refusals("public_records", ["partial"]).exists()


def test_numbers_are_free_again_and_no_gaps(cast: Cast, run: ImportRun) -> None:
    undo(run, cast.records_officer)

    assert gaps() == []
    assert [make_unit().number for _ in range(3)] == [1, 2, 3]
    assert gaps() == []


def test_number_given_out_since_stays(cast: Cast, run: ImportRun) -> None:
    since = make_unit()

    undo(run, cast.records_officer)

    assert since.number == 6
    assert make_unit().number == 7
    # 3 and 5 are free, 1, 2 and 4 were missing before
    assert gaps() == [(1, 2), (4, 4)]
    assert missing_numbers(Case.objects.all()) == gaps()


def test_ledger_can_be_taken_in_once_more(
    cast: Cast, run: ImportRun, tmp_path: Path
) -> None:
    undo(run, cast.records_officer)

    again = bring(tmp_path, request("第3号"), request("第5号", 所管課="道路課"))

    assert again.created == 2
    held = Case.objects.filter(taken_back=False).order_by("number")
    assert [(c.number, c.import_run) for c in held] == [(3, again), (5, again)]
    assert Counter.objects.get().last == 5


def test_only_that_run_is_taken_back(
    cast: Cast, run: ImportRun, tmp_path: Path
) -> None:
    bring(tmp_path, request("第7号"))

    undo(run, cast.records_officer)

    assert [c.number for c in Case.objects.filter(taken_back=False)] == [7]
    assert make_unit().number == 8


def noted(cast: Cast, folder: Path) -> None:
    unit = Unit.objects.get(number=5)
    add_note(unit=unit, text="x", by=cast.records_officer, on=TODAY, at=NOW)


def amended_by_a_ledger(cast: Cast, folder: Path) -> None:
    bring(folder, request("第5号", 請求者名="乙"), update=True)


def branched_by_a_ledger(cast: Cast, folder: Path) -> None:
    bring(folder, request("第5号", 請求者名="甲"), request("第5号の2", 所管課="道路課"))


@pytest.mark.parametrize("work", [noted, amended_by_a_ledger, branched_by_a_ledger])
def test_refused_when_a_case_was_worked_on(
    cast: Cast, run: ImportRun, tmp_path: Path, work: Change
) -> None:
    work(cast, tmp_path)

    with pytest.raises(CannotTakeBack, match="第5号") as refusal, transaction.atomic():
        undo(run, cast.records_officer)

    assert (refusal.value.code, refusal.value.numbers) == ("worked_on", ["第5号"])
    assert not Case.objects.exclude(voided_on=None).exists()
    assert told("take_back_run") == []


@pytest.mark.parametrize("work", [amended_by_a_ledger, branched_by_a_ledger])
def test_refused_for_the_run_that_changed_older_cases(
    cast: Cast, run: ImportRun, tmp_path: Path, work: Change
) -> None:
    work(cast, tmp_path)
    later = ImportRun.objects.exclude(pk=run.pk).get()
    Case.objects.filter(number=3).update(import_run=later)

    with pytest.raises(CannotTakeBack) as refusal:
        undo(later, cast.records_officer)

    assert (refusal.value.code, refusal.value.numbers) == ("amended_others", ["第5号"])


def test_looking_is_no_work(cast: Cast, run: ImportRun) -> None:
    reveal_requester(
        unit=Unit.objects.get(number=5),
        reason="通知の宛先",
        by=cast.division_staff,
        on=TODAY,
        at=NOW,
    )

    assert undo(run, cast.records_officer).n_cases == 2


def test_refused_while_an_appeal_concerns_it(
    cast: Cast, run: ImportRun, tmp_path: Path
) -> None:
    row = {
        "審査請求番号": "第1号",
        "審査請求日": "R2.9.1",
        "制度": "公文書公開",
        "原処分の受付番号": "令和2年度第3号",
    }
    path = write_csv(tmp_path / "審査請求.csv", grid(list(row), [row]))
    appeals = stored(take_in(path, AppealsLedger(municipality("nerima"))))
    assert Unit.objects.filter(appeals__isnull=False).count() == 1

    with pytest.raises(CannotTakeBack, match="第3号") as refusal:
        undo(run, cast.records_officer)

    assert refusal.value.code == "referred_to"
    undo(appeals, cast.board_secretariat)
    assert undo(run, cast.records_officer).n_cases == 2


def test_refused_a_second_time(cast: Cast, run: ImportRun) -> None:
    undo(run, cast.records_officer)

    with pytest.raises(CannotTakeBack) as refusal:
        undo(run, cast.records_officer)

    assert refusal.value.code == "taken_back_already"


def test_refused_without_reason_and_without_cases(cast: Cast, run: ImportRun) -> None:
    with pytest.raises(CannotTakeBack) as refusal:
        undo(run, cast.records_officer, " ")
    assert refusal.value.code == "no_reason"

    Case.objects.update(import_run=None)
    with pytest.raises(CannotTakeBack) as refusal:
        undo(run, cast.records_officer)
    assert refusal.value.code == "no_cases"


def test_not_for_everybody(cast: Cast, run: ImportRun) -> None:
    of_mayor = make_staff("of_mayor", Role.RECORDS_OFFICER, organ=cast.office.mayor)
    for person in (*cast.everybody().values(), of_mayor):
        if person == cast.records_officer:
            continue
        with pytest.raises(CannotTakeBack) as refusal:
            undo(run, person)
        assert refusal.value.code == "not_permitted", person

    assert not Case.objects.exclude(voided_on=None).exists()


def test_ten_numbers_are_named_and_the_rest_counted(cast: Cast, tmp_path: Path) -> None:
    run = bring(tmp_path, *(request(f"第{n}号") for n in range(1, 13)))
    for unit in Unit.objects.all():
        add_note(unit=unit, text="x", by=cast.records_officer, on=TODAY, at=NOW)

    with pytest.raises(CannotTakeBack, match="第10号ほか2件"):
        undo(run, cast.records_officer)


def test_progress_is_told(cast: Cast, run: ImportRun) -> None:
    steps: list[int] = []

    take_back_run(
        run=run,
        reason="x",
        by=cast.records_officer,
        on=TODAY,
        at=NOW,
        progress=steps.append,
    )

    assert steps == [2]


def test_cut_at_every_statement_leaves_nothing_and_the_next_all(
    cast: Cast, run: ImportRun
) -> None:
    def undone() -> None:
        undo(run, Staff.objects.get(pk=cast.records_officer.pk))

    before = dump(EVERYTHING)
    counter = Cut(ALIVE)
    with transaction.atomic():
        with connection.execute_wrapper(counter):
            undone()
        whole = dump(EVERYTHING)
        transaction.set_rollback(True)

    for k in range(1, counter.count + 1):
        with transaction.atomic():
            with pytest.raises(PowerCut), connection.execute_wrapper(Cut(k)):
                undone()
            assert dump(EVERYTHING) == before, k
            undone()
            assert dump(EVERYTHING) == whole, k
            transaction.set_rollback(True)
    assert whole != before
    assert counter.count >= 15
