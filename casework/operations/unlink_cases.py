"""Take a link between two cases away."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from casework.models import CaseLink, Unit
from casework.operations.begin import begin
from casework.operations.link_cases import CannotLink, lock_cases, tell
from offices.models import Staff


@transaction.atomic
def unlink_cases(
    *, unit: Unit, link: CaseLink, by: Staff, on: date, at: datetime
) -> None:
    """Remove a link that does not hold; the trail keeps that it was there.

    Writes one entry on the trail of each case.

    Args:
        unit: A unit of one of the two cases.
        link: The link.
        by: Who takes it away.
        on: The day.
        at: The instant.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The number is void.
        CannotLink: The link is gone already, or joins other cases.
    """
    lock_cases(link.case_id, link.other_id)
    unit = begin("unlink_cases", unit, by=by, on=on)
    links = CaseLink.objects.select_for_update(of=("self",))
    found = links.select_related("case", "other").filter(pk=link.pk).first()
    if found is None or unit.case_id not in (found.case_id, found.other_id):
        message = _("That link is gone already. Open the unit to see what it has.")
        raise CannotLink("link_gone", message)
    tell("unlink_cases", found, by=by, at=at)
    found.delete()
