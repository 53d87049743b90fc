"""The statement as tidy rows: one row per cell, the same columns every year.

CSV and workbooks write these rows and no others.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from annual.statement import Statement, StatementTable
from ordinances.fiscal_years import fiscal_year_label
from ordinances.tables import Column, Row


@dataclass(frozen=True, slots=True)
class TidyRow:
    """One cell of one table. `value` is a number, or None with a status."""

    area_code: str
    area_name: str
    fiscal_year: int
    era_year: str
    period_from: str
    period_to: str
    as_of: str
    basis: str
    table_id: str
    row_key: str
    row_label: str
    column_key: str
    column_label: str
    measure: str
    unit: str
    value: int | None
    obs_status: str
    edition: str

    def values(self) -> tuple[str | int | None, ...]:
        """Return the values in column order."""
        return tuple(getattr(self, name) for name in COLUMNS)


COLUMNS = tuple(field.name for field in fields(TidyRow))


def tidy_rows(statement: Statement) -> Iterator[TidyRow]:
    """Yield every cell of every table, in printed order."""
    for table in statement:
        for row in table.tabulation.rows:
            for column in table.tabulation.columns:
                yield _tidy(statement, table, row, column)


def _tidy(
    statement: Statement, table: StatementTable, row: Row, column: Column
) -> TidyRow:
    town, period = statement.municipality, statement.definitions.period
    cell = table.tabulation.cells[row.key, column.key]
    first_on = table.stock_on or period.first_on
    last_on = table.stock_on or period.last_on
    return TidyRow(
        area_code=town.area_code,
        area_name=town.area_name,
        fiscal_year=statement.fiscal_year,
        era_year=fiscal_year_label(statement.fiscal_year, "half"),
        period_from=first_on.isoformat(),
        period_to=last_on.isoformat(),
        as_of=statement.as_of.isoformat(),
        basis=table.definition.table.basis,
        table_id=table.id,
        row_key=row.key,
        row_label=row.label.text,
        column_key=column.key,
        column_label=column.flat_label,
        measure=cell.measure,
        unit=cell.unit or "",
        value=cell.value,
        obs_status=cell.status or "",
        edition="",
    )
