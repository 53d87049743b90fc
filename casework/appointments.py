"""The appointments that wait: the latest of each unit, unless nobody came."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from casework.models import Appointment, AppointmentKind, Unit
from casework.phases import Phase


def appointments_between(
    first: date, last: date, units: QuerySet[Unit]
) -> QuerySet[Appointment]:
    """Return the appointments of some days that still hold.

    Args:
        first: The first day.
        last: The last day.
        units: Whose; those that are done or void have none.
    """
    later = Appointment.objects.filter(unit=OuterRef("unit"), pk__gt=OuterRef("pk"))
    return (
        Appointment.objects.filter(
            ~Exists(later),
            kind=AppointmentKind.AGREED,
            on__gte=first,
            on__lte=last,
            unit__in=units.filter(phase=Phase.DECIDED, voided=False),
        )
        .select_related("unit__case", "unit__organ", "unit__division")
        .order_by("on", "begins_at", "pk")
    )
