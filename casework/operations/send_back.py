"""Send a draft back to its drafter (差戻し)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from casework.models import Draft, DraftState, StepKind
from casework.operations.advance import advance
from casework.operations.begin import touch
from casework.operations.draft_steps import (
    CannotStep,
    add_step,
    on_trail,
    settle,
    submitted,
)
from casework.phases import Phase
from offices.models import Staff


@transaction.atomic
def send_back(
    *, draft: Draft, comment: str, by: Staff, on: date, at: datetime
) -> Draft:
    """Send a draft back with a reason; the unit is under examination again.

    Args:
        draft: A submitted draft.
        comment: What to mend; never empty.
        by: An approver, or whoever concurs; never the drafter.
        on: The day.
        at: The instant.

    Returns:
        The draft, returned.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: No draft of the unit waits for approval.
        CannotStep: There is no reason, or the draft is the person's own.
    """
    draft, unit = submitted("send_back", draft, by=by, on=on)
    if not comment.strip():
        raise CannotStep(
            "reason_missing", _("Say what the drafter should mend, and send it back.")
        )
    if draft.drafted_by_id == by.pk:
        raise CannotStep(
            "own_draft", _("This is your own draft. Take it back instead.")
        )
    add_step(draft, StepKind.SEND_BACK, by=by, on=on, at=at, comment=comment)
    settle(draft, DraftState.RETURNED)
    advance(unit=unit, act="send_back", after=Phase.EXAMINATION)
    touch(unit)
    on_trail("send_back", draft, unit, by=by, at=at, comment=comment)
    return draft
