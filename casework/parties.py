"""Who takes part in a case, and who is only asked."""

from django.db.models import QuerySet

from casework.models import Party, PartyRole


def asking_parties(case: int) -> QuerySet[Party]:
    """Return who takes part in a case, without the third parties that are asked.

    Those belong to the consultation of a unit: they come before nobody who looks
    for the requester, and on no paper for the requester.

    Args:
        case: The key of the case.
    """
    parties = Party.objects.filter(case=case).exclude(role=PartyRole.THIRD_PARTY)
    return parties.order_by("pk")
