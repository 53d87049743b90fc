"""Correct a decision that was entered wrongly (入力訂正)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from casework.approvals import ExternalApproval
from casework.conclusions import Conclusion
from casework.models import Cause, Decision, Unit
from casework.operations.begin import begin
from casework.operations.conclude import (
    Approved,
    CannotDecide,
    check_days,
    decision_on_trail,
    stop_clock,
    write_decision,
)
from casework.operations.decide import check_external, externally
from offices.models import Staff


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The decision as it really was.

    Attributes:
        conclusion: Outcome, day on the notice and grounds.
        reason: What was wrong; never empty.
        external: Number, day and approver where the document system has them;
            None keeps the approval of the decision that is corrected.
    """

    conclusion: Conclusion
    reason: str
    external: ExternalApproval | None = None


@transaction.atomic
def correct_decision(
    *,
    unit: Unit,
    correction: Correction,
    version: int | None,
    by: Staff,
    on: date,
    at: datetime,
) -> Decision:
    """Write a further decision that counts instead; the old one stays.

    Writes the decision that counts from now on, perhaps the phase, a STOPPED
    clock event and one trail entry.

    Args:
        unit: A decided unit.
        correction: The decision as it really was.
        version: The version of the unit the person read.
        by: Who corrects; never who approved the decision.
        on: The day.
        at: The instant.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The unit is not decided.
        Stale: Somebody changed the unit since.
        CannotDecide: There is no decision, no reason, the outcome lacks what the
            pack wants, or the person approved it.
    """
    unit = begin("correct_decision", unit, by=by, on=on, version=version)
    counted = _counted(unit)
    if not correction.reason.strip():
        message = _("Say what was wrong with the entry.")
        raise CannotDecide("reason_missing", message, field="reason")
    approved = _approved(unit, counted, correction, by=by, on=on)
    decision = write_decision(
        unit,
        correction.conclusion,
        act="correct_decision",
        cause=Cause.CORRECTION,
        approved=approved,
        facts={"corrects": counted.seq},
        reason=correction.reason.strip(),
    )
    stop_clock(unit, on=correction.conclusion.on, by=by, at=at)
    words = {"reason": correction.reason}
    decision_on_trail("correct_decision", decision, unit, by=by, at=at, detail=words)
    return decision


def _counted(unit: Unit) -> Decision:
    counted = unit.decisions.filter(counts=True).first()
    if counted is None:
        message = _(
            "%(number)s ended without a decision, so there is none to correct. Ask "
            "for it to be opened again."
        ) % {"number": unit.number_text}
        raise CannotDecide("no_decision_to_correct", message, field="outcome")
    return counted


def _approved(
    unit: Unit, counted: Decision, correction: Correction, *, by: Staff, on: date
) -> Approved:
    """Return the approval of the corrected decision; two persons, always."""
    if correction.external is not None:
        check_external(unit, correction.external, by=by, on=on)
        return externally(correction.external, by=by)
    if counted.approved_on is None:
        message = _(
            "The decision came from a ledger that names no approval. Enter number, "
            "day and approver as the document system shows them."
        )
        raise CannotDecide("approval_missing", message, field="number")
    if by.pk in {counted.approved_by_id, counted.acted_for_id}:
        message = _("Whoever approved a decision does not correct it. Ask another.")
        raise CannotDecide("own_approval", message, field="reason")
    check_days(
        unit,
        approved_on=counted.approved_on,
        decided_on=correction.conclusion.on,
        on=on,
    )
    return Approved(
        drafted_by=by,
        approved_on=counted.approved_on,
        approved_by=counted.approved_by,
        acted_for=counted.acted_for,
        approval=counted.approval,
        number=counted.approval_number,
        approver_name=counted.approver_name,
    )
