"""Record that a disclosure was carried out."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from audit.trail import Actor
from casework.errors import CaseworkError
from casework.handover import Handover
from casework.models import Implementation, Unit
from casework.operations.advance import advance, lock
from casework.phases import Phase
from casework.wording import day

__all__ = ["CannotImplement", "Handover", "handover_facts", "implement"]


class CannotImplement(CaseworkError):
    """The day of implementation does not fit the decision."""

    code = "implementation_before_decision"

    def __init__(self, unit: Unit, on: date) -> None:
        self.unit, self.on = unit, on
        super().__init__(
            _(
                "%(number)s: the day of implementation %(on)s lies before the "
                "decision, or there is no decision. Check the day."
            )
            % {"number": unit.number_text, "on": day(on)}
        )


@transaction.atomic
def implement(*, unit: Unit, handover: Handover, by: Actor, at: datetime) -> Unit:
    """Record an implementation and close the unit when its day is known.

    Writes the implementation, the phase and one trail entry.

    Args:
        unit: The unit.
        handover: Day, sheets and fee.
        by: Who records it.
        at: When it is recorded.

    Returns:
        The unit.

    Raises:
        CannotImplement: The day lies before the decision, or none was made.

    Source:
        練馬区情報公開条例 (公開の実施); 個人情報保護法 87.
    """
    unit = lock(unit)
    decided_on = unit.outcome_on
    if handover.on and (decided_on is None or handover.on < decided_on):
        raise CannotImplement(unit, handover.on)
    Implementation.objects.create(
        unit=unit, on=handover.on, sheets=handover.sheets, fee_yen=handover.fee_yen
    )
    if handover.on and unit.phase == Phase.DECIDED:
        advance(
            unit=unit,
            act="implement",
            after=Phase.CLOSED,
            outcome=unit.outcome,
            outcome_on=unit.outcome_on,
        )
    trail.record(
        stream=unit.case.stream,
        act="implement",
        subject=f"unit:{unit.pk}",
        by=by,
        at=at,
        facts=handover_facts(handover),
    )
    return unit


def handover_facts(handover: Handover) -> dict[str, object]:
    """Return what the trail keeps of an implementation."""
    return {
        "on": handover.on.isoformat() if handover.on else None,
        "sheets": handover.sheets,
        "fee_yen": handover.fee_yen,
    }
