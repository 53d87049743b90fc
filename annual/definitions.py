"""The tables of one fiscal year: the packs' declarations with their rows.

Labels, row sets and words come from the regime in force on the first day of
the fiscal year; the catalogue of a pack (kinds of request, grounds, advisory
bodies, prices) gives the rows a declaration does not name.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from annual.errors import AnnualError
from ordinances.loading import municipality
from ordinances.schema import Municipality, Pack
from ordinances.table_rules import table_rules
from ordinances.tables import Figure, Label, Price, Rate, Row, Table, TableRules

COUNT_UNIT = "division_unit"


class NoTables(AnnualError):
    """No pack declares the tables of that fiscal year."""

    code = "no_tables"


class CannotCount(AnnualError):
    """The pack asks for a way of counting that is not offered."""

    code = "cannot_count"


@dataclass(frozen=True, slots=True)
class Counting:
    """What one 件 is, by the pack, and whether the city confirmed it."""

    count_unit: str
    ground_count_unit: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Period:
    """A fiscal year: from its first to its last day."""

    fiscal_year: int

    @property
    def first_on(self) -> date:
        """The first of April."""
        return date(self.fiscal_year, 4, 1)

    @property
    def last_on(self) -> date:
        """The thirty-first of March; also the stock date of the price list."""
        return date(self.fiscal_year + 1, 3, 31)


@dataclass(frozen=True, slots=True)
class Definition:
    """One table of one fiscal year, complete: what every output reads.

    Attributes:
        table: the declaration, with all its rows and columns.
        regime: the pack it belongs to, None for a table no regime owns.
        counting: what one 件 is, None where no 件 is counted.
    """

    table: Table
    regime: Pack | None
    counting: Counting | None

    @property
    def id(self) -> str:
        """The id of the table, such as T01."""
        return self.table.id

    @property
    def kind(self) -> str:
        """The kind of case it counts; empty where it counts none."""
        return self.regime.kind if self.regime else ""

    @property
    def request_kinds(self) -> frozenset[str]:
        """Every kind of request one of its rows counts."""
        return frozenset(kind for row in self.table.rows for kind in row.request_kinds)


@dataclass(frozen=True, slots=True)
class YearDefinitions:
    """Every table of one fiscal year, in the order of the catalogue."""

    municipality: Municipality
    rules: TableRules
    period: Period
    definitions: tuple[Definition, ...]

    def __iter__(self) -> Iterator[Definition]:
        return iter(self.definitions)

    def __getitem__(self, table_id: str) -> Definition:
        return {definition.id: definition for definition in self}[table_id]

    @property
    def counting(self) -> Counting:
        """How the first table that counts 件 counts them."""
        return next(d.counting for d in self if d.counting is not None)

    @property
    def rate(self) -> Rate:
        """The definition of the rate the sentences use."""
        return self.rules.rate(self.municipality.rate_default)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The typed numbers of the year."""
        return self.rules.figures

    @property
    def prices(self) -> tuple[Price, ...]:
        """The price list on the stock date."""
        return self.rules.prices_on(self.period.last_on)


def definitions_of(code: str, fiscal_year: int) -> YearDefinitions:
    """Return the tables of a municipality for one fiscal year.

    Args:
        code: the municipality, such as `nerima`.
        fiscal_year: the calendar year of its April.

    Raises:
        NoTables: no regime of that year declares one of the tables.
        CannotCount: a pack counts in another unit than the one offered.
    """
    town, rules = municipality(code), table_rules(code)
    period = _period(fiscal_year)
    return YearDefinitions(
        municipality=town,
        rules=rules,
        period=period,
        definitions=tuple(_definition(town, rules, period, t) for t in rules.order),
    )


def _period(fiscal_year: int) -> Period:
    if not date.min.year <= fiscal_year < date.max.year:
        raise NoTables(_not_declared(fiscal_year))
    return Period(fiscal_year)


