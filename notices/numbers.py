"""Document numbers (文書番号): whose series, which year, how they are written."""

from datetime import date

from casework.models import Unit
from ordinances.document_numbers import format_document_number
from ordinances.fiscal_years import fiscal_year_of
from ordinances.loading import municipality
from ordinances.schema import Municipality

# stands in the place of the number until there is one
NOT_YET = "●"


def series_of(unit: Unit) -> str:
    """Return the series a unit's letters are numbered in: one per symbol."""
    return f"document:{symbol_of(unit)}"


def symbol_of(unit: Unit) -> str:
    """Return the division's symbol, else the one the municipality uses instead."""
    own = unit.division.symbol if unit.division else ""
    return own or _town(unit).document_symbols.division


def number_text(unit: Unit, *, issued_on: date, number: str = NOT_YET) -> str:
    """Write the document number of a letter.

    Args:
        unit: The unit it belongs to.
        issued_on: The day on it; its fiscal year counts.
        number: The number, or nothing before there is one.
    """
    town = _town(unit)
    return format_document_number(
        town.document_number_template,
        fiscal_year=fiscal_year_of(issued_on),
        municipality=town.document_symbols.municipality,
        division=symbol_of(unit),
        number=number,
    )


def _town(unit: Unit) -> Municipality:
    return municipality(unit.regime.partition("/")[0])
