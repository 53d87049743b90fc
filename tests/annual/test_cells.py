"""Every number opens to exactly what it counts, in a constant number of queries."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annual.cells import ALL, APPEALS, SENTENCES, YearCells
from annual.definitions import Definition, definitions_of
from annual.models import Figure
from annual.statement import fill_statement
from tests.annual.builders import (
    AS_OF,
    JUNE,
    Lot,
    add,
    add_appeals,
    add_figure,
    add_sessions,
)

SELF_INFO = ("full", "partial", "withdrawn", None)
LATE = date(2021, 6, 1)


def year_cells() -> YearCells:
    return YearCells(definitions_of("nerima", 2020), as_of=AS_OF)


def busy_year() -> None:
    """Put something into every kind of cell, and neighbours that must not leak."""
    grounds = [["personal"], ["personal", "legal"], ["abuse_of_right"]]
    add(Lot(outcome="partial"), 3, grounds)
    add(Lot(outcome="partial", outcome_on=LATE), 2, [["personal"], ["legal"]])
    add(Lot(outcome="partial", received_on=date(2021, 4, 1)), 1, [["personal"]])
    add(Lot(outcome="partial", voided=True), 1, [["personal"]])
    add(Lot(outcome="existence_refused"), 2, [["personal"]])
    for outcome in ("full", "absent", "withdrawn", "inadmissible", "transferred"):
        add(Lot(outcome=outcome), 2)
    for self_info in SELF_INFO:
        add(Lot(kind="self_info", outcome=self_info), 2, [["personal"]])
    for kind in ("correction_deletion", "provision_cessation"):
        add(Lot(kind="self_info", request_kind=kind, outcome="rejected"), 3)
    add_appeals(3, "public_records", "disclosure")
    add_appeals(2, "self_info", "disclosure")
    add_appeals(1, "public_records", on=LATE)
    add_sessions("review_board", [JUNE, LATE, date(2020, 7, 1)])
    add_figure("visitors", 4, on=JUNE)
    add_figure("visitors", 6, on=date(2020, 6, 2))
    add_figure("visitors", 9, on=LATE)
    add_figure("open_shelf_items", 4, on=JUNE)
    add_figure("open_shelf_items", 6, on=date(2020, 6, 2))
    add_figure("visitors", 99, fiscal_year=2019)


def cells_of(year: YearCells) -> Iterator[tuple[Definition, str, str, int | None]]:
    for definition in year.definitions:
        for (row, column), number in year.query(definition).numbers().items():
            yield definition, row, column, number


@pytest.mark.django_db
def test_list_behind_every_cell_is_its_number() -> None:
    busy_year()
    year = year_cells()

    for definition, row, column, number in cells_of(year):
        behind = list(year.behind(definition, row, column))
        found: int | None = len(behind)
        match definition.table.draws_on:
            case "figures":
                values = [row.value for row in behind if isinstance(row, Figure)]
                found = sum(values) if values else None
            case "prices":
                found = next(
                    price.yen for price in year.definitions.prices if price in behind
                )
            case _:
                assert len(set(behind)) == len(behind)
        assert found == number, (definition.id, row, column)


@pytest.mark.django_db
def test_list_behind_totals_and_sentences_is_their_number() -> None:
    busy_year()
    year = year_cells()
    statement = fill_statement(year)

    for table in statement:
        if table.tabulation.total is not None:
            behind = list(year.behind(table.definition, ALL, ALL))
            assert len(behind) == table.tabulation.total
    appeals = [
        len(list(year.behind(year.definitions[table], SENTENCES, APPEALS)))
        for table in ("T01", "T03")
    ]
    assert appeals == [3, 2]
    texts = [statement[table].sentences[-1].line.slot("n") for table in ("T01", "T03")]
    assert texts == ["３", "2"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("table", "row", "column"),
    [
        ("T01", "count", "nonsense"),
        ("T01", "nonsense", "full"),
        ("T02", ALL, ALL),
        ("T02", SENTENCES, APPEALS),
        ("T05", "mayor", "board_sessions"),
        ("T06", "visitors", "secondary"),
        ("T32", "nonsense", "price"),
    ],
)
def test_no_list_when_the_table_has_no_such_number(
    table: str, row: str, column: str
) -> None:
    year = year_cells()

    with pytest.raises(KeyError):
        year.behind(year.definitions[table], row, column)


def _statements_of_the_year() -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        fill_statement(year_cells())
    return [query["sql"] for query in queries.captured_queries]


@pytest.mark.django_db
def test_statements_do_not_grow_with_the_number_of_cases() -> None:
    add(Lot(outcome="partial"), 1, [["personal"]])
    add_figure("visitors", 1)
    few = _statements_of_the_year()

    add(Lot(outcome="partial"), 999, [["personal", "legal"]] * 999)
    many = _statements_of_the_year()

    of_units = [sql for sql in many if "casework_unit" in sql]
    assert len(few) == len(many) == 6
    assert len(of_units) == 4


@pytest.mark.django_db
def test_each_table_alone_is_one_statement() -> None:
    for definition in definitions_of("nerima", 2020):
        with CaptureQueriesContext(connection) as queries:
            year_cells().query(definition).numbers()
        expected = 0 if definition.id == "T32" else 1
        assert len(queries) == expected, definition.id
