"""Concur with a draft (合議) before it is approved."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from casework.models import Draft, DraftStep, StepKind
from casework.operations.draft_steps import (
    CannotStep,
    add_step,
    on_trail,
    submitted,
)
from offices.models import Staff


@transaction.atomic
def concur(
    *, draft: Draft, comment: str, by: Staff, on: date, at: datetime
) -> DraftStep:
    """Record the concurrence the pack wants before the approval.

    Args:
        draft: A submitted draft.
        comment: What to tell the approver, or empty.
        by: Who concurs, never the drafter.
        on: The day.
        at: The instant.

    Returns:
        The step.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: No draft of the unit waits for approval.
        CannotStep: The draft wants no concurrence, has it already, or is the
            person's own.

    Source:
        事案決定 (合議) is the pack's table of deciding ranks.
    """
    draft, unit = submitted("concur", draft, by=by, on=on)
    if not draft.concurrence:
        raise CannotStep(
            "no_concurrence_wanted",
            _("This decision needs no concurrence. It can be approved at once."),
        )
    if has_concurred(draft):
        raise CannotStep("concurred_already", _("The concurrence is recorded already."))
    if draft.drafted_by_id == by.pk:
        raise CannotStep(
            "own_draft",
            _("Nobody concurs with a draft of their own. Ask a second person."),
        )
    step = add_step(draft, StepKind.CONCUR, by=by, on=on, at=at, comment=comment)
    on_trail("concur", draft, unit, by=by, at=at, comment=comment)
    return step


def has_concurred(draft: Draft) -> bool:
    """Tell whether the concurrence of a draft is recorded."""
    return draft.steps.filter(kind=StepKind.CONCUR).exists()
