"""The printed look of a table, as texts in places: what page and paper show.

Nothing here knows addresses of pages: a number carries the key of its cell
(`annual.lines.Piece.address`), and a page turns it into a link, a paper not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from annual.cells import Address
from annual.lines import Line, line
from annual.sentences import Sentence
from annual.statement import StatementTable
from annual.tabulation import Cell
from ordinances.slots import Span
from ordinances.tables import Column, Label, Place, Row

NOT_AVAILABLE = "…"
NOT_APPLICABLE = "-"
# the slots of a printed row of figures: the number and its unit, twice
FIGURE_SLOTS = (("value", "unit"), ("secondary", "secondary_unit"))


@dataclass(frozen=True, slots=True)
class Head:
    """A heading cell; its pieces are the places where the print may break."""

    label: Label
    scope: str
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Body:
    """A printed row: its label and its cells."""

    label: Label
    cells: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table as it stands on the page.

    Attributes:
        statement_table: the table it prints.
        heads: the header rows; two when a column has a group above it.
        rows: the printed rows; empty where only sentences are printed.
    """

    statement_table: StatementTable
    heads: tuple[tuple[Head, ...], ...]
    rows: tuple[Body, ...]

    @property
    def id(self) -> str:
        """The id of the table, such as T01."""
        return self.statement_table.id

    @property
    def has_grid(self) -> bool:
        """Whether a table is printed, not only sentences."""
        return bool(self.heads)

    @property
    def before(self) -> tuple[Sentence, ...]:
        """The sentences above the table."""
        return self._at("before")

    @property
    def after(self) -> tuple[Sentence, ...]:
        """The sentences below the table."""
        return self._at("after")

    @property
    def bodies(self) -> dict[str, str]:
        """Row key → label: who a sentence of one row speaks of."""
        rows = self.statement_table.tabulation.rows
        return {row.key: row.label.text for row in rows}

    def _at(self, place: Place) -> tuple[Sentence, ...]:
        return tuple(s for s in self.statement_table.sentences if s.place == place)


def print_table(table: StatementTable) -> PrintedTable:
    """Lay a table out as the city prints it."""
    stub = table.definition.table.stub
    if stub is None:
        return PrintedTable(table, (), ())
    columns = _printed_columns(table)
    return PrintedTable(
        statement_table=table,
        heads=tuple(_heads(stub, columns)),
        rows=tuple(
            Body(row.label, tuple(_cell(table, row, column) for column in columns))
            for row in table.tabulation.rows
        ),
    )


def _printed_columns(table: StatementTable) -> tuple[Column, ...]:
    """The columns on paper; second figures stand in the cell of the first."""
    columns = table.tabulation.columns
    return columns[:1] if table.definition.table.draws_on == "figures" else columns


def _heads(stub: Label, columns: tuple[Column, ...]) -> Iterator[tuple[Head, ...]]:
    """One header row, or two: groups above, their columns below (R7)."""
    if not any(column.group for column in columns):
        yield Head(stub, "col"), *(Head(column.label, "col") for column in columns)
        return
    yield Head(stub, "col", rowspan=2), *_upper(columns)
    yield tuple(Head(column.label, "col") for column in columns if column.group)


def _upper(columns: tuple[Column, ...]) -> Iterator[Head]:
    for group, members in groupby(columns, key=lambda column: column.group):
        if group is None:
            for column in members:
                yield Head(column.label, "col", rowspan=2)
        else:
            yield Head(group, "colgroup", colspan=len(list(members)))


def _cell(table: StatementTable, row: Row, column: Column) -> Line:
    cells = table.tabulation.cells
    address = (row.key, column.key)
    if row.print_as is None or row.figures is None:
        cell = cells[address]
        return Line((Span(number_text(cell), "value"),), _link(address, cell))
    return _figures(row, {key: cells[row.key, key] for key in row.figures})


def _figures(row: Row, cells: dict[str, Cell]) -> Line:
    """Print a row of figures: 2,407 点（55件）."""
    slots: dict[str, object] = {}
    links: dict[str, Address] = {}
    for (column, cell), (value, unit) in zip(cells.items(), FIGURE_SLOTS, strict=False):
        recorded = cell.value is not None
        slots[value] = number_text(cell)
        slots[unit] = cell.unit if recorded else ""
        links |= {value: (row.key, column)} if recorded else {}
    return line(row.print_as or "", slots, links)


def number_text(cell: Cell) -> str:
    """Write a cell: a number with commas, or the sign of why there is none.

    Example:
        >>> number_text(Cell(1107)), number_text(Cell(None, "not_available"))
        ('1,107', '…')
    """
    if cell.value is not None:
        return f"{cell.value:,}"
    return NOT_APPLICABLE if cell.status == "not_applicable" else NOT_AVAILABLE


def _link(address: Address, cell: Cell) -> dict[str, Address]:
    return {} if cell.value is None else {"value": address}
