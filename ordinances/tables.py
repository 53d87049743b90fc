"""What an annual table is: frozen declarations, read from the packs.

``tables.yaml`` of a regime holds the tables of that regime, ``tables.yaml`` of
the municipality those no regime owns, the figures, the extra columns and the
order of the catalogue; ``prices.yaml`` and ``rates.yaml`` stand beside it.
Nothing here counts anything: ``annual`` does, from these declarations alone.
Start with ``Table``; ``table_readers`` builds them from YAML,
``table_rules`` finds and remembers them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ordinances.dated import Dated, all_on

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

__all__ = [
    "Column",
    "Figure",
    "Identity",
    "Label",
    "Note",
    "Price",
    "Rate",
    "RateExample",
    "Row",
    "SentenceRule",
    "Table",
    "TableRules",
]

Source = Literal["outcomes", "grounds", "board_sessions", "figures", "prices"]
Basis = Literal["received", "held", "recorded", "stock"]
RowsFrom = Literal["request_kinds", "grounds", "advisory_bodies", "prices"]
Shown = Literal["always", "non_zero"]
NoteCondition = Literal["always", "multiple_grounds"]
SentenceKind = Literal["lead", "rate", "appeals", "each_row"]
Place = Literal["before", "after"]
Accumulation = Literal["stock", "flow"]
IdentityKind = Literal[
    "cells_equal_total",
    "group_total",
    "refusals_have_grounds",
    "grounds_cover_units",
    "largest_ground",
    "printed_rate",
    "listed_within_figure",
]


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label, and how the print may set it.

    Attributes:
        text: the label; neither breaks nor spaces of the layout enter it.
        pieces: the label cut where the print may break the line.
        is_spread: whether the print sets its characters apart (件　数).
    """

    text: str
    pieces: tuple[str, ...]
    is_spread: bool = False

    @classmethod
    def parse(cls, marked: str) -> Label:
        """Read a label: ``|`` marks a break point, ``~`` a spread heading.

        Example:
            >>> Label.parse("全部|公開")
            Label(text='全部公開', pieces=('全部', '公開'), is_spread=False)
            >>> Label.parse("件~数").text
            '件数'
        """
        pieces = tuple(marked.replace("~", "").split("|"))
        return cls("".join(pieces), pieces, "~" in marked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column; ``key`` says what it counts: an outcome, or the table's measure.

    ``group`` is the upper head in a header of two levels. A column shown
    ``non_zero`` stands in the table only when something is counted in it.
    """

    key: str
    label: Label
    label_en: str
    group: Label | None = None
    group_en: str | None = None
    shown: Shown = "always"

    @property
    def flat_label(self) -> str:
        """The label in one line of a data file: ``応じる_全部``."""
        return f"{self.group.text}_{self.label.text}" if self.group else self.label.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row; what it draws on depends on what the table draws on.

    Attributes:
        key: stable ASCII key.
        label: what is printed in the stub.
        label_en: the same in English.
        request_kinds: of ``outcomes``: the request kinds it counts.
        figures: of ``figures``: the figure behind each column.
        print_as: of ``figures``: how the row's cell is printed.
        shown: a row shown ``non_zero`` stands only when something is counted.
    """

    key: str
    label: Label
    label_en: str
    request_kinds: tuple[str, ...] = ()
    figures: Mapping[str, str] | None = None
    print_as: str | None = None
    shown: Shown = "always"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceRule:
    """A sentence beside a table.

    Attributes:
        kind: ``lead`` always stands; ``rate`` unless nothing is left in the
            denominator; ``appeals`` counts appeals; ``each_row`` says one
            sentence per row.
        place: before or after the table.
        text: the template.
        none: the template when the number is 0 (``appeals``, ``each_row``).
        drop_opening: what falls away from the front when no sentence of the
            same place stands before (また、).
        excluded: ``rate``: how the exclusions are put, empty without any.
        against: ``appeals``: the system of the contested decisions.
        generic: ``appeals``: the word for all kinds together.
    """

    kind: SentenceKind
    place: Place
    text: str
    none: str | None = None
    drop_opening: str = ""
    excluded: str = ""
    against: str | None = None
    generic: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A printed note and when it stands."""

    when: NoteCondition
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What must hold for a table.

    Attributes:
        id: I1 …, several lines may share one.
        kind: how both sides are found.
        explain: the sentence that names both paths with their terms.
        fails: what is said when it does not hold: table, row, column, units.
        missing: what is said when an operand was never recorded.
        figure: the figure an operand is read from.
        with_reasons: how the units with a ground are put when others rest on a
            reason that is no ground.
    """

    id: str
    kind: IdentityKind
    explain: str
    fails: str
    missing: str | None = None
    with_reasons: str | None = None
    figure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Dated):
    """One annual table, declared once; every output comes from this.

    Attributes:
        id: T01 …
        title_ja: the name for files and screen readers.
        title_en: the same in English.
        draws_on: what it counts.
        measure: what one counted thing is, as data files name it.
        unit: its unit as printed (件, 回, 円); None where units are mixed.
        basis: which date puts a thing into the year.
        caption: the printed caption, None where none is printed.
        unit_line: the line beside it, None where none is printed.
        stub: the heading over the row labels; None prints no table at all.
        columns: in printed order.
        rows: in printed order; where ``rows_from`` is set, the rows not named
            here come from that catalogue of the pack.
        rows_from: the catalogue that gives rows and labels.
        outcomes: of ``grounds``: the outcomes whose grounds are counted.
        total_of: the tables whose units the caption counts together.
        subtotal: whether the table's own sum is told beside the total.
        counting_rule_ja: what is counted and when, for 注・定義.
        counting_rule_en: the same in English.
        notes: below the table.
        sentences: beside the table, in reading order.
        identities: what must hold.
        suppression: these tables print every number.
    """

    id: str
    title_ja: str
    title_en: str
    draws_on: Source
    measure: str
    unit: str | None
    basis: Basis
    caption: str | None
    unit_line: str | None
    stub: Label | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    rows_from: RowsFrom | None
    outcomes: tuple[str, ...]
    total_of: tuple[str, ...]
    subtotal: bool
    counting_rule_ja: str
    counting_rule_en: str
    notes: tuple[Note, ...]
    sentences: tuple[SentenceRule, ...]
    identities: tuple[Identity, ...]
    suppression: Literal["none"] = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A typed number of the year: a flow adds up, a stock is the last one."""

    key: str
    label_ja: str
    label_en: str
    unit: str
    accumulation: Accumulation
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Price(Dated):
    """The price of one publication, in yen, for as long as it holds."""

    key: str
    label_ja: str
    label_en: str
    yen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RateExample:
    """A published rate with the counts behind it: the definition's test."""

    source: str
    counts: Mapping[str, int]
    rate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(Dated):
    """A definition of the disclosure rate: keys, not words.

    Either ``excluded`` says what is left out of all units, or ``denominator``
    what is taken in; both empty, everything is taken in.
    """

    code: str
    name_ja: str
    name_en: str
    numerator: tuple[str, ...]
    excluded: tuple[str, ...]
    denominator: tuple[str, ...]
    examples: tuple[RateExample, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TableRules:
    """All declarations of a municipality.

    Attributes:
        order: the ids of the catalogue, as printed.
        own: the tables no regime owns.
        by_regime: pack code → its tables.
        extra_columns: columns every table of outcomes takes when non-zero.
        figures: the typed numbers.
        prices: the price list, dated.
        rates: the definitions of the rate.
    """

    order: tuple[str, ...]
    own: tuple[Table, ...]
    by_regime: Mapping[str, tuple[Table, ...]]
    extra_columns: tuple[Column, ...]
    figures: tuple[Figure, ...]
    prices: tuple[Price, ...]
    rates: tuple[Rate, ...]

    def figure(self, key: str) -> Figure:
        """Return a figure by key; KeyError where there is none."""
        return {figure.key: figure for figure in self.figures}[key]

    def rate(self, code: str) -> Rate:
        """Return a rate definition by code; KeyError where there is none."""
        return {rate.code: rate for rate in self.rates}[code]

    def prices_on(self, on: date) -> tuple[Price, ...]:
        """Return the prices in force on a day, in printed order."""
        return all_on(self.prices, on)
