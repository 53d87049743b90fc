"""What the pages show: the year with its tables, and the list behind a number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from annual.cells import ALL, APPEALS, SENTENCES, Rows, YearCells
from annual.definitions import Definition
from annual.identities import Check
from annual.listing import UnitRow, unit_rows
from annual.models import Figure
from annual.notes import Note, definition_notes
from annual.printing import PrintedTable, print_table
from annual.statement import Statement
from annual.wording import in_language
from appeals.models import BoardSession
from casework.models import Unit
from casework.queries import with_decisions
from offices.models import Staff
from ordinances.tables import Price

PER_PAGE = 100
Listed = Literal["units", "board_sessions", "figures", "prices"]


@dataclass(frozen=True, slots=True)
class TableOnPage:
    """A table of the year's page with what stands beneath it on screen."""

    printed: PrintedTable
    checks: tuple[Check, ...]
    notes: tuple[Note, ...]

    @property
    def id(self) -> str:
        """The id of the table, such as T01."""
        return self.printed.id


def tables_on_page(statement: Statement) -> list[TableOnPage]:
    """Lay out every table of a year."""
    return [
        TableOnPage(
            printed=print_table(table),
            checks=table.checks,
            notes=tuple(definition_notes(statement, table)),
        )
        for table in statement
    ]


@dataclass(frozen=True, slots=True)
class CellPage:
    """The list behind one number.

    Attributes:
        definition: the table.
        row: the row's label.
        column: the column's label.
        number: the number as counted by the list itself.
        listed: what the list holds.
        page: one page of it.
        rows: what is shown of each entry.
    """

    definition: Definition
    row: str
    column: str
    number: int | None
    listed: Listed
    page: "Page[Any]"
    rows: Sequence[UnitRow | BoardSession | Figure | Price]

    @property
    def shows_subjects(self) -> bool:
        """Whether any row shows what was asked for."""
        return any(isinstance(r, UnitRow) and r.subject is not None for r in self.rows)


def cell_page(
    cells: YearCells,
    definition: Definition,
    address: tuple[str, str],
    *,
    staff: Staff,
    on: date,
    page: str,
) -> CellPage:
    """Load one page of the list behind a number.

    Args:
        cells: the year on a day.
        definition: the table.
        address: row and column.
        staff: who looks.
        on: the day whose grants hold.
        page: which page, as written in the address.

    Raises:
        KeyError: the table has no such number.
    """
    row, column = address
    listed, found = ordered(cells.behind(definition, row, column))
    part = Paginator(found, PER_PAGE).get_page(page)
    rows = list(part.object_list)
    if listed == "units":
        rows = list(unit_rows(rows, staff=staff, scope=cells.scope, on=on))
    return CellPage(
        definition=definition,
        row=_row_label(definition, row),
        column=_column_label(definition, column),
        number=_number(cells, definition, address, listed, part.paginator.count),
        listed=listed,
        page=part,
        rows=rows,
    )


def ordered(found: Rows) -> tuple[Listed, Any]:
    """Say what a list holds, and put it into the order it is read in.

    Args:
        found: what a number counts.

    Returns:
        What it is, and the same rows sorted, with what they show.
    """
    if not isinstance(found, QuerySet):
        return "prices", found
    if issubclass(found.model, Unit):
        return "units", with_decisions(found).order_by("number", "branch", "pk")
    if issubclass(found.model, BoardSession):
        sessions = found.order_by("held_on", "number", "pk")
        return "board_sessions", sessions.select_related("advisory_body")
    return "figures", found.order_by("on", "pk")


def _number(
    cells: YearCells,
    definition: Definition,
    address: tuple[str, str],
    listed: Listed,
    count: int,
) -> int | None:
    """A count is the length of its list; a figure and a price are its value."""
    if listed in {"units", "board_sessions"}:
        return count
    return cells.query(definition).numbers()[address]


def _row_label(definition: Definition, key: str) -> str:
    special = {ALL: _("All rows"), SENTENCES: _("Sentence beside the table")}
    for row in definition.table.rows:
        if row.key == key:
            return in_language(row.label.text, row.label_en)
    return special[key]


def _column_label(definition: Definition, key: str) -> str:
    special = {ALL: _("All columns"), APPEALS: _("Appeals")}
    for column in definition.table.columns:
        if column.key == key:
            return in_language(column.flat_label, column.label_en)
    return special[key]
