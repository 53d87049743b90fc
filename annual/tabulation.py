"""A table with its numbers: what stands in which cell, and why one is empty."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from annual.cells import Address, YearCells
from annual.definitions import Definition
from ordinances.tables import Column, Row

Status = Literal["not_available", "not_applicable"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A number, or the reason why there is none. A blank does not exist."""

    value: int | None
    status: Status | None = None
    unit: str | None = None
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Tabulation:
    """The numbers of one table.

    Attributes:
        definition: the declaration.
        columns: the columns that stand, extra ones only when not zero.
        rows: the rows that stand.
        cells: every cell of them.
        total: what the caption counts, on the second path; None if no total
            may be printed.
        subtotal: the table's own sum where it is told beside the total.
    """

    definition: Definition
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    cells: Mapping[Address, Cell]
    total: int | None
    subtotal: int | None

    def value(self, row: str, column: str) -> int:
        """Return a number; 0 never stands for one that is missing.

        Raises:
            KeyError: there is no such cell, or nothing was recorded in it.
        """
        value = self.cells[row, column].value
        if value is None:
            raise KeyError((row, column))
        return value

    @property
    def sum(self) -> int:
        """All numbers of the table together."""
        return sum(cell.value or 0 for cell in self.cells.values())

    def by_column(self) -> Mapping[str, int]:
        """Return the sum of each column, in printed order."""
        return {
            column.key: sum(self.value(row.key, column.key) for row in self.rows)
            for column in self.columns
        }

    def with_value(self, row: str, column: str, value: int) -> "Tabulation":
        """Return a copy in which one number is another."""
        changed = replace(self.cells[row, column], value=value)
        return replace(self, cells={**self.cells, (row, column): changed})


def tabulate(definition: Definition, year: YearCells) -> Tabulation:
    """Fill one table.

    Args:
        definition: the declaration.
        year: the cells of the year.
    """
    table = definition.table
    numbers = year.query(definition).numbers()
    occurring = [address for address, n in numbers.items() if n]
    rows = tuple(r for r in table.rows if _stands(r, {row for row, _ in occurring}))
    columns = tuple(c for c in table.columns if _stands(c, {c for _, c in occurring}))
    tabulation = Tabulation(
        definition=definition,
        columns=columns,
        rows=rows,
        cells={
            (row.key, column.key): _cell(definition, year, numbers, row, column)
            for row in rows
            for column in columns
        },
        total=year.controls.total(definition.kind) if table.total_of else None,
        subtotal=None,
    )
    return (
        replace(tabulation, subtotal=tabulation.sum) if table.subtotal else tabulation
    )


def _stands(part: Column | Row, occurring: set[str]) -> bool:
    return part.shown == "always" or part.key in occurring


def _cell(
    definition: Definition,
    year: YearCells,
    numbers: Mapping[Address, int | None],
    row: Row,
    column: Column,
) -> Cell:
    address = (row.key, column.key)
    if address not in numbers:
        return Cell(None, "not_applicable", measure=definition.table.measure)
    value = numbers[address]
    status: Status | None = "not_available" if value is None else None
    if row.figures is None:
        table = definition.table
        return Cell(value, status, table.unit, table.measure)
    figure = year.definitions.rules.figure(row.figures[column.key])
    return Cell(value, status, figure.unit, figure.key)
