"""An import that dies anywhere has written nothing, and comes in the next time."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection, transaction

from casework.models import Unit
from disclosure.ledger_import import DisclosureLedger
from tests.casework.ledger.killed_import import PREPARE
from tests.factories.cast import make_office
from tests.factories.dumps import EVERYTHING, Dump, dump
from tests.factories.ledgers import DISCLOSURE, grid, request, take_in, write_csv
from tests.factories.power_cut import Cut, PowerCut
from tests.sizes import pick

ROOT = Path(__file__).resolve().parents[3]
PARTIAL = {"決定区分": "部分公開", "決定日": "R2.6.9", "非公開理由": "1号"}
ROWS = [
    request("第1号", **PARTIAL, 公開日="R2.6.20", 請求者名="甲"),
    request("第1号の2", 所管課="道路課", 延長後期限="R2.7.15"),
    request("第3号", 決定区分="取下げ", 決定日="R2.6.9"),
    request("第4号", 決定区分="移送", 決定日="R2.6.9"),
]
ALIVE = 10**9
PROGRAM = (
    "import sys, django; django.setup(); "
    "from tests.casework.ledger.killed_import import main; main(sys.argv[1:])"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "台帳.csv", grid(DISCLOSURE, ROWS))


@pytest.mark.django_db
def test_cut_at_every_statement_leaves_nothing_and_the_next_run_all(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casework.operations.import_units.CHUNK", 2)
    make_office()
    before = dump(EVERYTHING)
    whole, n_statements = _undisturbed(path)

    for k in range(1, n_statements + 1):
        with transaction.atomic():
            with pytest.raises(PowerCut), connection.execute_wrapper(Cut(k)):
                take_in(path, DisclosureLedger())
            assert dump(EVERYTHING) == before, k
            take_in(path, DisclosureLedger())
            assert dump(EVERYTHING) == whole, k
            transaction.set_rollback(True)
    assert n_statements >= 30


@pytest.mark.django_db
def test_each_chunk_takes_the_same_number_of_statements(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casework.operations.import_units.CHUNK", 100)
    make_office()
    counts = []
    for n_rows in (100, 200, 300):
        rows = [request(f"第{n}号", **PARTIAL) for n in range(1, n_rows + 1)]
        path = write_csv(tmp_path / f"{n_rows}.csv", grid(DISCLOSURE, rows))
        counter = Cut(ALIVE)
        with transaction.atomic():
            with connection.execute_wrapper(counter):
                take_in(path, DisclosureLedger())
            transaction.set_rollback(True)
        counts.append(counter.count)

    assert counts[1] - counts[0] == counts[2] - counts[1]


@pytest.mark.django_db
def test_cut_at_every_statement_of_an_amendment(path: Path, tmp_path: Path) -> None:
    make_office()
    take_in(path, DisclosureLedger())
    rows = [
        {**ROWS[0], "決定区分": "非公開", "公開日": "", "請求者名": "乙"},
        *ROWS[1:],
    ]
    changed = write_csv(tmp_path / "b.csv", grid(DISCLOSURE, rows))
    before = dump(EVERYTHING)
    whole, n_statements = _undisturbed(changed)

    for k in range(1, n_statements + 1):
        with transaction.atomic():
            with pytest.raises(PowerCut), connection.execute_wrapper(Cut(k)):
                take_in(changed, DisclosureLedger(), update=True)
            assert dump(EVERYTHING) == before, k
            transaction.set_rollback(True)
    assert whole != before
    assert n_statements > 20


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with an office and no case."""
    database = tmp_path_factory.mktemp("prepared") / "office.sqlite3"
    result = _start(database, PREPARE)
    assert result.returncode == 0, result.stderr
    return database


@pytest.mark.live
@pytest.mark.once
def test_killed_process_leaves_nothing_and_the_next_run_all(
    path: Path, tmp_path: Path, prepared: Path
) -> None:
    empty = _dump_of(prepared)
    whole, n_statements = _lives(_copy(prepared, tmp_path, "undisturbed"), path)

    for share in pick(quick=(0.5, 0.95), full=(0.2, 0.5, 0.8, 0.95)):
        fresh = _copy(prepared, tmp_path, str(share))
        killed = _start(fresh, str(path), str(int(n_statements * share)))

        assert killed.returncode == -9
        assert _dump_of(fresh) == empty
        assert _lives(fresh, path)[0] == whole


@pytest.mark.live
@pytest.mark.once
def test_without_the_transaction_a_kill_leaves_half_a_ledger(
    path: Path, tmp_path: Path, prepared: Path
) -> None:
    database = _copy(prepared, tmp_path, "half")

    killed = _start(database, str(path), "30", "--without-atomic")

    assert killed.returncode == -9
    assert _dump_of(database) != _dump_of(prepared)


def _undisturbed(path: Path) -> tuple[Dump, int]:
    """Return what the import leaves and how many statements it takes."""
    counter = Cut(ALIVE)
    with transaction.atomic():
        with connection.execute_wrapper(counter):
            take_in(path, DisclosureLedger(), update=True)
        whole = dump(EVERYTHING)
        assert Unit.objects.count() == len(ROWS)
        transaction.set_rollback(True)
    return whole, counter.count


def _copy(prepared: Path, folder: Path, name: str) -> Path:
    return Path(shutil.copy(prepared, folder / f"{name}.sqlite3"))


def _lives(database: Path, path: Path) -> tuple[Dump, int]:
    result = _start(database, str(path), str(ALIVE))
    assert result.returncode == 0, result.stderr
    n_statements, whole = json.loads(result.stdout)
    return whole, n_statements


def _dump_of(database: Path) -> Dump:
    result = _start(database, "-", "0")
    assert result.returncode == 0, result.stderr
    dumped: Dump = json.loads(result.stdout)[1]
    return dumped


def _start(database: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "TEST_DATABASE_URL": f"sqlite:///{database}",
    }
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
