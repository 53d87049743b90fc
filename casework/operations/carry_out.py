"""Record at the desk that a disclosure was carried out (公開の実施)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from casework.charging import CannotCarryOut, charge, check_supersedes
from casework.handover import Handover
from casework.holding import check_may_hand_over
from casework.in_force import decision_in_force_on, outcome_in_force
from casework.models import Unit
from casework.operations.begin import begin, touch
from casework.operations.implement import CannotImplement, implement
from casework.phases import TO_IMPLEMENT
from casework.wording import day
from offices.models import Staff

__all__ = ["CannotCarryOut", "carry_out"]


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
    """Record what was shown or copied; closes a unit of which nothing is left.

    The fee follows from the copies and the pack's prices of the day, and is frozen.

    Args:
        unit: A unit disclosed in full or in part.
        handover: Day, way, copies; or what a ledger tells.
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
        CannotCarryOut: Nothing was to be disclosed, the day is to come, or the
            copies do not fit.
        CannotHandOver: Two weeks after an opposition are not over, or it is held.
        CannotImplement: The day lies before the decision that discloses.

    Source:
        練馬区情報公開条例 (公開の実施); 個人情報保護法 87.
    """
    unit = begin("implement", unit, by=by, on=on, version=version)
    _check(unit, handover, on=on)
    check_supersedes(unit, handover)
    charged = charge(unit, handover)
    unit = implement(
        unit=unit,
        handover=charged.handover,
        by=by.as_actor(),
        at=at,
        staff=by if handover.method else None,
        lines=charged.lines,
    )
    touch(unit)
    return unit


def _check(unit: Unit, handover: Handover, *, on: date) -> None:
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
    _check_decided(unit, handover)
    check_may_hand_over(unit, on=handover.on or on)


def _check_decided(unit: Unit, handover: Handover) -> None:
    """Refuse a day on which the decision that held then disclosed nothing."""
    if handover.on is None:
        return
    held = decision_in_force_on(unit, handover.on)
    if held is not None and held.outcome not in TO_IMPLEMENT:
        raise CannotImplement(unit, handover.on)
