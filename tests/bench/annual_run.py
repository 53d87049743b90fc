"""What the process of `annual` does: fill an office, then take turns.

It prints the seconds of every turn as JSON. Both sides must give the same
numbers, or nothing is printed.
"""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annual.cells import YearCells
from annual.definitions import definitions_of
from annual.statement import Statement, annual_statement
from casework.models import Unit
from tests.annual.builders import officer
from tests.bench import annual_sql
from tests.bench.annual_office import fill
from tests.bench.annual_sql import Cells
from tests.bench.report import clock

TOWN, YEAR, AS_OF = "nerima", 2020, date(2021, 5, 31)
PAGE = f"/annual/{YEAR}/?as_of={AS_OF.isoformat()}"


@dataclass(slots=True)
class Turns:
    """Seconds of every turn, and how many statements a turn takes.

    Attributes:
        numbers: The cells of every table, and the appeals.
        statement: The statement: cells, captions, sentences, identities.
        page: The page, from the request to the answer.
        sql: The cells and the appeals in SQL written by hand.
        sql_twice: The same and the second path of the identities.
        n_statements: Statements by what asks them.
        units: Units in the database, and in the year.
    """

    numbers: list[float] = field(default_factory=list)
    statement: list[float] = field(default_factory=list)
    page: list[float] = field(default_factory=list)
    sql: list[float] = field(default_factory=list)
    sql_twice: list[float] = field(default_factory=list)
    n_statements: dict[str, int] = field(default_factory=dict)
    units: tuple[int, int] = (0, 0)


def main(arguments: Sequence[str]) -> None:
    """Fill the office of the settings and measure."""
    n_units, repeats = map(int, arguments)
    with transaction.atomic():
        fill(n_units)
    if connection.vendor == "postgresql":
        # what the server does by itself within minutes
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    compare()
    sys.stdout.write(json.dumps(asdict(take_turns(repeats))))


def take_turns(repeats: int) -> Turns:
    """Let every side answer in turn, once before the clock runs."""
    client = Client()
    client.force_login(officer())
    asked: dict[str, Callable[[], object]] = {
        "numbers": numbers,
        "sql": lambda: annual_sql.tables(YEAR, AS_OF),
        "statement": statement,
        "sql_twice": sql_twice,
        "page": lambda: client.get(PAGE),
    }
    turns = Turns()
    for name, act in asked.items():
        with CaptureQueriesContext(connection) as queries:
            act()
        turns.n_statements[name] = len(queries)
    # the bare driver is not seen by Django
    turns.n_statements["sql"] = len(annual_sql.TABLES)
    turns.n_statements["sql_twice"] = len(annual_sql.TABLES + annual_sql.SECOND_PATH)
    for _ in range(repeats):
        for name, act in asked.items():
            spent, _answer = clock(act)
            getattr(turns, name).append(spent)
    turns.units = (Unit.objects.count(), Unit.objects.filter(fiscal_year=YEAR).count())
    return turns


def numbers() -> Cells:
    """Return what the tables' own queries count, the appeals with them."""
    cells = YearCells(definitions_of(TOWN, YEAR), as_of=AS_OF)
    found: Cells = {}
    for definition in cells.definitions:
        if definition.id != "T32":
            for (row, column), n in cells.query(definition).numbers().items():
                found[definition.id, row, column] = n or 0
    for (against, _kind), n in cells.appeals.items():
        found["appeals", against, ""] = found.get(("appeals", against, ""), 0) + n
    return found


def statement() -> Statement:
    """Return the statement the page shows."""
    return annual_statement(municipality=TOWN, fiscal_year=YEAR, as_of=AS_OF)


def sql_twice() -> tuple[Cells, Cells]:
    """Return both paths, by hand."""
    first = annual_sql.tables(YEAR, AS_OF)
    return first, annual_sql.second_path(YEAR, AS_OF)


def compare() -> None:
    """Hold the product against the SQL.

    Raises:
        AssertionError: A number differs, or an identity does not hold.
    """
    by_hand, again = sql_twice()
    assert {key: n for key, n in numbers().items() if n} == by_hand
    shown = statement()
    assert all(table.is_ok for table in shown)
    printed = {
        (table.id, row, column): cell.value
        for table in shown
        for (row, column), cell in table.tabulation.cells.items()
        if cell.value and table.id != "T32"
    }
    assert printed == {k: n for k, n in by_hand.items() if k[0] != "appeals"}
    t01 = sum(n for (kind, *_), n in again.items() if kind == "public_records")
    t03 = sum(n for (kind, *_), n in again.items() if kind == "self_info")
    totals = (shown["T01"].tabulation.total, shown["T03"].tabulation.total)
    assert totals == (t01, t03)
    rests_on = {on: n for (path, on, _), n in again.items() if path == "refusals"}
    refusals = next(c for c in shown["T02"].checks if c.op == "==")
    assert refusals.left == rests_on.get("ground", 0) + rests_on.get("reason", 0)
