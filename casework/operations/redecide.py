"""Vary a decision ex officio (職権による変更), or as a determination says."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import models, transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.approvals import ExternalApproval
from casework.conclusions import Conclusion
from casework.errors import CaseworkError
from casework.findings import Finding
from casework.in_force import decision_in_force
from casework.models import Cause, Decision, DecisionGround, Record, Unit, VariedRecord
from casework.operations.advance import advance
from casework.operations.begin import begin, touch
from casework.operations.conclude import check_outcome, decision_on_trail
from casework.operations.decide import check_external, externally
from casework.operations.record_outcome import conclusion_facts, new_grounds
from casework.operations.redecide_records import CannotVaryRecord, check_varied
from casework.phases import TO_IMPLEMENT, Phase
from casework.wording import day
from offices.models import Staff
from ordinances.loading import pack as load_pack

# how much of what was asked for an outcome gives; what is not named gives nothing
GIVES = {"full": 2, "accepted_full": 2, "partial": 1, "accepted_partial": 1}


class Basis(models.TextChoices):
    """Why a decision may be varied."""

    FAVOUR = "favour", gettext_lazy("In the requester's favour")
    LAW = "law", gettext_lazy("The decision was unlawful")


class CannotRedecide(CaseworkError):
    """The decision cannot be varied as it stands.

    Attributes:
        field: What to mend.
    """

    def __init__(self, code: str, message: str, *, field: str = "") -> None:
        self.code, self.field = code, field
        super().__init__(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Redecision:
    """The new decision.

    Attributes:
        conclusion: Outcome, day on the notice and grounds.
        basis: A value of `Basis`.
        reason: Why it is varied; never empty.
        external: Number, day and approver of the document system.
        records: The records judged anew: position → finding. The others stand.
        cause: Ex officio, or after an appeal.
    """

    conclusion: Conclusion
    basis: str
    reason: str
    external: ExternalApproval
    records: tuple[tuple[int, Finding], ...] = ()
    cause: Cause = Cause.VARIED


@transaction.atomic
def redecide(
    *,
    unit: Unit,
    redecision: Redecision,
    version: int | None,
    by: Staff,
    on: date,
    at: datetime,
) -> Decision:
    """Write a decision that holds instead of the one in force, and counts nowhere.

    The first decision and its notice stay, the tables do not move; the new one has
    a notice of its own. Where it opens more the unit waits for its implementation
    again. Writes decision, grounds, varied records, phase and one trail entry.

    Args:
        unit: A decided unit.
        redecision: The new decision.
        version: The version of the unit the person read.
        by: Who drafted it; never its approver.
        on: The day.
        at: The instant.

    Returns:
        The decision in force from now on; it cites the one before in `supersedes`.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The unit is not decided.
        Stale: Somebody changed the unit since.
        CannotDecide: The outcome or the approval lacks something.
        CannotRedecide: No decision, no reason, nothing changes, a record that
            does not fit, or a change to the requester's disadvantage.

    Source:
        Practice: 処分の職権取消し・変更 (no article of the ordinance read). For a
        determination 行政不服審査法 48: never to the appellant's disadvantage.
    """
    unit = begin("redecide", unit, by=by, on=on, version=version)
    before = _before(unit)
    _check(unit, before, redecision)
    check_external(unit, redecision.external, by=by, on=on)
    check_outcome(unit, redecision.conclusion)
    records = _records(unit, redecision)
    decision = _write(unit, before, redecision, by=by)
    _write_records(decision, records)
    _move(unit, before, decision, is_judged_anew=bool(records))
    touch(unit)
    _tell(unit, decision, by=by, at=at)
    return decision


def _before(unit: Unit) -> Decision:
    before = decision_in_force(unit)
    if before is None:
        message = _(
            "%(number)s ended without a decision, so there is none to vary. Ask for "
            "it to be opened again."
        ) % {"number": unit.number_text}
        raise CannotRedecide("no_decision_to_vary", message, field="outcome")
    return before


def _check(unit: Unit, before: Decision, redecision: Redecision) -> None:
    conclusion = redecision.conclusion
    if redecision.basis not in Basis.values:
        message = _("Say whether it is in the requester's favour or mends the law.")
        raise CannotRedecide("unknown_basis", message, field="basis")
    if not redecision.reason.strip():
        message = _("Say why the decision is varied. The notice cites it.")
        raise CannotRedecide("reason_missing", message, field="reason")
    if conclusion.on < before.decided_on:
        message = _(
            "The day on the notice, %(day)s, lies before the decision it varies "
            "(%(before)s). Check the day."
        ) % {"day": day(conclusion.on), "before": day(before.decided_on)}
        raise CannotRedecide("before_the_decision", message, field="decided_on")
    if not redecision.records and _same(before, conclusion):
        message = _(
            "Outcome and grounds are those of the decision in force, and no record "
            "is judged anew. A wrong entry is mended by correcting the decision."
        )
        raise CannotRedecide("nothing_changes", message, field="outcome")
    is_favour = redecision.basis == Basis.FAVOUR
    must_favour = is_favour or redecision.cause == Cause.AFTER_APPEAL
    if must_favour and _gives(conclusion.outcome) < _gives(before.outcome):
        message = _(
            "This outcome gives less than the decision in force. In the requester's "
            "favour, or after an appeal (Administrative Complaint Review Act, Art. "
            "48), it can only give more. An unlawful decision is varied as such."
        )
        raise CannotRedecide("to_disadvantage", message, field="outcome")


def _same(before: Decision, conclusion: Conclusion) -> bool:
    codes = {row.ground for row in before.grounds.all()}
    named = {*conclusion.grounds, *conclusion.reason_kinds}
    return before.outcome == conclusion.outcome and codes == named


def _gives(outcome: str) -> int:
    return GIVES.get(outcome, 0)


def _records(unit: Unit, redecision: Redecision) -> list[tuple[Record, Finding]]:
    try:
        return check_varied(
            unit,
            redecision.records,
            outcome=redecision.conclusion.outcome,
            on=redecision.conclusion.on,
        )
    except CannotVaryRecord as error:
        raise CannotRedecide(error.code, str(error), field=error.field) from error


def _write(
    unit: Unit, before: Decision, redecision: Redecision, *, by: Staff
) -> Decision:
    conclusion, approved = redecision.conclusion, externally(redecision.external, by=by)
    last = unit.decisions.aggregate(Max("seq"))["seq__max"] or 0
    facts = {"varies": before.seq, "basis": redecision.basis}
    decision = Decision.objects.create(
        unit=unit,
        seq=last + 1,
        cause=redecision.cause,
        outcome=conclusion.outcome,
        approved_on=approved.approved_on,
        decided_on=conclusion.on,
        drafted_by=approved.drafted_by,
        approval=approved.approval,
        approval_number=approved.number,
        approver_name=approved.approver_name,
        reason=redecision.reason.strip(),
        supersedes=before,
        counts=False,
        pack_digest=load_pack(unit.regime).digest,
        facts={**conclusion_facts(conclusion), **facts},
    )
    DecisionGround.objects.bulk_create(new_grounds(decision, conclusion))
    return decision


def _write_records(decision: Decision, records: list[tuple[Record, Finding]]) -> None:
    VariedRecord.objects.bulk_create(
        VariedRecord(
            decision=decision,
            record=record,
            outcome=finding.outcome,
            withheld_part=finding.withheld_part.strip(),
            reason=finding.reason.strip(),
            grounds=list(finding.grounds),
            reason_kinds=list(finding.reason_kinds),
        )
        for record, finding in records
    )


def _tell(unit: Unit, decision: Decision, *, by: Staff, at: datetime) -> None:
    words = {
        "reason": decision.reason,
        "approval_number": decision.approval_number,
        "approver_name": decision.approver_name,
    }
    decision_on_trail("redecide", decision, unit, by=by, at=at, detail=words)


def _move(
    unit: Unit, before: Decision, decision: Decision, *, is_judged_anew: bool
) -> None:
    """Let the unit wait for what is opened now; outcome and its day stay."""
    advance(
        unit=unit,
        act="redecide",
        after=_phase(unit, before, decision, is_judged_anew=is_judged_anew),
        outcome=unit.outcome,
        outcome_on=unit.outcome_on,
    )


def _phase(
    unit: Unit, before: Decision, decision: Decision, *, is_judged_anew: bool
) -> Phase:
    if decision.outcome not in TO_IMPLEMENT:
        return Phase.CLOSED
    opens_more = _gives(decision.outcome) > _gives(before.outcome)
    if opens_more or is_judged_anew or decision.facts["basis"] == Basis.FAVOUR:
        return Phase.DECIDED
    return Phase(unit.phase)
