"""`./hiroba run` with its worker, and without one: a large ledger comes in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.config.officer import Officer
from tests.config.served import Served, started
from tests.journeys.server import database_address, environment, manage

pytestmark = pytest.mark.live
LOGIN, PASSWORD = "officer", "correct horse battery"
ROWS = 3_001
NO_WORKER = "ウェブサーバー自身が処理を行います"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "an office"
    made.mkdir()
    return made


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    with database_address(folder) as found:
        yield found


def take_in(office: Served, folder: Path, address: str) -> tuple[str, str]:
    """Take a large ledger in; return the page of its job at first and at last."""
    env = {**environment(folder, address), "HIROBA_PASSWORD": PASSWORD}
    account = ["--login", LOGIN, "--name", "担当", "--role", "records_officer"]
    manage(env, "create_staff", *account)
    officer = Officer(office.address)
    page = officer.open("sign-in/")
    officer.send(page, "sign-in/", {"username": LOGIN, "password": PASSWORD})
    lines = [f"令和2年度 第{n}号,R2.6.1,区長,総務課,公園" for n in range(1, ROWS + 1)]
    text = "\n".join(["受付番号,受付日,実施機関,所管課,件名", *lines])
    report = officer.bring(officer.open("import/"), text)
    first = officer.send(report, f"{officer.at}commit/", {})
    return first, officer.watch()


def test_worker_of_the_run_takes_a_large_ledger_in(folder: Path, address: str) -> None:
    with started(folder, "--empty", address=address) as office:
        office.wait_ready()

        first, last = take_in(office, folder, address)

        assert NO_WORKER not in first
        assert "notice--success" in last
        assert "3,001" in last
        assert "Traceback" not in office.said()


@pytest.mark.once
def test_run_without_a_worker_takes_it_in_and_says_so(
    folder: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HIROBA_BROKER", "none")
    with started(folder, "--empty", address=address) as office:
        office.wait_ready()

        first, last = take_in(office, folder, address)

        assert NO_WORKER in first
        assert "notice--success" in last
        assert "3,001" in last
        assert not (folder / "logs").exists()
