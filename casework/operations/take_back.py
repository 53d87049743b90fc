"""Take one's own draft back (引戻し)."""

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
def take_back(
    *, draft: Draft, comment: str, by: Staff, on: date, at: datetime
) -> Draft:
    """Take a draft back before it is approved; the unit is examined again.

    Args:
        draft: A submitted draft.
        comment: Why, or empty.
        by: The drafter.
        on: The day.
        at: The instant.

    Returns:
        The draft, taken back.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: No draft of the unit waits for approval.
        CannotStep: Somebody else drafted it.
    """
    draft, unit = submitted("take_back", draft, by=by, on=on)
    if draft.drafted_by_id != by.pk:
        raise CannotStep(
            "not_own_draft",
            _(
                "Only %(drafter)s, who drafted it, takes it back. An approver can "
                "send it back."
            )
            % {"drafter": draft.drafted_by.name},
        )
    add_step(draft, StepKind.TAKE_BACK, by=by, on=on, at=at, comment=comment)
    settle(draft, DraftState.TAKEN_BACK)
    advance(unit=unit, act="take_back", after=Phase.EXAMINATION)
    touch(unit)
    on_trail("take_back", draft, unit, by=by, at=at, comment=comment)
    return draft
