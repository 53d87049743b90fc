"""What one process does to the database: rightly, or with a guard switched off."""

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from multiprocessing.synchronize import Barrier

from django.db import IntegrityError, OperationalError, connection, transaction

from casework.intake import Intake
from casework.operations import number
from casework.operations.open_case import open_case
from ordinances.fiscal_years import fiscal_year_of
from tests.factories.cases import intake
from tests.factories.cast import CLERK
from tests.live.plans import DAYS, KINDS, Plan, Step

# one minute before the fiscal year turns in Tokyo; in UTC it has hours to go
AT = datetime(2020, 3, 31, 14, 59, tzinfo=UTC)
PATIENCE_SECONDS = 60
GIVEN = 5
REFUSED = 3
MAKE_TABLE = (
    "CREATE TABLE live_number (kind VARCHAR(20), fiscal_year INTEGER, number INTEGER)"
)
WRITE = "INSERT INTO live_number (kind, fiscal_year, number) VALUES (%s, %s, %s)"
HIGHEST = (
    "SELECT COALESCE(MAX(number), 0) FROM live_number "
    "WHERE kind = %s AND fiscal_year = %s"
)
Work = Callable[[Plan, Barrier | None], None]


class Aborted(Exception):
    """Something went wrong after the number was taken."""


def take_by_plan(plan: Plan, start: Barrier | None) -> None:
    """Take the numbers of a plan, all processes at once."""
    _ready(start)
    for step in plan:
        while not _had_its_turn(step):
            continue


def read_the_highest(plan: Plan, start: Barrier | None) -> None:
    """Take the highest number plus one: what the counter's lock is there for."""
    kind, fiscal_year = KINDS[0], fiscal_year_of(DAYS[0])
    with connection.cursor() as cursor:
        cursor.execute(HIGHEST, [kind, fiscal_year])
        given = int(cursor.fetchone()[0]) + 1
        _ready(start)
        cursor.execute(WRITE, [kind, fiscal_year, given])


def take_before_the_transaction(plan: Plan, start: Barrier | None) -> None:
    """Take numbers outside the transaction that may be rolled back."""
    for step in plan:
        given = number.take(series=_series(step), fiscal_year=_year(step))
        try:
            with transaction.atomic():
                _write(step, given)
                _end(step)
        except Aborted:
            # nobody commits before everybody has aborted
            _ready(start)


def open_with_given_number(plan: Plan, start: Barrier | None) -> None:
    """Open a case with the number that everybody gives."""
    facts = replace(_intake(KINDS[0], DAYS[1]), number=GIVEN)
    _ready(start)
    try:
        open_case(intake=facts, by=CLERK, at=AT)
    except IntegrityError:
        raise SystemExit(REFUSED) from None


def _had_its_turn(step: Step) -> bool:
    """Do one transaction; tell whether it could begin.

    SQLite knows no queue: among processes that never pause one may find the file
    locked for all of its twenty seconds. Nothing was begun then, and an officer
    would try again.
    """
    try:
        with transaction.atomic():
            _take(step)
            _end(step)
    except Aborted:
        return True
    except OperationalError as error:
        if str(error) != "database is locked":
            raise
        return False
    return True


def _take(step: Step) -> None:
    if step.is_case:
        facts = _intake(step.kind, step.received_on)
        open_case(intake=facts, by=CLERK, at=AT)
    else:
        _write(step, number.take(series=_series(step), fiscal_year=_year(step)))


def _write(step: Step, given: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [step.kind, _year(step), given])


def _end(step: Step) -> None:
    if step.ending == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if step.ending == "abort":
        raise Aborted


def _ready(start: Barrier | None) -> None:
    """Open the connection, then wait until everybody has opened one."""
    connection.ensure_connection()
    if start is not None:
        start.wait(PATIENCE_SECONDS)


@cache
def _intake(kind: str, received_on: date) -> Intake:
    return intake(kind=kind, received_on=received_on)


def _series(step: Step) -> str:
    return _intake(step.kind, step.received_on).pack.series


def _year(step: Step) -> int:
    return fiscal_year_of(step.received_on)
