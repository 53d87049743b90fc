"""Drop the draft of a unit that needs no decision any more."""

from datetime import date, datetime

from casework.models import Draft, DraftState, StepKind, Unit
from casework.operations.draft_steps import add_step, settle
from offices.models import Staff


def drop_draft(*, unit: Unit, by: Staff, on: date, at: datetime) -> Draft | None:
    """End the draft that waits for approval, as a part of another act.

    Writes the draft's state and its last step; the act that ends the unit
    writes the trail.

    Args:
        unit: Locked by the caller.
        by: Who ended the unit.
        on: The day.
        at: The instant.

    Returns:
        The draft, None when none was waiting.
    """
    waiting = Draft.objects.select_for_update().filter(unit=unit)
    draft = waiting.filter(state=DraftState.SUBMITTED).first()
    if draft is None:
        return None
    add_step(draft, StepKind.DROP, by=by, on=on, at=at)
    settle(draft, DraftState.DROPPED)
    return draft
