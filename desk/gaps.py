"""Numbers that are missing in a series of one fiscal year (欠番)."""

from typing import Any

from casework.models import Case
from casework.queries import missing_numbers

# what narrows within a series would make gaps that are none
WITHIN_A_SERIES = {"kind", "fiscal_year"}


def gaps_of(chosen: dict[str, Any]) -> list[tuple[int, int]]:
    """Return the gaps of the one series and year that is listed whole.

    A number nobody has is nobody's secret: the gaps are those of the register,
    not of what one person may see.

    Args:
        chosen: The filters as understood.

    Returns:
        Ranges of numbers, first and last included; empty when the list shows
        anything but one kind in one fiscal year.
    """
    given = {name for name, value in chosen.items() if value not in ("", None)}
    if given != WITHIN_A_SERIES:
        return []
    return missing_numbers(
        Case.objects.filter(kind=chosen["kind"], fiscal_year=chosen["fiscal_year"])
    )