def _definition(
    town: Municipality, rules: TableRules, period: Period, table_id: str
) -> Definition:
    on = period.first_on
    for regime, tables in _declared(town, rules, on):
        for table in tables:
            if table.id == table_id and table.in_force(on):
                return Definition(
                    table=_complete(table, regime, town, rules, period),
                    regime=regime,
                    counting=counting_of(regime, on) if regime else None,
                )
    raise NoTables(_not_declared(period.fiscal_year))


def _declared(
    town: Municipality, rules: TableRules, on: date
) -> Iterator[tuple[Pack | None, tuple[Table, ...]]]:
    yield None, rules.own
    for code, tables in rules.by_regime.items():
        regime = town.pack(code)
        if regime.in_force(on):
            yield regime, tables


def _complete(
    table: Table,
    regime: Pack | None,
    town: Municipality,
    rules: TableRules,
    period: Period,
) -> Table:
    """Add the rows of the catalogue and the columns all tables share."""
    rows = _rows(table, regime, town, rules, period)
    extra = rules.extra_columns if table.draws_on == "outcomes" else ()
    return replace(table, rows=rows, columns=(*table.columns, *extra))


def _rows(
    table: Table,
    regime: Pack | None,
    town: Municipality,
    rules: TableRules,
    period: Period,
) -> tuple[Row, ...]:
    on = period.first_on
    match table.rows_from:
        case None:
            return table.rows
        case "advisory_bodies":
            bodies = {row.key: town.advisory_body(row.key, on) for row in table.rows}
            return tuple(_row(k, b.name_ja, b.name_en) for k, b in bodies.items())
        case "prices":
            prices = rules.prices_on(period.last_on)
            return tuple(_row(p.key, p.label_ja, p.label_en) for p in prices)
        case "grounds":
            return ground_rows(_of(regime), on)
        case "request_kinds":
            return tuple(
                replace(_row(k.key, k.label_ja, k.label_en), request_kinds=(k.key,))
                for k in _of(regime).request_kinds_on(on)
                if k.outcome_set == "correction"
            )


def ground_rows(regime: Pack, on: date) -> tuple[Row, ...]:
    """Return the grounds in force when the year began, and others if they occur.

    A ground that came into force within the year, or later, has its row as soon
    as a unit of the year rests on it.

    Args:
        regime: the pack whose grounds are counted.
        on: the first day of the fiscal year.
    """
    rows = {g.code: _row(g.code, g.label_ja, g.label_en) for g in regime.grounds_on(on)}
    for ground in regime.grounds:
        other = _row(ground.code, ground.label_ja, ground.label_en)
        rows.setdefault(ground.code, replace(other, shown="non_zero"))
    return tuple(rows.values())


def _row(key: str, label_ja: str, label_en: str) -> Row:
    return Row(key=key, label=Label(label_ja, (label_ja,)), label_en=label_en)


def _of(regime: Pack | None) -> Pack:
    if regime is None:
        message = "a table without a regime has no kinds of request and no grounds"
        raise ValueError(message)
    return regime


def counting_of(regime: Pack, on: date) -> Counting:
    """Return what one 件 is under a regime.

    Args:
        regime: the pack.
        on: the first day of the fiscal year.

    Raises:
        CannotCount: the pack counts in another unit than the one offered.
    """
    names = ("count_unit", "ground_count_unit")
    unit, ground = (regime.policy(name, on) for name in names)
    for value in (unit, ground):
        if value.value != COUNT_UNIT:
            raise CannotCount(
                _(
                    "The pack %(pack)s counts by “%(unit)s”. Hiroba counts by "
                    "“division_unit” only. Please change count_unit and "
                    "ground_count_unit in the pack."
                )
                % {"pack": regime.code, "unit": value.value}
            )
    return Counting(unit.value, ground.value, unit.verified and ground.verified)


def _not_declared(fiscal_year: int) -> str:
    return _(
        "No tables are declared for fiscal year %(year)s. Please choose a year "
        "in which the regimes of the municipality were in force."
    ) % {"year": fiscal_year}
