"""The annual statement (運用状況の公表): every table of a year, filled.

`annual_statement` is the one door. It joins the declarations with the cells,
then adds the sentences and the identities; every output renders what it
returns and adds no number of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from annual.cells import ALL, YearCells
from annual.definitions import Counting, Definition, YearDefinitions, definitions_of
from annual.identities import Check, checks_of
from annual.lines import Line, line
from annual.sentences import Sentence, notes_of, sentences_of
from annual.tabulation import Tabulation, tabulate
from ordinances.schema import Municipality
from ordinances.slots import EraYear, FiscalYear, Numeral

BASIS = "received"


@dataclass(frozen=True, slots=True)
class StatementTable:
    """One table, complete.

    Attributes:
        tabulation: columns, rows, numbers, total.
        caption: the printed caption, None where none is printed.
        unit_line: unit and year as printed, None where none is printed.
        stock_on: the day of a stock, None for what counts a year.
        notes: below the table, as printed.
        sentences: in reading order.
        checks: the identities, evaluated.
    """

    tabulation: Tabulation
    caption: Line | None
    unit_line: str | None
    stock_on: date | None
    notes: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    checks: tuple[Check, ...]

    @property
    def definition(self) -> Definition:
        """The declaration."""
        return self.tabulation.definition

    @property
    def id(self) -> str:
        """The id of the table, such as T01."""
        return self.definition.id

    @property
    def is_ok(self) -> bool:
        """Whether every identity of the table holds."""
        return all(check.ok for check in self.checks)


@dataclass(frozen=True, slots=True)
class Statement:
    """All tables of one fiscal year on one day."""

    definitions: YearDefinitions
    as_of: date
    tables: tuple[StatementTable, ...]

    def __iter__(self) -> Iterator[StatementTable]:
        return iter(self.tables)

    def __getitem__(self, table_id: str) -> StatementTable:
        return {table.id: table for table in self}[table_id]

    @property
    def fiscal_year(self) -> int:
        """The fiscal year, by the calendar year of its April."""
        return self.definitions.period.fiscal_year

    @property
    def municipality(self) -> Municipality:
        """Whose statement this is."""
        return self.definitions.municipality

    @property
    def counting(self) -> Counting:
        """What one 件 is."""
        return self.definitions.counting

    @property
    def is_ok(self) -> bool:
        """Whether every identity holds."""
        return all(table.is_ok for table in self)

    def only(self, table_ids: Sequence[str]) -> "Statement":
        """Keep some tables; what they hold against others stays computed."""
        return replace(self, tables=tuple(t for t in self if t.id in table_ids))


def annual_statement(*, municipality: str, fiscal_year: int, as_of: date) -> Statement:
    """Fill the tables of a fiscal year as they stood on a day.

    Args:
        municipality: its code, such as `nerima`.
        fiscal_year: the calendar year of its April.
        as_of: the day (基準日).

    Returns:
        The statement; its statements to the database do not grow with the
        number of cases.

    Raises:
        NoTables: no regime of that year declares the tables.
        CannotCount: a pack counts in a way that is not offered.
    """
    definitions = definitions_of(municipality, fiscal_year)
    return fill_statement(YearCells(definitions, as_of=as_of))


def fill_statement(cells: YearCells) -> Statement:
    """Fill the tables from a year's cells."""
    tabulations = {d.id: tabulate(d, cells) for d in cells.definitions}
    return compose(cells, tabulations)


def compose(cells: YearCells, tabulations: Mapping[str, Tabulation]) -> Statement:
    """Add captions, sentences and identities to filled tables.

    Args:
        cells: where the second path and the appeals come from.
        tabulations: table id → its numbers; a test may change one of them to
            see the identities go red.
    """
    tables = tuple(_complete(cells, t) for t in tabulations.values())
    printed = {table.id: table.sentences for table in tables}
    return Statement(
        definitions=cells.definitions,
        as_of=cells.scope.as_of,
        tables=tuple(
            replace(table, checks=checks_of(table.id, tabulations, printed, cells))
            for table in tables
        ),
    )


def _complete(cells: YearCells, tabulation: Tabulation) -> StatementTable:
    table = tabulation.definition.table
    period = cells.definitions.period
    stock_on = period.last_on if table.basis == "stock" else None
    slots = {
        "title": table.title_ja,
        "total": Numeral(tabulation.total or 0),
        "year": FiscalYear(period.fiscal_year),
        "stock_year": EraYear(period.last_on),
        "stock_month": Numeral(period.last_on.month),
    }
    unit_line = line(table.unit_line, slots).text if table.unit_line else None
    return StatementTable(
        tabulation=tabulation,
        caption=_caption(table.caption, slots),
        unit_line=unit_line,
        stock_on=stock_on,
        notes=notes_of(tabulation, cells),
        sentences=sentences_of(tabulation, cells),
        checks=(),
    )


def _caption(template: str | None, slots: Mapping[str, object]) -> Line | None:
    return line(template, slots, {"total": (ALL, ALL)}) if template else None
