"""Record at the desk that a disclosure was carried out (公開の実施)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from casework.errors import CaseworkError
from casework.handover import Handover
from casework.holding import check_may_hand_over
from casework.in_force import outcome_in_force
from casework.models import Unit
from casework.operations.begin import begin, touch
from casework.operations.implement import implement
from casework.phases import TO_IMPLEMENT
from casework.wording import day
from offices.models import Staff


class CannotCarryOut(CaseworkError):
    """Nothing was to be disclosed, or not on that day.

    Attributes:
        field: What to mend.
    """

    field = "on"

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@transaction.atomic
def carry_out(
    *,
    unit: Unit,
    handover: Handover,
    version: int | None,
    by: Staff,
    on: date,
    at: datetime,
) -> Unit:
    """Record what was shown or copied; a unit that waited for it is closed.

    Args:
        unit: A unit disclosed in full or in part.
        handover: Day, sheets and fee.
        version: The version the person read.
        by: Who records it.
        on: The day of recording.
        at: The instant.

    Returns:
        The unit.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The unit is not decided.
        Stale: Somebody changed the unit since.
        CannotCarryOut: Nothing was to be disclosed, or the day is to come.
        CannotHandOver: Two weeks after an opposition are not over, or it is held.
        CannotImplement: The day lies before the decision.

    Source:
        練馬区情報公開条例 (公開の実施); 個人情報保護法 87.
    """
    unit = begin("implement", unit, by=by, on=on, version=version)
    if outcome_in_force(unit) not in TO_IMPLEMENT:
        message = _(
            "%(number)s ended without anything to disclose. A wrong outcome is mended "
            "by correcting the decision."
        ) % {"number": unit.number_text}
        raise CannotCarryOut("nothing_to_disclose", message)
    if handover.on is not None and handover.on > on:
        message = _(
            "The disclosure of %(day)s is still to come. Record it when it is done."
        )
        raise CannotCarryOut("in_future", message % {"day": day(handover.on)})
    check_may_hand_over(unit, on=handover.on or on)
    unit = implement(unit=unit, handover=handover, by=by.as_actor(), at=at)
    touch(unit)
    return unit
