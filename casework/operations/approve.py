"""Approve a draft: the decision is made."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.derived import facts_of, standing_of
from casework.models import Cause, Decision, Draft, DraftState, StepKind, Unit
from casework.operations.conclude import (
    Approved,
    check_days,
    stop_clock,
    write_decision,
)
from casework.operations.concur import has_concurred
from casework.operations.draft import conclusion_of
from casework.operations.draft_steps import (
    CannotStep,
    add_step,
    settle,
    submitted,
)
from casework.permissions import rank_on
from offices.models import Staff
from offices.queries import acting_for
from ordinances.deciding_ranks import suffices


@transaction.atomic
def approve(
    *,
    draft: Draft,
    decided_on: date,
    on_behalf_of: Staff | None,
    by: Staff,
    on: date,
    at: datetime,
    comment: str = "",
) -> Decision:
    """Approve a draft; what the records say now is frozen in the decision.

    Writes the decision that counts from now on, its grounds, the phase, a STOPPED
    clock event, the draft's last step and one trail entry.

    Args:
        draft: A submitted draft.
        decided_on: The day on the notice.
        on_behalf_of: Whose place the person takes (代決), or None.
        by: Who approves; never the drafter.
        on: The day of the approval.
        at: The instant.
        comment: What to remember of it, or empty.

    Raises:
        NotPermitted: Not among the rights of the person, or of the one replaced.
        CannotAct: No draft of the unit waits for approval.
        CannotStep: Own draft, low rank, concurrence missing, or no deputy.
        CannotDecide: The days cannot be.

    Source:
        練馬区情報公開条例 11; 事案決定 is the pack's table of deciding ranks.
    """
    right = on_behalf_of or by
    draft, unit = submitted("approve", draft, by=right, on=on)
    _check_people(draft, unit, by=by, on_behalf_of=on_behalf_of, on=on)
    check_days(unit, approved_on=on, decided_on=decided_on, on=on)
    decision = _decision(
        draft, unit, decided_on, by=by, on_behalf_of=on_behalf_of, on=on
    )
    last = StepKind.APPROVE
    add_step(draft, last, by=by, on=on, at=at, comment=comment, acted_for=on_behalf_of)
    settle(draft, DraftState.APPROVED)
    stop_clock(unit, on=decided_on, by=by, at=at)
    _on_trail(decision, unit, by=by, at=at, comment=comment)
    return decision


def _decision(
    draft: Draft,
    unit: Unit,
    decided_on: date,
    *,
    by: Staff,
    on_behalf_of: Staff | None,
    on: date,
) -> Decision:
    standing = standing_of(unit, on=on)
    return write_decision(
        unit,
        conclusion_of(standing, draft.outcome, on=decided_on),
        act="approve",
        cause=Cause.ORIGINAL,
        approved=Approved(
            drafted_by=draft.drafted_by,
            approved_on=on,
            approved_by=by,
            acted_for=on_behalf_of,
        ),
        facts={"draft": draft.seq, "records": facts_of(standing.records)},
    )


def _on_trail(
    decision: Decision, unit: Unit, *, by: Staff, at: datetime, comment: str
) -> None:
    acted_for = decision.acted_for_id
    trail.record(
        stream=unit.case.stream,
        act="approve",
        subject=f"unit:{unit.pk}",
        by=by.as_actor(),
        at=at,
        facts={
            "decision": decision.seq,
            "acted_for": f"staff:{acted_for}" if acted_for else "",
            **decision.facts,
        },
        detail={"comment": comment} if comment else None,
    )


def _check_people(
    draft: Draft, unit: Unit, *, by: Staff, on_behalf_of: Staff | None, on: date
) -> None:
    """Refuse the drafter, a low rank, a missing concurrence and a false deputy."""
    if draft.drafted_by_id in {by.pk, on_behalf_of.pk if on_behalf_of else by.pk}:
        raise CannotStep(
            "own_draft",
            _(
                "Nobody approves a draft of their own, nor in the drafter's place. "
                "Ask another approver."
            ),
        )
    if on_behalf_of and on_behalf_of not in acting_for(by, on=on):
        raise CannotStep(
            "no_deputy",
            _(
                "On this day you do not take the place of %(name)s. The absence and "
                "its deputy are recorded by the administrator."
            )
            % {"name": on_behalf_of.name},
        )
    if not suffices(rank_on(on_behalf_of or by, unit, on=on), wanted=draft.rank):
        raise CannotStep(
            "rank_too_low",
            _(
                "This decision needs an approver of a higher rank (事案決定). Please "
                "pass it on; what was drafted stays."
            ),
        )
    if draft.concurrence and not has_concurred(draft):
        raise CannotStep(
            "concurrence_missing",
            _("The concurrence of the records office comes first. Ask for it."),
        )
