"""What must hold: each line compares two paths that do not share a number.

On one side stand the printed cells, on the other a count over cases or
decisions (`controls`), another table, or the printed sentence. A missing
operand breaks the line; it is never skipped.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from annual.cells import YearCells
from annual.rates import formula, fraction, percent_of_integers
from annual.sentences import Sentence
from annual.tabulation import Tabulation
from ordinances.slots import FiscalYear, Numeral, text_of
from ordinances.tables import Identity, IdentityKind

Operator = Literal["==", ">=", "<="]
Operand = int | str | None


@dataclass(frozen=True, slots=True)
class Check:
    """One evaluated line.

    Attributes:
        id: I1 …
        left: the first path.
        op: how the two must stand to each other.
        right: the second path; None where nothing was recorded.
        ok: whether they do.
        explain: both paths with their terms, and what is wrong where.
    """

    id: str
    left: Operand
    op: Operator
    right: Operand
    ok: bool
    explain: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything a line may look at.

    Attributes:
        table: the table it belongs to.
        tables: all tables of the year by id.
        sentences: the printed sentences by table id.
        cells: the year, for the second path.
    """

    table: Tabulation
    tables: Mapping[str, Tabulation]
    sentences: Mapping[str, Sequence[Sentence]]
    cells: YearCells

    @property
    def kind(self) -> str:
        """The kind of case the table counts."""
        return self.table.definition.kind


