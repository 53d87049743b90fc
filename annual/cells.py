"""One query object per table: asked once it is the numbers, asked again the rows.

`YearCells` holds a fiscal year on a day and one `TableQuery` per table. Its
`numbers()` are all cells of the table, `behind(row, column)` is what one cell
counts. What several tables share is read once: one GROUP BY, folded here.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import date
from functools import cached_property

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum

from annual.controls import Controls, read_controls
from annual.definitions import Definition, YearDefinitions
from annual.models import Figure
from annual.scope import LATEST_FIRST, Scope
from appeals.models import BoardSession
from casework.models import Unit
from ordinances.tables import Price, Row, Source

ALL = "all"
SENTENCES = "sentences"
APPEALS = "appeals"

Address = tuple[str, str]
Numbers = Mapping[Address, int | None]
Rows = QuerySet[Unit] | QuerySet[BoardSession] | QuerySet[Figure] | list[Price]


class YearCells:
    """The numbers of one fiscal year on one day; each statement is asked once.

    Args:
        definitions: the tables of the year.
        as_of: the day (基準日).
    """

    def __init__(self, definitions: YearDefinitions, *, as_of: date) -> None:
        self.definitions = definitions
        self.scope = Scope(definitions.period.fiscal_year, as_of)

    def query(self, definition: Definition) -> "TableQuery":
        """Return the query object of a table."""
        return QUERIES[definition.table.draws_on](definition, self)

    def behind(self, definition: Definition, row: str, column: str) -> Rows:
        """Return what one number counts.

        Args:
            definition: the table.
            row: the key of a row; `all` with column `all` for the total of the
                caption; `sentences` with column `appeals` for the appeals a
                sentence counts.
            column: the key of a column.

        Raises:
            KeyError: the table has no such number.
        """
        if (row, column) == (ALL, ALL) and definition.table.total_of:
            return self.scope.units_by_case([definition.kind])
        if (row, column) == (SENTENCES, APPEALS):
            return self.scope.appeals(_against(definition))
        query = self.query(definition)
        if (row, column) not in query.numbers():
            raise KeyError((row, column))
        return query.behind(row, column)

    @cached_property
    def outcomes(self) -> Mapping[tuple[str, str, str], int]:
        """(kind, request kind, class) → number of units: T01, T03 and T04."""
        kinds = {d.kind for d in self.definitions if d.table.draws_on == "outcomes"}
        rows = (
            self.scope.units(kinds)
            .annotate(outcome_class=self.scope.outcome_class())
            .values_list("kind", "request_kind", "outcome_class")
            .annotate(n=Count("pk"))
            .order_by()
        )
        return {(kind, request, name): n for kind, request, name, n in rows}

    @cached_property
    def figures(self) -> Mapping[str, int]:
        """Figure → its value in the year: T06, and what T32 is held against."""
        last = self.scope.figures().filter(key=OuterRef("key")).order_by(*LATEST_FIRST)
        rows = (
            self.scope.figures()
            .values_list("key")
            .annotate(total=Sum("value"), latest=Subquery(last.values("value")[:1]))
            .order_by()
        )
        stocks = {f.key for f in self.definitions.figures if f.accumulation == "stock"}
        return {key: latest if key in stocks else sum_ for key, sum_, latest in rows}

    @cached_property
    def appeals(self) -> Mapping[tuple[str, str], int]:
        """(system, contested kind) → number of appeals, for the sentences."""
        rows = (
            self.scope.appeals()
            .values_list("case__appeal__against", "case__appeal__contested_kind")
            .annotate(n=Count("pk"))
            .order_by()
        )
        return {(against, contested): n for against, contested, n in rows}

    @cached_property
    def controls(self) -> Controls:
        """The same totals on the second path, for the identities."""
        return read_controls(self.definitions, self.scope)


class TableQuery(ABC):
    """The query of one table, answering with numbers or with rows."""

    def __init__(self, definition: Definition, year: YearCells) -> None:
        self.definition, self.table, self.year = definition, definition.table, year

    @abstractmethod
    def numbers(self) -> Numbers:
        """Return every cell; None where nothing was recorded.

        A cell that cannot be (a row without a second figure) is left out.
        """

    @abstractmethod
    def behind(self, row: str, column: str) -> Rows:
        """Return what an existing cell counts."""

    def _row(self, key: str) -> Row:
        return next(row for row in self.table.rows if row.key == key)

    def _spread(self, counted: Mapping[str, int]) -> Numbers:
        """Put numbers by row key into the cells of the table's one column."""
        column = self.table.columns[0].key
        return {(row.key, column): counted.get(row.key, 0) for row in self.table.rows}


