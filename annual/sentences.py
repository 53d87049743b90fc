"""The sentences and notes beside the tables, from the templates of the packs.

Which sentence stands is decided here; what it says is pack data. The rules:

* the rate: none when no unit is left in the denominator;
* the appeals: one wording for some, another for none; the opening (また、)
  falls away when no sentence stands before it;
* the kinds of contested self-information decisions are named in the order of
  the pack. When one appeal does not tell which kind it contests, naming only
  the others would be wrong, so the generic word (開示等) stands for all;
* one sentence per row for the board sessions.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from annual.cells import APPEALS, SENTENCES, YearCells
from annual.lines import Line, line
from annual.rates import fraction
from annual.tabulation import Tabulation
from ordinances.slots import FiscalYear, Numeral, text_of
from ordinances.tables import Place, SentenceKind, SentenceRule

COMMA = "、"
AND = "と"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as printed and where it stands."""

    kind: SentenceKind
    place: Place
    line: Line
    row: str | None = None

    @property
    def text(self) -> str:
        """The sentence as one text."""
        return self.line.text


def sentences_of(tabulation: Tabulation, cells: YearCells) -> tuple[Sentence, ...]:
    """Write the sentences of a table, in reading order.

    Args:
        tabulation: the table with its numbers.
        cells: the year, for the appeals.
    """
    written: list[Sentence] = []
    for rule in tabulation.definition.table.sentences:
        opened = any(sentence.place == rule.place for sentence in written)
        written.extend(_write(rule, tabulation, cells, opened=opened))
    return tuple(written)


def notes_of(tabulation: Tabulation, cells: YearCells) -> tuple[str, ...]:
    """Return the notes that stand: some only when several grounds concur."""
    definition = tabulation.definition
    with_ground = cells.controls.refusals_of(definition.kind).with_ground
    stands = {"always": True, "multiple_grounds": tabulation.sum > with_ground}
    return tuple(note.text for note in definition.table.notes if stands[note.when])


def name_list(labels: Sequence[str]) -> str:
    """Name things in a row: 「不存在」、「取下げ」と「処理中」.

    Example:
        >>> name_list(["不存在", "取下げ"])
        '「不存在」と「取下げ」'
    """
    quoted = [f"「{label}」" for label in labels]
    if len(quoted) <= 1:
        return "".join(quoted)
    return COMMA.join(quoted[:-1]) + AND + quoted[-1]


def _write(
    rule: SentenceRule, tabulation: Tabulation, cells: YearCells, *, opened: bool
) -> Iterator[Sentence]:
    year = {"year": FiscalYear(cells.scope.fiscal_year)}
    match rule.kind:
        case "lead":
            yield Sentence(rule.kind, rule.place, line(rule.text, year))
        case "rate":
            slots = _rate_slots(rule, tabulation, cells)
            if slots is not None:
                yield Sentence(rule.kind, rule.place, line(rule.text, year | slots))
        case "appeals":
            yield _appeals(rule, tabulation, cells, opened=opened)
        case "each_row":
            yield from _each_row(rule, tabulation, year)


def _rate_slots(
    rule: SentenceRule, tabulation: Tabulation, cells: YearCells
) -> dict[str, object] | None:
    labels = {column.key: column.label.text for column in tabulation.columns}
    parts = fraction(cells.definitions.rate, tabulation.by_column())
    if parts.percent is None:
        return None
    names = name_list([labels[key] for key in parts.excluded])
    return {
        "exclusions": text_of(rule.excluded, {"names": names}) if names else "",
        "numerator": name_list([labels[key] for key in parts.numerator]),
        "rate": str(parts.percent),
    }


def _appeals(
    rule: SentenceRule, tabulation: Tabulation, cells: YearCells, *, opened: bool
) -> Sentence:
    against = rule.against or ""
    contested = {
        kind: n for (system, kind), n in cells.appeals.items() if system == against
    }
    n = sum(contested.values())
    template = rule.text if n or rule.none is None else rule.none
    if not opened:
        template = template.removeprefix(rule.drop_opening)
    slots = {
        "year": FiscalYear(cells.scope.fiscal_year),
        "n": Numeral(n),
        "kinds": _kinds(rule, tabulation, cells, contested),
    }
    links = {"n": (SENTENCES, APPEALS)}
    return Sentence(rule.kind, rule.place, line(template, slots, links))


def _kinds(
    rule: SentenceRule,
    tabulation: Tabulation,
    cells: YearCells,
    contested: Mapping[str, int],
) -> str:
    """Name the contested kinds, or all together when one of them is not known."""
    labels = _appeal_labels(tabulation, cells)
    if not contested or not set(contested) <= set(labels):
        return rule.generic or ""
    return COMMA.join(label for key, label in labels.items() if key in contested)


def _appeal_labels(tabulation: Tabulation, cells: YearCells) -> Mapping[str, str]:
    """Contested kind → its word, of every regime of the kind, the older first.

    A decision under the old ordinance may be contested after the act replaced it.
    """
    regimes = [
        pack
        for pack in cells.definitions.municipality.packs
        if pack.kind == tabulation.definition.kind
    ]
    regimes.sort(key=lambda pack: pack.in_force_from or date.min)
    labels: dict[str, str] = {}
    for regime in regimes:
        for kind in regime.request_kinds:
            labels.setdefault(kind.key, kind.appeal_label_ja)
    return labels


def _each_row(
    rule: SentenceRule, tabulation: Tabulation, year: Mapping[str, object]
) -> Iterator[Sentence]:
    column = tabulation.columns[0].key
    for row in tabulation.rows:
        n = tabulation.value(row.key, column)
        template = rule.text if n or rule.none is None else rule.none
        slots = {**year, "n": Numeral(n)}
        links = {"n": (row.key, column)}
        yield Sentence(rule.kind, rule.place, line(template, slots, links), row.key)