@dataclass(frozen=True, slots=True)
class Flaw:
    """Where a line does not hold, and by how many units."""

    n: int
    row: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Both sides of a line, the words its sentence needs, and the flaws."""

    left: Operand
    right: Operand
    op: Operator = "=="
    terms: str = ""
    parts: str = ""
    formula: str = ""
    flaws: tuple[Flaw, ...] = ()


def checks_of(
    table_id: str,
    tables: Mapping[str, Tabulation],
    sentences: Mapping[str, Sequence[Sentence]],
    cells: YearCells,
) -> tuple[Check, ...]:
    """Evaluate the identities of one table.

    Args:
        table_id: the table.
        tables: all tables of the year by id.
        sentences: the printed sentences by table id.
        cells: the year, for the second path.

    Returns:
        One check per line; a rate that is not printed has no line.
    """
    evidence = Evidence(tables[table_id], tables, sentences, cells)
    checks = []
    for identity in evidence.table.definition.table.identities:
        finding = FINDERS[identity.kind](identity, evidence)
        if finding is not None:
            checks.append(_check(identity, finding, evidence))
    return tuple(checks)


def _cells_equal_total(identity: Identity, of: Evidence) -> Finding:
    """I1: the cells of a table against the units found through their cases."""
    controls, definition = of.cells.controls, of.table.definition
    elsewhere = _request_kinds_elsewhere(of)
    right = controls.total(of.kind) - controls.total_of(of.kind, elsewhere)
    if not _takes_the_rest(of):
        right = controls.total_of(of.kind, definition.request_kinds)
    return Finding(
        left=of.table.sum,
        right=right,
        terms="+".join(f"{cell.value:,}" for cell in of.table.cells.values()),
        flaws=tuple(_cell_flaws(of, elsewhere)),
    )


def _group_total(identity: Identity, of: Evidence) -> Finding:
    """I5: the number in a caption against the tables it stands for."""
    group = of.table.definition.table.total_of
    sums = {table_id: of.tables[table_id].sum for table_id in group}
    left, right = of.table.total, sum(sums.values())
    return Finding(
        left=left,
        right=right,
        parts="+".join(f"{table_id} の {n:,}" for table_id, n in sums.items()),
        flaws=(Flaw(abs((left or 0) - right)),),
    )


def _refusals_have_grounds(identity: Identity, of: Evidence) -> Finding:
    """I6: every partial or refused unit rests on a ground or another reason."""
    refusals = of.cells.controls.refusals_of(of.kind)
    left = refusals.with_ground + refusals.with_reason_only
    right = sum(_refused(of).values())
    terms = f"{refusals.with_ground:,}"
    if refusals.with_reason_only and identity.with_reasons:
        slots = {
            "ground": Numeral(refusals.with_ground),
            "reason": Numeral(refusals.with_reason_only),
        }
        terms = text_of(identity.with_reasons, slots)
    flaws = (Flaw(abs(left - right)),)
    return Finding(left, right, terms=terms, parts=_named(_refused(of)), flaws=flaws)


def _grounds_cover_units(identity: Identity, of: Evidence) -> Finding:
    """I6: the grounds add up to at least the units that have one."""
    right = of.cells.controls.refusals_of(of.kind).with_ground
    return Finding(
        left=of.table.sum,
        right=right,
        op=">=",
        terms="+".join(f"{cell.value:,}" for cell in of.table.cells.values()),
        flaws=(Flaw(right - of.table.sum),),
    )


def _largest_ground(identity: Identity, of: Evidence) -> Finding | None:
    """I6: no ground exceeds the units; only where both count the same thing."""
    counting = of.table.definition.counting
    if counting is None or counting.count_unit != counting.ground_count_unit:
        return None
    refused = _refused(of)
    right = sum(refused.values())
    column = of.table.columns[0]
    row = max(of.table.rows, key=lambda row: of.table.value(row.key, column.key))
    left = of.table.value(row.key, column.key)
    flaws = (Flaw(left - right, row.label.text, column.label.text),)
    return Finding(left, right, "<=", parts=_named(refused), flaws=flaws)


def _printed_rate(identity: Identity, of: Evidence) -> Finding | None:
    """I12: the rate in the sentence against whole-number arithmetic."""
    lines = [s.line for s in of.sentences[of.table.definition.id] if s.kind == "rate"]
    if not lines:
        return None
    rate, counts = of.cells.definitions.rate, of.table.by_column()
    parts = fraction(rate, counts)
    return Finding(
        left=lines[0].slot("rate"),
        right=percent_of_integers(parts.above, parts.below) if parts.below else None,
        formula=formula(rate, counts),
        flaws=(Flaw(0),),
    )


def _listed_within_figure(identity: Identity, of: Evidence) -> Finding:
    """I5: the items listed against the figure of all items."""
    left = len(of.table.rows)
    right = of.cells.figures.get(identity.figure or "")
    return Finding(left, right, "<=", flaws=(Flaw(left - (right or 0)),))


FINDERS: Mapping[IdentityKind, Callable[[Identity, Evidence], Finding | None]] = {
    "cells_equal_total": _cells_equal_total,
    "group_total": _group_total,
    "refusals_have_grounds": _refusals_have_grounds,
    "grounds_cover_units": _grounds_cover_units,
    "largest_ground": _largest_ground,
    "printed_rate": _printed_rate,
    "listed_within_figure": _listed_within_figure,
}


def _check(identity: Identity, finding: Finding, of: Evidence) -> Check:
    ok = holds(finding.left, finding.op, finding.right)
    explain = text_of(
        identity.explain,
        {
            "year": FiscalYear(of.cells.scope.fiscal_year),
            "terms": finding.terms,
            "parts": finding.parts,
            "formula": finding.formula,
            "left": _written(finding.left),
            "right": _written(finding.right),
        },
    )
    if not ok:
        explain = "。".join([explain, *_failures(identity, finding)])
    return Check(identity.id, finding.left, finding.op, finding.right, ok, explain)


def holds(left: Operand, op: Operator, right: Operand) -> bool:
    """Compare two operands; a missing one never holds.

    Example:
        >>> holds(14, "<=", 118), holds(14, "<=", None), holds("99.2", "==", "99.2")
        (True, False, True)
    """
    if left is None or right is None:
        return False
    if isinstance(left, int) and isinstance(right, int):
        return {"==": left == right, ">=": left >= right, "<=": left <= right}[op]
    return op == "==" and left == right


def _failures(identity: Identity, finding: Finding) -> Iterator[str]:
    if finding.right is None and identity.missing is not None:
        yield identity.missing
        return
    for flaw in finding.flaws:
        slots = {"n": Numeral(flaw.n), "row": flaw.row, "column": flaw.column}
        yield text_of(identity.fails, slots)


def _written(operand: Operand) -> str:
    return f"{operand:,}" if isinstance(operand, int) else operand or "…"


def _request_kinds_elsewhere(of: Evidence) -> frozenset[str]:
    """The kinds of request the other tables of the same kind count."""
    others = (t.definition for t in of.tables.values() if t is not of.table)
    return frozenset(
        key for other in others if other.kind == of.kind for key in other.request_kinds
    )


def _takes_the_rest(of: Evidence) -> bool:
    """Whether a unit no table has a row for is missed in this one (the last)."""
    same = [
        t
        for t in of.tables.values()
        if t.definition.kind == of.kind and t.definition.table.draws_on == "outcomes"
    ]
    return same[-1] is of.table


def _cell_flaws(of: Evidence, elsewhere: frozenset[str]) -> Iterator[Flaw]:
    """Name each cell that differs from the second path, then what has no cell."""
    controls = of.cells.controls
    placed: set[tuple[str, str]] = set()
    for row in of.table.rows:
        for column in of.table.columns:
            counted = controls.in_class(of.kind, row.request_kinds, column.key)
            placed.update((key, column.key) for key in row.request_kinds)
            if n := abs(of.table.value(row.key, column.key) - counted):
                yield Flaw(n, row.label.text, column.label.text)
    for (kind, request_kind, name), n in controls.units.items():
        outside = kind != of.kind or request_kind in elsewhere
        if not outside and (request_kind, name) not in placed:
            yield Flaw(n, request_kind, name)


def _refused(of: Evidence) -> Mapping[str, int]:
    """The printed numbers of the outcomes whose grounds are counted, by label."""
    outcomes = of.table.definition.table.outcomes
    for table in of.tables.values():
        definition = table.definition
        if definition.kind == of.kind and definition.table.draws_on == "outcomes":
            labels = {column.key: column.label.text for column in table.columns}
            printed = table.by_column()
            return {labels[key]: printed[key] for key in outcomes}
    return {}


def _named(numbers: Mapping[str, int]) -> str:
    return "+".join(f"{label} {n:,}" for label, n in numbers.items())
