"""The number of a session: per year, or running on through the years."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from appeals.models import BoardSession
from casework.ledger.findings import Report
from casework.operations.import_run import ImportOptions, LedgerFile, Task
from desk.ledgers import import_ledger
from desk.operations.prepare_office import prepare_office
from ordinances.loading import municipality
from tests.factories.cast import CLERK
from tests.factories.ledgers import grid, write_csv

pytestmark = pytest.mark.django_db

NERIMA = municipality("nerima")
AT = datetime(2021, 6, 1, 3, 0, tzinfo=UTC)


def take(folder: Path, number: str) -> Report:
    row = {"会議体": "審査会", "回": number, "開催日": "R2.9.1"}
    path = write_csv(folder / "会議.csv", grid(tuple(row), (row,)))
    prepare_office(municipality=NERIMA, by=CLERK, at=AT)
    task = Task(
        file=LedgerFile(path=path, name=path.name),
        options=ImportOptions(),
        by=CLERK,
        on=date(2021, 6, 1),
        at=AT,
    )
    return import_ledger(kind="board_sessions", task=task, municipality=NERIMA)


@pytest.mark.parametrize(("written", "number"), [("3", 3), ("第412回", 412)])
def test_board_session_is_taken_in_when_numbered_through_the_years(
    written: str, number: int, tmp_path: Path
) -> None:
    report = take(tmp_path, written)

    assert report.is_clean
    assert BoardSession.objects.get().number == number


@pytest.mark.parametrize("written", ["0", "2020", "三"])
def test_board_session_is_refused_when_its_number_is_none(
    written: str, tmp_path: Path
) -> None:
    report = take(tmp_path, written)

    assert [error.value for error in report.errors] == [written]
    assert not BoardSession.objects.exists()
