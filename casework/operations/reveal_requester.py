"""Show the masked requester to division staff, for a reason that is kept."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.errors import CaseworkError
from casework.models import Bar, Case, Party, Unit
from casework.parties import asking_parties
from casework.permissions import can_reveal_requester
from offices.models import Staff


class CannotReveal(CaseworkError):
    """The requester is not for this person, or no reason is given.

    Attributes:
        field: What to mend.
    """

    field = "reason"

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@transaction.atomic
def reveal_requester(
    *, unit: Unit, reason: str, by: Staff, on: date, at: datetime
) -> list[Party]:
    """Return who takes part in the case of a unit, and keep who asked and why.

    Every showing writes one trail entry: shown twice, it stands there twice.

    Args:
        unit: A visible unit.
        reason: Why the work needs it; never empty.
        by: Who wants to know.
        on: The day whose grants hold.
        at: The instant.

    Returns:
        The parties of the case.

    Raises:
        CannotReveal: The person has no right to it, or gives no reason.

    Source:
        Practice: who decides does not know who asks unless the work needs it.
    """
    case = Case.objects.select_for_update().get(pk=unit.case_id)
    is_barred = Bar.objects.filter(case=case, staff=by).exists()
    if is_barred or not can_reveal_requester(by, unit, on=on):
        raise CannotReveal(
            "not_permitted",
            _("The requester of %(number)s is not for you to see.")
            % {"number": unit.number_text},
        )
    if not reason.strip():
        raise CannotReveal(
            "no_reason", _("Please say for what work you need to know who asks.")
        )
    trail.record(
        stream=case.stream,
        act="reveal_requester",
        subject=f"unit:{unit.pk}",
        by=by.as_actor(),
        at=at,
        detail={"reason": reason.strip()},
    )
    return list(asking_parties(case.pk))
