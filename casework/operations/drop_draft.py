"""Drop the draft of a unit that needs no decision any more."""

from datetime import date, datetime

from django.db.models import Max

from casework.models import Draft, DraftState, DraftStep, StepKind, Unit
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
    draft = Draft.objects.filter(unit=unit, state=DraftState.SUBMITTED).first()
    if draft is None:
        return None
    last = draft.steps.aggregate(Max("seq"))["seq__max"] or 0
    DraftStep.objects.create(
        draft=draft, seq=last + 1, kind=StepKind.DROP, staff=by, on=on, at=at
    )
    draft.state = DraftState.DROPPED
    draft.version += 1
    draft.save(update_fields=["state", "version"])
    return draft
