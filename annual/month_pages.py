"""What the pages of the months show: a table per kind, and the list of a number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from annual.listing import UnitRow, unit_rows
from annual.months import ENDED, KINDS, OPEN, RECEIVED, YEAR, Month, MonthCells
from annual.scope import Scope
from annual.wording import in_language
from casework.models import Kind, Unit
from casework.queries import with_decisions
from offices.models import Staff
from ordinances.loading import municipality

PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month, or the year, with its numbers by measure."""

    month: Month
    numbers: list[tuple[str, int]]

    @property
    def is_year(self) -> bool:
        """Whether it is the line of the whole year."""
        return self.month.key == YEAR


@dataclass(frozen=True, slots=True)
class MonthTable:
    """The months of one kind of request.

    Attributes:
        headings: the words of the measures, in the order of the numbers.
    """

    kind: str
    label: str
    headings: list[str]
    lines: list[MonthLine]


@dataclass(frozen=True, slots=True)
class MonthList:
    """The units one number counts.

    Attributes:
        rows: what is shown of each, see `annual.listing`.
    """

    kind: str
    measure: str
    month: Month
    page: "Page[Any]"
    rows: Sequence[UnitRow]

    @property
    def shows_subjects(self) -> bool:
        """Whether any row shows what was asked for."""
        return any(row.subject is not None for row in self.rows)


def month_tables(cells: MonthCells, *, town: str) -> list[MonthTable]:
    """Lay out the months of every kind.

    Args:
        cells: the year.
        town: the municipality whose words are used.
    """
    return [_table(cells, kind, town) for kind in KINDS]


def month_list(
    cells: MonthCells,
    address: tuple[str, str, str],
    *,
    town: str,
    staff: Staff,
    on: date,
    page: str,
) -> MonthList:
    """Load one page of the list behind a number.

    Args:
        cells: the year.
        address: kind, month and measure.
        town: the municipality whose words are used.
        staff: who looks.
        on: the day whose grants hold.
        page: which page, as written in the address.

    Raises:
        KeyError: there is no such number.
    """
    kind, key, measure = address
    found: Any = cells.behind(kind, key, measure)
    month = cells.month(key)
    in_order = with_decisions(found).order_by("received_on", "number", "branch", "pk")
    part: Page[Unit] = Paginator(in_order, PER_PAGE).get_page(page)
    # what was open then is shown as it stood then
    as_of = month.last if measure == OPEN else cells.as_of
    scope = Scope(cells.fiscal_year, as_of)
    return MonthList(
        kind=str(Kind(kind).label),
        measure=measure_label(kind, measure, town=town),
        month=month,
        page=part,
        rows=list(unit_rows(list(part), staff=staff, scope=scope, on=on)),
    )


def measure_label(kind: str, measure: str, *, town: str) -> str:
    """Return a measure in words; an outcome in those of its regimes."""
    words = {
        RECEIVED: _("Received"),
        ENDED: _("Ended"),
        OPEN: _("Open at the end"),
    }
    if measure in words:
        return words[measure]
    code = measure.removeprefix(f"{ENDED}.")
    return dict(_outcomes(kind, town)).get(code, code)


def _table(cells: MonthCells, kind: str, town: str) -> MonthTable:
    in_use = set(cells.outcomes(kind))
    order = [code for code, _label in _outcomes(kind, town) if code in in_use]
    rest = sorted(in_use.difference(order))
    measures = [RECEIVED, ENDED, *(f"{ENDED}.{c}" for c in order + rest), OPEN]
    months = [*cells.months, cells.year]
    return MonthTable(
        kind=kind,
        label=str(Kind(kind).label),
        headings=[measure_label(kind, measure, town=town) for measure in measures],
        lines=[
            MonthLine(month, [(m, cells.numbers[kind, month.key, m]) for m in measures])
            for month in months
        ],
    )


def _outcomes(kind: str, town: str) -> list[tuple[str, str]]:
    """Return the outcomes of a kind in the order and words of its regimes."""
    words: dict[str, dict[str, None]] = {}
    for pack in municipality(town).packs:
        for outcome in pack.outcomes if pack.kind == kind else ():
            label = in_language(outcome.label_ja, outcome.label_en)
            words.setdefault(outcome.code, {})[label] = None
    return [(code, " / ".join(labels)) for code, labels in words.items()]
