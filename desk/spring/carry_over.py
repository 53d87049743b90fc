"""What is carried over (繰越): received until the end of a year and still open."""

from datetime import date

from django.db.models import Q, QuerySet

from casework.models import Unit
from offices.models import Staff


def carried_over(
    staff: Staff, *, fiscal_year: int, on: date, today: date
) -> QuerySet[Unit]:
    """Return the units received in a fiscal year or before and open on a day.

    Args:
        staff: Who looks.
        fiscal_year: The year that ends.
        on: The day the list is of; what ended later was open then.
        today: The day whose grants hold.
    """
    return (
        Unit.objects.visible_to(staff, on=today)
        .filter(
            Q(outcome=None) | Q(outcome_on__gt=on),
            voided=False,
            fiscal_year__lte=fiscal_year,
            received_on__lte=on,
        )
        .select_related("case", "organ", "division", "handler")
        .order_by("kind", "fiscal_year", "number", "branch", "pk")
    )
