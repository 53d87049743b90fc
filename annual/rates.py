"""The disclosure rate: definitions are keys, arithmetic is Decimal, half up.

The keys that leave the denominator are also the words of the exclusion in the
sentence, so the two cannot part.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ordinances.tables import Rate

ONE_DECIMAL = Decimal("0.1")
MINUS = "−"


@dataclass(frozen=True, slots=True)
class Fraction:
    """A rate before it is rounded.

    Attributes:
        numerator: the keys above the line, in table order.
        denominator: the keys below the line, in table order.
        excluded: the keys of the table that stay out, in table order.
        above: the number above the line.
        below: the number below the line.
    """

    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    excluded: tuple[str, ...]
    above: int
    below: int

    @property
    def percent(self) -> Decimal | None:
        """The rate with one decimal, half up; None when nothing is below.

        Example:
            >>> Fraction(("full",), ("full",), (), 2774, 2797).percent
            Decimal('99.2')
        """
        if self.below == 0:
            return None
        exact = Decimal(self.above) * 100 / Decimal(self.below)
        return exact.quantize(ONE_DECIMAL, ROUND_HALF_UP)


def fraction(rate: Rate, counts: Mapping[str, int]) -> Fraction:
    """Apply a definition to the counts of a table.

    Args:
        rate: the definition.
        counts: class → printed number, in table order; a class that is not
            printed is not there.

    Returns:
        The fraction; its exclusions are among the given classes only.
    """
    below = tuple(key for key in counts if _is_below(rate, key))
    above = tuple(key for key in counts if key in rate.numerator)
    return Fraction(
        numerator=above,
        denominator=below,
        excluded=tuple(key for key in counts if key not in below),
        above=_sum(counts, above),
        below=_sum(counts, below),
    )


def formula(rate: Rate, counts: Mapping[str, int]) -> str:
    """Write the division with its numbers: ``(1,107+1,667)÷(3,102−139−166)``."""
    parts = fraction(rate, counts)
    above = "+".join(f"{counts[key]:,}" for key in parts.numerator)
    if rate.denominator:
        below = "+".join(f"{counts[key]:,}" for key in parts.denominator)
    else:
        everything = f"{sum(counts.values()):,}"
        below = MINUS.join([everything, *(f"{counts[k]:,}" for k in parts.excluded)])
    return f"({above})÷({below})"


def percent_of_integers(above: int, below: int) -> str:
    """Compute the same rate with whole numbers alone: the second path.

    Example:
        >>> percent_of_integers(2774, 2797)
        '99.2'
    """
    tenths = (2000 * above + below) // (2 * below)
    return f"{tenths // 10}.{tenths % 10}"


def _is_below(rate: Rate, key: str) -> bool:
    return key in rate.denominator if rate.denominator else key not in rate.excluded


def _sum(counts: Mapping[str, int], keys: Collection[str]) -> int:
    return sum(counts[key] for key in keys)
