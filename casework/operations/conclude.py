"""Write a decision of the desk with all that hangs on it; acts share this."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max
from django.utils.translation import gettext as _

from audit import trail
from casework.conclusions import CannotRecordOutcome, Conclusion, check_conclusion
from casework.errors import CaseworkError
from casework.in_force import decision_in_force
from casework.models import (
    Approval,
    Cause,
    ClockEventType,
    Decision,
    DecisionGround,
    Unit,
)
from casework.operations import clock
from casework.operations.advance import advance
from casework.operations.begin import touch
from casework.operations.record_outcome import conclusion_facts, new_grounds
from casework.phases import Phase, phase_after
from casework.wording import day
from offices.models import Staff
from ordinances.loading import pack as load_pack
from ordinances.periods import Event

# a notice dated much later than its approval is a slip of the pen
LONGEST_WAIT = timedelta(days=31)


class CannotDecide(CaseworkError):
    """The decision cannot be written as it stands.

    Attributes:
        field: What to mend.
    """

    def __init__(self, code: str, message: str, *, field: str) -> None:
        self.code, self.field = code, field
        super().__init__(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """Who drafted and who approved, here or in the city's document system."""

    drafted_by: Staff
    approved_on: date
    approved_by: Staff | None = None
    acted_for: Staff | None = None
    approval: str = Approval.INTERNAL
    number: str = ""
    approver_name: str = ""


def check_days(unit: Unit, *, approved_on: date, decided_on: date, on: date) -> None:
    """Refuse days that cannot be: approval before receipt, notice before approval.

    Raises:
        CannotDecide: With the field to mend.
    """
    values = {"approved": day(approved_on), "decided": day(decided_on)}
    if not unit.received_on <= approved_on <= on:
        raise CannotDecide(
            "approval_day",
            _(
                "The approval day %(approved)s lies before the receipt day or after "
                "today. Enter the day of the final approval."
            )
            % values,
            field="approved_on",
        )
    if not approved_on <= decided_on <= approved_on + LONGEST_WAIT:
        raise CannotDecide(
            "decision_day",
            _(
                "The day on the notice, %(decided)s, lies before the approval of "
                "%(approved)s or more than a month after it. Check both days."
            )
            % values,
            field="decided_on",
        )


def check_outcome(unit: Unit, conclusion: Conclusion) -> None:
    """Refuse an outcome that is no decision or lacks what it needs.

    Raises:
        CannotDecide: With the field to mend.
    """
    try:
        outcome = check_conclusion(
            conclusion,
            pack=load_pack(unit.regime),
            request_kind=unit.request_kind,
            received_on=unit.received_on,
        )
    except CannotRecordOutcome as error:
        raise CannotDecide(error.code, str(error), field="outcome") from error
    if not outcome.is_decision:
        raise CannotDecide(
            "no_decision",
            _("“%(outcome)s” is no decision. Record it with the act of that name.")
            % {"outcome": outcome.label_ja},
            field="outcome",
        )


def write_decision(
    unit: Unit,
    conclusion: Conclusion,
    *,
    act: str,
    cause: Cause,
    approved: Approved,
    facts: dict[str, object],
    reason: str = "",
) -> Decision:
    """Write the decision that counts from now on, its grounds and the phase.

    The caller holds the lock, has checked, stops the clock and writes the trail.
    """
    check_outcome(unit, conclusion)
    counted = unit.decisions.filter(counts=True).first()
    # the guard of the table lets nothing of a decision change but this
    unit.decisions.filter(counts=True).update(counts=False)
    last = unit.decisions.aggregate(Max("seq"))["seq__max"] or 0
    decision = Decision.objects.create(
        unit=unit,
        seq=last + 1,
        cause=cause,
        outcome=conclusion.outcome,
        approved_on=approved.approved_on,
        decided_on=conclusion.on,
        drafted_by=approved.drafted_by,
        approved_by=approved.approved_by,
        acted_for=approved.acted_for,
        approval=approved.approval,
        approval_number=approved.number,
        approver_name=approved.approver_name,
        reason=reason,
        supersedes=counted if cause == Cause.CORRECTION else None,
        pack_digest=load_pack(unit.regime).digest,
        facts={**conclusion_facts(conclusion), **facts},
    )
    DecisionGround.objects.bulk_create(new_grounds(decision, conclusion))
    shown = unit.implementations.counting().filter(on__isnull=False, is_partial=False)
    advance(
        unit=unit,
        act=act,
        after=_after(unit, phase_after(conclusion.outcome, implemented=shown.exists())),
        outcome=conclusion.outcome,
        outcome_on=conclusion.on,
    )
    touch(unit)
    return decision


def _after(unit: Unit, by_outcome: Phase) -> Phase:
    """Return where the unit stands; what varies a decision says it, not the entry."""
    in_force = decision_in_force(unit)
    if in_force is not None and not in_force.counts:
        return Phase(unit.phase)
    return by_outcome


def stop_clock(unit: Unit, *, on: date, by: Staff, at: datetime) -> None:
    """Append the STOPPED event and refresh the due date.

    The end of a unit that was opened again stops its clock after that, although
    its day may lie before.
    """
    reopened = unit.clock_events.filter(type=ClockEventType.REOPENED)
    days = [on, *reopened.values_list("on", flat=True)]
    clock.write_event(
        case=unit.case,
        unit=unit,
        event=Event("stopped", max(days)),
        by=by.as_actor(),
        at=at,
    )
    clock.refresh(unit)


def decision_on_trail(
    act: str,
    decision: Decision,
    unit: Unit,
    *,
    by: Staff,
    at: datetime,
    detail: Mapping[str, object],
) -> None:
    """Write the trail entry of a decision: its codes, the words beside the chain."""
    trail.record(
        stream=unit.case.stream,
        act=act,
        subject=f"unit:{unit.pk}",
        by=by.as_actor(),
        at=at,
        facts={"decision": decision.seq, **decision.facts},
        detail=detail,
    )