class OutcomeQuery(TableQuery):
    """Units of the cohort by class: T01, T03, T04."""

    def numbers(self) -> Numbers:
        """Fold the year's one GROUP BY into the cells of this table."""
        kind, counted = self.definition.kind, self.year.outcomes
        return {
            (row.key, column.key): sum(
                counted.get((kind, request_kind, column.key), 0)
                for request_kind in row.request_kinds
            )
            for row in self.table.rows
            for column in self.table.columns
        }

    def behind(self, row: str, column: str) -> QuerySet[Unit]:
        """Return the units of one row in one class."""
        scope = self.year.scope
        return scope.units([self.definition.kind]).filter(
            scope.in_class(column), request_kind__in=self._row(row).request_kinds
        )


class GroundQuery(TableQuery):
    """Partial and refused units by ground: T02."""

    def numbers(self) -> Numbers:
        """Count each unit once under every ground it rests on."""
        exemptions = self.year.scope.exemptions(
            self.definition.kind, self.table.outcomes
        )
        rows = exemptions.values_list("ground").annotate(n=Count("pk")).order_by()
        return self._spread(dict(rows))

    def behind(self, row: str, column: str) -> QuerySet[Unit]:
        """Return the units that rest on one ground."""
        scope = self.year.scope
        exemptions = scope.exemptions(self.definition.kind, self.table.outcomes)
        on_ground = exemptions.filter(ground=row)
        return Unit.objects.filter(pk__in=on_ground.values("decision__unit"))


class BoardSessionQuery(TableQuery):
    """Sessions held, by advisory body: T05."""

    def numbers(self) -> Numbers:
        """Count the sessions of each body."""
        sessions = self.year.scope.board_sessions()
        rows = sessions.values_list("advisory_body__code").annotate(n=Count("pk"))
        return self._spread(dict(rows.order_by()))

    def behind(self, row: str, column: str) -> QuerySet[BoardSession]:
        """Return the sessions of one body."""
        return self.year.scope.board_sessions().filter(advisory_body__code=row)


class FigureQuery(TableQuery):
    """Typed figures: T06."""

    def numbers(self) -> Numbers:
        """Read the figures each row prints."""
        return {
            (row.key, column): self.year.figures.get(key)
            for row in self.table.rows
            for column, key in (row.figures or {}).items()
        }

    def behind(self, row: str, column: str) -> QuerySet[Figure]:
        """Return the rows a flow adds up, or the one row a stock is."""
        key = (self._row(row).figures or {})[column]
        rows = self.year.scope.figures().filter(key=key).order_by(*LATEST_FIRST)
        if self.year.definitions.rules.figure(key).accumulation == "flow":
            return rows
        return rows.filter(pk__in=list(rows.values_list("pk", flat=True)[:1]))


class PriceQuery(TableQuery):
    """The price list on the stock date: T32. It asks no database."""

    def numbers(self) -> Numbers:
        """Read the price of each publication."""
        return self._spread({p.key: p.yen for p in self.year.definitions.prices})

    def behind(self, row: str, column: str) -> list[Price]:
        """Return the line of the price list."""
        return [price for price in self.year.definitions.prices if price.key == row]


QUERIES: Mapping[Source, type[TableQuery]] = {
    "outcomes": OutcomeQuery,
    "grounds": GroundQuery,
    "board_sessions": BoardSessionQuery,
    "figures": FigureQuery,
    "prices": PriceQuery,
}


def _against(definition: Definition) -> str:
    """The system whose appeals a sentence of the table counts."""
    for sentence in definition.table.sentences:
        if sentence.against is not None:
            return sentence.against
    raise KeyError((SENTENCES, APPEALS))
