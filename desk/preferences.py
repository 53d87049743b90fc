"""What a person has set, and the numbers beside a list: one statement for all."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import IntegerField, QuerySet, Subquery
from django.utils.translation import gettext as _

from casework.models import Unit
from desk.models import USUAL_PAGE_SIZE
from offices.models import Staff
from ordinances.numerals import format_number

# counting ends here: a number beside a list must not cost the whole table
MOST = 1000


@dataclass(frozen=True, slots=True)
class Preferences:
    """How a person wants lists shown."""

    page_size: int = USUAL_PAGE_SIZE
    columns: tuple[str, ...] = ()
    has_keys: bool = True


class BoundedCount(Subquery):
    """How many rows there are, `MOST` at most."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()

    def __init__(self, units: QuerySet[Unit]) -> None:
        super().__init__(units.values("pk")[:MOST])


def standing(
    staff: Staff, counted: Mapping[str, QuerySet[Unit]]
) -> tuple[Preferences, dict[str, int]]:
    """Return what a person has set, and how many rows each list has.

    Args:
        staff: Who looks.
        counted: Name → what is counted, up to `MOST`.
    """
    counts = {
        f"n_{name}": BoundedCount(units)
        for name, units in counted.items()
        if not units.query.is_empty()
    }
    row = (
        Staff.objects.filter(pk=staff.pk)
        .annotate(**counts)
        .values(
            "preference__page_size",
            "preference__columns",
            "preference__has_keys",
            *counts,
        )
        .get()
    )
    numbers = {name: row.get(f"n_{name}", 0) for name in counted}
    if row["preference__page_size"] is None:
        return Preferences(), numbers
    set_by_hand = Preferences(
        page_size=row["preference__page_size"],
        columns=tuple(row["preference__columns"]),
        has_keys=row["preference__has_keys"],
    )
    return set_by_hand, numbers


def in_words(count: int) -> str:
    """Write a number that was counted up to `MOST`."""
    if count < MOST:
        return format_number(count)
    return _("%(number)s or more") % {"number": format_number(MOST)}
