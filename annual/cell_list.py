"""The whole list behind a number as rows of a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from annual.cells import YearCells
from annual.definitions import Definition
from annual.list_files import Row
from annual.listing import UnitRow, unit_rows
from annual.models import Figure
from annual.pages import Listed, ordered
from annual.scope import Scope
from annual.wording import in_language
from appeals.models import BoardSession
from casework.models import Unit
from offices.models import Staff
from ordinances.tables import Price

CHUNK = 500
BETWEEN = "、"


@dataclass(frozen=True, slots=True)
class CellList:
    """Headers, and rows that are read once."""

    header: list[str]
    rows: Iterator[Row]


def cell_list(
    cells: YearCells,
    definition: Definition,
    address: tuple[str, str],
    *,
    staff: Staff,
    on: date,
) -> CellList:
    """Return exactly what one number counts, whatever its length.

    Args:
        cells: the year on a day.
        definition: the table.
        address: row and column.
        staff: who asks; a row shows what the page shows to the same person.
        on: the day whose grants hold.

    Raises:
        KeyError: the table has no such number.
    """
    listed, found = ordered(cells.behind(definition, *address))
    if listed == "units":
        return CellList(_unit_header(), _unit_rows(found, staff, cells.scope, on))
    header, written = _OTHERS[listed]
    return CellList(header(), (written(entry) for entry in found))


def _unit_header() -> list[str]:
    return [
        _("Case number"),
        _("Receipt date"),
        _("Date of outcome"),
        _("Organ"),
        _("Division"),
        _("Outcome"),
        _("Grounds"),
        _("Subject"),
    ]


def _unit_rows(
    units: QuerySet[Unit], staff: Staff, scope: Scope, on: date
) -> Iterator[Row]:
    waiting = units.iterator(chunk_size=CHUNK)
    while chunk := list(islice(waiting, CHUNK)):
        for row in unit_rows(chunk, staff=staff, scope=scope, on=on):
            yield _unit_row(row)


def _unit_row(row: UnitRow) -> Row:
    unit = row.unit
    if unit is None:
        barred = _("Counted, but not for you to see: you are recused from this case.")
        return [barred, *[None] * 7]
    return [
        unit.number_text,
        unit.received_on,
        row.outcome_on,
        unit.organ.name if unit.organ else None,
        unit.division.name if unit.division else None,
        row.outcome or _("Pending"),
        BETWEEN.join(row.grounds),
        _("Not shown") if row.subject is None else row.subject,
    ]


def _session_header() -> list[str]:
    return [
        _("Advisory body"),
        _("Session number"),
        _("Held on"),
        _("Members present"),
    ]


def _session_row(session: BoardSession) -> Row:
    body = session.advisory_body.name
    return [body, session.number, session.held_on, session.n_present]


def _figure_header() -> list[str]:
    return [
        _("Day"),
        _("Value"),
        _("Unit of measure"),
        _("Source"),
        _("Entered by"),
    ]


def _figure_row(figure: Figure) -> Row:
    day = figure.on or _("Whole year")
    return [day, figure.value, figure.unit, figure.source, figure.actor_label]


def _price_header() -> list[str]:
    return [_("Publication"), _("Price in yen"), _("In force from"), _("Source")]


def _price_row(price: Price) -> Row:
    label = in_language(price.label_ja, price.label_en)
    return [label, price.yen, price.in_force_from, price.source]


_OTHERS: dict[Listed, tuple[Any, Any]] = {
    "board_sessions": (_session_header, _session_row),
    "figures": (_figure_header, _figure_row),
    "prices": (_price_header, _price_row),
}
