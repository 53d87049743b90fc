"""What copies cost (費用): prices by kind and day, waiver, revenue year, as data.

A price is looked up by the day of the hand-over. Inspection and viewing are free;
postage is what it cost, apart from the fee.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ordinances.dated import Dated, NotInForce, Value, all_on, the_one_on
from ordinances.entry_readers import read_catalogue, read_dated, read_series
from ordinances.fiscal_years import fiscal_year_of
from ordinances.yaml_nodes import read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ordinances.yaml_nodes import MappingNode

COPY_KINDS = ("mono", "colour", "media")
"""Kinds of copies a pack prices: sides in black, sides in colour, pieces of media."""

ON, OFF = "on", "off"
OF_IMPLEMENTATION, OF_PAYMENT = "implementation", "payment"
APRIL = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyPrice(Dated):
    """What one copy of a kind costs.

    Attributes:
        kind: One of `COPY_KINDS`.
        price_yen: Of one side or piece; None means at cost, typed each time.
    """

    kind: str
    label_ja: str
    label_en: str
    price_yen: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverReason(Dated):
    """A reason for which the fee may be waived (減免)."""

    code: str
    label_ja: str
    label_en: str


@dataclass(frozen=True, slots=True)
class FeeLine:
    """Copies of one kind and what they cost.

    Attributes:
        unit_price_yen: None where they are charged at cost.
    """

    kind: str
    copies: int
    unit_price_yen: int | None
    amount_yen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeTable:
    """The fees of a regime.

    Attributes:
        copies: The prices, by kind and day.
        waiver: Whether fees can be waived, by day.
        waiver_reasons: For what.
        revenue_year: Whose fiscal year a payment of April or May belongs to.
        closing_until: The last month and day on which the year before is open.
    """

    copies: tuple[CopyPrice, ...] = ()
    waiver: tuple[Value[str], ...] = ()
    waiver_reasons: tuple[WaiverReason, ...] = ()
    revenue_year: tuple[Value[str], ...] = ()
    closing_until: str = "05-31"

    def price(self, kind: str, on: date) -> CopyPrice:
        """Return the price of a kind of copy on a day.

        Raises:
            NotInForce: there is no such kind on that day.
        """
        found = (price for price in self.copies if price.kind == kind)
        return the_one_on(found, on, "費用", "写しの種類", kind)

    def prices_on(self, on: date) -> tuple[CopyPrice, ...]:
        """Return every price of a day, in pack order."""
        return all_on(self.copies, on)

    def can_waive(self, on: date) -> bool:
        """Tell whether a fee can be waived on a day."""
        return any(value.value == ON for value in all_on(self.waiver, on))

    def reasons_on(self, on: date) -> tuple[WaiverReason, ...]:
        """Return the reasons for a waiver on a day."""
        return all_on(self.waiver_reasons, on)

    def revenue_years(self, on: date) -> tuple[int, ...]:
        """Return the fiscal years a payment of a day can belong to.

        Example:
            A payment of 2021-05-31 can belong to 2021 or still to 2020, one of
            2021-06-01 to 2021 only.
        """
        year = fiscal_year_of(on)
        last = date.fromisoformat(f"{on.year}-{self.closing_until}")
        still_open = on.month >= APRIL and on <= last
        return (year, year - 1) if still_open else (year,)

    def revenue_year_of(self, on: date, *, due_since: date | None) -> int:
        """Return the fiscal year a payment belongs to unless somebody says another.

        Args:
            on: The day of the payment.
            due_since: The day the copies were handed over; None when they are not.

        Returns:
            The year of the hand-over where the pack says so and that year is still
            open, else the year of the payment.
        """
        years = self.revenue_years(on)
        rules = all_on(self.revenue_year, on)
        if due_since and any(rule.value == OF_IMPLEMENTATION for rule in rules):
            year = fiscal_year_of(due_since)
            return year if year in years else years[0]
        return years[0]


def fee_lines(
    table: FeeTable, copies: Mapping[str, int], at_cost: Mapping[str, int], *, on: date
) -> tuple[FeeLine, ...]:
    """Return what copies cost on the day they are handed over.

    Args:
        table: The fees of the regime.
        copies: kind → how many sides or pieces; none and nought cost nothing.
        at_cost: kind → what all of them cost, for kinds without a price.
        on: The day of the hand-over, which chooses the prices.

    Raises:
        NotInForce: A kind has no price on that day.
        KeyError: A kind is charged at cost and nobody said what it cost.

    Example:
        Three sides in black at 10 yen and one in colour at 50: 30 + 50 = 80 yen.
    """
    lines = []
    for kind in COPY_KINDS:
        n = copies.get(kind, 0)
        if not n:
            continue
        price = table.price(kind, on).price_yen
        amount = at_cost[kind] if price is None else n * price
        lines.append(FeeLine(kind, n, price, amount))
    return tuple(lines)


def read_fees(directory: Path) -> FeeTable:
    """Read ``fees.yaml`` of a regime; a regime may have none.

    Raises:
        PackError: a mistake in the file.
    """
    path = directory / "fees.yaml"
    if not path.exists():
        return FeeTable()
    node = read_yaml(path)
    table = FeeTable(
        copies=read_catalogue(node, "copies", _read_price, lambda price: price.kind),
        waiver=read_series(node, "fee_waiver", lambda row: _word(row, (ON, OFF))),
        waiver_reasons=read_catalogue(
            node, "waiver_reasons", _read_reason, lambda reason: reason.code
        ),
        revenue_year=read_series(
            node,
            "revenue_year",
            lambda row: _word(row, (OF_IMPLEMENTATION, OF_PAYMENT)),
        ),
        closing_until=_closing(node),
    )
    _check_examples(node, table)
    node.done()
    return table


def _read_price(node: MappingNode) -> CopyPrice:
    return CopyPrice(
        kind=node.choice("kind", COPY_KINDS),
        label_ja=node.text("label_ja"),
        label_en=node.text("label_en"),
        price_yen=node.optional_integer("price_yen", at_least=1),
        **read_dated(node),
    )


def _read_reason(node: MappingNode) -> WaiverReason:
    return WaiverReason(
        code=node.text("code"),
        label_ja=node.text("label_ja"),
        label_en=node.text("label_en"),
        **read_dated(node),
    )


def _word(node: MappingNode, words: tuple[str, ...]) -> Value[str]:
    return Value(value=node.choice("value", words), **read_dated(node))


def _closing(node: MappingNode) -> str:
    text = node.text("closing_until")
    try:
        last = date.fromisoformat(f"2001-{text}")
    except ValueError:
        last = date.min
    if last.month < APRIL:
        raise node.error(
            "closing_until",
            found=text,
            expected="a month and day from 04-01 on, like 05-31",
        )
    return text


def _check_examples(node: MappingNode, table: FeeTable) -> None:
    """Refuse a table that does not give what its worked examples say."""
    for row in node.mappings("examples"):
        copies = _numbers(row.mapping("copies"))
        cost = row.optional_mapping("at_cost")
        at_cost = _numbers(cost) if cost else {}
        expected = row.integer("fee_yen", at_least=0)
        try:
            lines = fee_lines(table, copies, at_cost, on=row.day("on"))
            found = str(sum(line.amount_yen for line in lines))
        except (NotInForce, KeyError) as error:
            found = f"no fee ({error})"
        if found != str(expected):
            raise row.error("fee_yen", found=str(expected), expected=found)
        row.text("why")
        row.done()


def _numbers(node: MappingNode) -> dict[str, int]:
    found = {
        kind: node.integer(kind, at_least=0) for kind in COPY_KINDS if node.has(kind)
    }
    node.done()
    return found
