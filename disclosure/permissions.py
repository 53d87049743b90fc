"""Who may log public-records requests, and for which organs. Deny by default."""

from datetime import date

from django.db.models import Q, QuerySet

from offices.models import Organ, Role, Staff


def can_receive(staff: Staff, *, on: date) -> bool:
    """Tell whether this person logs requests for any organ."""
    return Role.RECORDS_OFFICER in staff.roles_on(on)


def organs_to_receive_for(staff: Staff, *, on: date) -> QuerySet[Organ]:
    """Return the organs whose requests this person logs.

    Args:
        staff: A person; grants of one organ reach that organ only.
        on: The day whose grants hold; organs dissolved before it are left out.
    """
    grants = [g for g in staff.grants_on(on) if g.role == Role.RECORDS_OFFICER]
    organs = Organ.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=on), valid_from__lte=on
    )
    if all(grant.organ_id is not None for grant in grants):
        organs = organs.filter(pk__in=[grant.organ_id for grant in grants])
    return organs.order_by("pk")
