"""An office with so many units that only SQL can write them: copies of one request.

Every row is a copy of one that came through `open_case`, with other numbers, days
and states. One unit of twenty waits; of those some are suspended, unknown, in
approval or without a handler.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from django.core.management.color import no_style
from django.db import connection, models

from casework.models import Case, ClockEvent, Party, Unit
from offices.models import Division, Role, Staff
from tests.factories.cases import intake, make_unit
from tests.factories.cast import SINCE, make_office, make_staff

WRITTEN: tuple[type[models.Model], ...] = (Case, Unit, Party, ClockEvent)
DIVISIONS = 50
STAFF = 100
# keys of copies begin here
BASE = 1_000_000
FIRST = date(2013, 4, 1)
DAYS = 3650
ONE_WAITS_OF = 20
SERIES = """
WITH RECURSIVE series(i) AS (
    SELECT 1 UNION ALL SELECT i + 1 FROM series WHERE i < {n}
)
"""


def fill(n_units: int, *, on: date) -> Staff:
    """Write the units and return the records officer.

    Args:
        n_units: How many.
        on: The day about which the due dates lie.
    """
    office = make_office()
    officer = make_staff("officer", Role.RECORDS_OFFICER)
    make_staff("clerk", Role.DIVISION_STAFF, division=office.general_affairs)
    divisions = Division.objects.bulk_create(
        Division(organ=office.mayor, code=f"d{n}", name=f"第{n}課", valid_from=SINCE)
        for n in range(DIVISIONS - 1)
    )
    first_division = min(d.pk for d in (*divisions, office.general_affairs))
    first_staff = min(make_staff(f"handler{n}").pk for n in range(STAFF))
    unit = make_unit(intake(requester="見本 太郎", subject="道路台帳の写し"))
    made = {
        "division_id": f"{first_division} + i % {DIVISIONS}",
        "handler_id": "CASE WHEN i % 3 = 0 THEN NULL "
        f"ELSE {first_staff} + i % {STAFF} END",
    }
    of_case = {"case_id": f"{BASE} + i"}
    event = ClockEvent.objects.get(case=unit.case)
    with _loading():
        _copy(Case, unit.case_id, n_units, _case())
        _copy(Unit, unit.pk, n_units, {**_unit(on), **made})
        _copy(Party, unit.case.parties.get().pk, n_units, of_case)
        _copy(ClockEvent, event.pk, n_units, of_case)
    _tidy()
    return officer


def _case() -> dict[str, str]:
    return {
        "number": "100 + i",
        "number_text": "'令和2年度 第' || (100 + i) || '号'",
        "folded_number": "'令和2年度 第' || (100 + i) || '号'",
        "received_on": _day(FIRST, f"i % {DAYS} * 7919 % {DAYS}"),
        "fiscal_year": f"2013 + i % {DAYS} * 7919 % {DAYS} / 365",
    }


def _unit(on: date) -> dict[str, str]:
    """Return the columns of a copy; where it waits, where it ended."""
    received = _day(FIRST, f"i % {DAYS} * 7919 % {DAYS}")
    waits = f"i % {ONE_WAITS_OF} = 0"
    which = f"i / {ONE_WAITS_OF} % 10"
    due = _day(on, f"i / {ONE_WAITS_OF} * 31 % 120 - 30")
    return {
        "case_id": f"{BASE} + i",
        "number": "100 + i",
        "fiscal_year": f"2013 + i % {DAYS} * 7919 % {DAYS} / 365",
        "received_on": received,
        "phase": f"CASE WHEN NOT {waits} THEN 'closed' "
        f"WHEN {which} < 4 THEN 'received' "
        f"WHEN {which} < 8 THEN 'examination' ELSE 'approval' END",
        "clock_state": f"CASE WHEN NOT {waits} THEN 'stopped' "
        f"WHEN {which} = 0 THEN 'suspended' WHEN i % 1000 = 0 THEN 'unknown' "
        "ELSE 'running' END",
        "due_on": f"CASE WHEN {waits} THEN {due} "
        f"ELSE {_day(FIRST, f'i % {DAYS} * 7919 % {DAYS} + 15')} END",
        "outcome": f"CASE WHEN {waits} THEN NULL WHEN i % 3 = 0 THEN 'absent' "
        "ELSE 'full' END",
        "outcome_on": f"CASE WHEN {waits} THEN NULL "
        f"ELSE {_day(FIRST, f'i % {DAYS} * 7919 % {DAYS} + 10')} END",
    }


def _day(first: date, days: str) -> str:
    if connection.vendor == "postgresql":
        return f"(DATE '{first.isoformat()}' + ({days}))"
    return f"date('{first.isoformat()}', ({days}) || ' days')"


def _copy(
    model: type[models.Model], pk: int, n_units: int, changed: Mapping[str, str]
) -> None:
    """Copy one row n times with some columns changed."""
    table = model._meta.db_table
    columns = [str(f.column) for f in model._meta.concrete_fields if not f.generated]
    values = {column: f't."{column}"' for column in columns}
    values |= {"id": f"{BASE} + i", **changed}
    names = ", ".join(f'"{name}"' for name in values)
    _run(
        f'INSERT INTO "{table}" ({names}) {SERIES.format(n=n_units)} '  # noqa: S608 - numbers and names of this file
        f'SELECT {", ".join(values.values())} FROM "{table}" t, series '
        f"WHERE t.id = {int(pk)}"
    )


@contextmanager
def _loading() -> Iterator[None]:
    """Take the indexes away and build them again, as one does for a large load."""
    found = list(_indexes())
    for name, _definition in found:
        _run(f'DROP INDEX "{name}"')
    yield
    if connection.vendor == "postgresql":
        # an index cannot be built while a reference waits to be checked
        _run("SET CONSTRAINTS ALL IMMEDIATE")
    for _name, definition in found:
        _run(definition)


def _indexes() -> Iterator[tuple[str, str]]:
    """Yield name and definition of every index that is no constraint."""
    statement = (
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s "
        "AND indexname NOT IN (SELECT conname FROM pg_constraint)"
        if connection.vendor == "postgresql"
        else "SELECT name, sql FROM sqlite_master "
        "WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL"
    )
    for model in WRITTEN:
        with connection.cursor() as cursor:
            cursor.execute(statement, [model._meta.db_table])
            yield from cursor.fetchall()


def _tidy() -> None:
    """Do what a server does by itself within minutes."""
    for statement in connection.ops.sequence_reset_sql(no_style(), [*WRITTEN]):
        _run(statement)
    _run("ANALYZE")


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
