"""Document numbers of letters: 2練総情第123号, by the municipality's template.

The year is the fiscal year in its era, the series one per division symbol (部課記号)
and fiscal year. The symbols are data: a division's own stands with the division,
what all divisions share in ``document_symbols`` of ``municipality.yaml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ordinances.fiscal_years import era_year_text

if TYPE_CHECKING:
    from ordinances.yaml_nodes import MappingNode

NUMBER, YEAR, TOWN, DIVISION = "{n}", "{年}", "{団体略}", "{部課記号}"
# without one of these two letters would bear the same number
NEEDED = (NUMBER, DIVISION)


@dataclass(frozen=True, slots=True)
class DocumentSymbols:
    """What stands in a document number beside year and number.

    Attributes:
        municipality: the sign of the municipality (団体略), such as 練.
        division: the symbol of a division that has none of its own.
        verified: whether the municipality's own text was read.
        source: where they come from.
    """

    municipality: str
    division: str
    verified: bool
    source: str


def read_document_symbols(node: MappingNode) -> DocumentSymbols:
    """Read ``document_symbols``.

    Raises:
        PackError: a field is missing.
    """
    symbols = DocumentSymbols(
        municipality=node.text("municipality"),
        division=node.text("division"),
        verified=node.flag("verified"),
        source=node.text("source"),
    )
    node.done()
    return symbols


def read_document_number_template(node: MappingNode) -> str:
    """Read ``document_number_template``.

    Raises:
        PackError: it has no place for the number or for the division's symbol.
    """
    key = "document_number_template"
    template = node.text(key)
    for placeholder in NEEDED:
        if placeholder not in template:
            raise node.error(
                key, found=template, expected=f"a template with {placeholder}"
            )
    return template


def format_document_number(
    template: str, *, fiscal_year: int, municipality: str, division: str, number: str
) -> str:
    """Write a document number.

    Args:
        template: knows ``{年}``, ``{団体略}``, ``{部課記号}`` and ``{n}``.
        fiscal_year: the year of the issue day, April to March.
        municipality: the sign of the municipality.
        division: the symbol of the division.
        number: the number, or what stands in its place on a preview.

    Example:
        >>> format_document_number(
        ...     "{年}{団体略}{部課記号}第{n}号", fiscal_year=2020,
        ...     municipality="練", division="総情", number="123",
        ... )
        '2練総情第123号'
    """
    parts = {
        YEAR: _year(fiscal_year),
        TOWN: municipality,
        DIVISION: division,
        NUMBER: number,
    }
    text = template
    for placeholder, value in parts.items():
        text = text.replace(placeholder, value)
    return text


def _year(fiscal_year: int) -> str:
    """Return the year of the fiscal year in its era, half width: 2, 元."""
    return era_year_text(fiscal_year, "half")
