"""Record a decision that was approved in the city's own document system."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from casework.approvals import ExternalApproval, Proposal
from casework.consulted import check_consulted
from casework.derived import facts_of, standing_of
from casework.models import Approval, Cause, Decision, Unit
from casework.operations.begin import begin
from casework.operations.conclude import (
    Approved,
    CannotDecide,
    check_days,
    decision_on_trail,
    stop_clock,
    write_decision,
)
from casework.operations.draft import (
    check_alive,
    check_choice,
    conclusion_of,
    ready_outcome,
)
from offices.models import Staff


@transaction.atomic
def decide(
    *,
    unit: Unit,
    proposal: Proposal,
    external: ExternalApproval,
    version: int | None,
    by: Staff,
    on: date,
    at: datetime,
) -> Decision:
    """Record number, day and approver of an approval made elsewhere.

    The records are held to the same completeness as a draft. Writes the decision
    with its grounds, the phase, a STOPPED clock event and one trail entry.

    Args:
        unit: A unit under examination.
        proposal: The confirmed outcome.
        external: The approval as the document system has it.
        version: The version of the unit the person read.
        by: Who records it and stands for the draft; never the approver.
        on: The day.
        at: The instant.

    Returns:
        The decision, which counts from now on.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The unit does not stand where it can be decided.
        Stale: Somebody changed the unit since.
        CannotDraft: The records are not ready.
        CannotDisclose: A third party has to be asked before.
        CannotDecide: Number, name or days are missing or cannot be, or the
            approver is the person who records it.

    Source:
        練馬区情報公開条例 11.
    """
    unit = begin("decide", unit, by=by, on=on, version=version)
    decision = _decision(unit, proposal, external, by=by, on=on)
    stop_clock(unit, on=external.decided_on, by=by, at=at)
    words = {
        "approval_number": external.number,
        "approver_name": external.approver_name,
        "differs_reason": proposal.differs_reason,
    }
    decision_on_trail("decide", decision, unit, by=by, at=at, detail=words)
    return decision


def _decision(
    unit: Unit,
    proposal: Proposal,
    external: ExternalApproval,
    *,
    by: Staff,
    on: date,
) -> Decision:
    standing = standing_of(unit, on=on)
    check_choice(ready_outcome(standing), proposal)
    check_alive(unit, standing, proposal)
    check_consulted(unit, standing.records, on=on)
    check_external(unit, external, by=by, on=on)
    return write_decision(
        unit,
        conclusion_of(standing, proposal.outcome, on=external.decided_on),
        act="decide",
        cause=Cause.ORIGINAL,
        approved=externally(external, by=by),
        facts={
            "records": facts_of(standing.records),
            **({"alive_confirmed": True} if proposal.alive_confirmed else {}),
        },
    )


def check_external(
    unit: Unit, external: ExternalApproval, *, by: Staff, on: date
) -> None:
    """Refuse an approval without number, name or possible days, or by oneself.

    Raises:
        CannotDecide: With the field to mend.
    """
    if not external.number.strip():
        message = _("Enter the number of the approval in the document system.")
        raise CannotDecide("no_number", message, field="number")
    if not external.approver_name.strip():
        message = _("Enter who approved it, as the document system shows.")
        raise CannotDecide("no_approver", message, field="approver_name")
    if _same_person(external.approver_name, by.name):
        message = _(
            "Whoever records a decision is not its approver. Let somebody else "
            "record it, or check the name."
        )
        raise CannotDecide("own_approval", message, field="approver_name")
    check_days(
        unit, approved_on=external.approved_on, decided_on=external.decided_on, on=on
    )


def externally(external: ExternalApproval, *, by: Staff) -> Approved:
    """Return who drafted and approved when the document system has it."""
    return Approved(
        drafted_by=by,
        approved_on=external.approved_on,
        approval=Approval.EXTERNAL,
        number=external.number.strip(),
        approver_name=external.approver_name.strip(),
    )


def _same_person(written: str, name: str) -> bool:
    """Compare names without the spaces people put between their parts."""
    return "".join(written.split()) == "".join(name.split())
