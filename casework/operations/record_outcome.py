"""Record how a unit ended, as a ledger states it."""

from datetime import datetime

from django.db import transaction

from audit import trail
from audit.trail import Actor
from casework.conclusions import Conclusion, check_conclusion
from casework.models import (
    Cause,
    Decision,
    DecisionGround,
    Transfer,
    Unit,
    Withdrawal,
)
from casework.operations import clock
from casework.operations.advance import advance, lock
from casework.phases import phase_after
from ordinances.loading import pack as load_pack
from ordinances.periods import Event
from ordinances.schema import Outcome, Pack


@transaction.atomic
def record_outcome(
    *, unit: Unit, conclusion: Conclusion, by: Actor, at: datetime
) -> Unit:
    """End a unit with an outcome that was decided elsewhere.

    Writes a decision of cause `ledger` with its grounds (or a withdrawal, or a
    transfer), outcome and phase, a STOPPED clock event and one trail entry.

    Args:
        unit: An open unit.
        conclusion: Outcome, day and grounds.
        by: Who records it.
        at: When it is recorded.

    Returns:
        The unit, decided while a disclosure waits for its implementation,
        closed otherwise.

    Raises:
        CannotRecordOutcome: Outcome, day or grounds do not fit the pack.
        CannotAdvance: The unit has an outcome already.

    Source:
        練馬区情報公開条例 11; 個人情報保護法 82, 93, 101; 行政不服審査法 45–49.
    """
    unit = lock(unit)
    pack = load_pack(unit.regime)
    outcome = _end(unit, conclusion, pack)
    _write_end(unit, conclusion, outcome, digest=pack.digest)
    clock.write_event(
        case=unit.case, unit=unit, event=Event("stopped", conclusion.on), by=by, at=at
    )
    clock.refresh(unit)
    trail.record(
        stream=unit.case.stream,
        act="record_outcome",
        subject=f"unit:{unit.pk}",
        by=by,
        at=at,
        facts=conclusion_facts(conclusion),
    )
    return unit


def new_decision(
    unit: Unit, conclusion: Conclusion, *, seq: int, digest: str
) -> Decision:
    """Return an unsaved decision taken from a ledger."""
    return Decision(
        unit=unit,
        seq=seq,
        cause=Cause.LEDGER,
        outcome=conclusion.outcome,
        decided_on=conclusion.on,
        pack_digest=digest,
        facts=conclusion_facts(conclusion),
    )


def new_grounds(decision: Decision, conclusion: Conclusion) -> list[DecisionGround]:
    """Return the unsaved grounds of a decision, exemptions first."""
    return [
        DecisionGround(decision=decision, ground=code, is_exemption=is_exemption)
        for codes, is_exemption in (
            (conclusion.grounds, True),
            (conclusion.reason_kinds, False),
        )
        for code in codes
    ]


def conclusion_facts(conclusion: Conclusion) -> dict[str, object]:
    """Return what trail and decision keep: codes and days, no free text."""
    return {
        "outcome": conclusion.outcome,
        "on": conclusion.on.isoformat(),
        "grounds": list(conclusion.grounds),
        "reason_kinds": list(conclusion.reason_kinds),
    }


def _end(unit: Unit, conclusion: Conclusion, pack: Pack) -> Outcome:
    """Check how a unit ended and move it there."""
    outcome = check_conclusion(
        conclusion,
        pack=pack,
        request_kind=unit.request_kind,
        received_on=unit.received_on,
    )
    advance(
        unit=unit,
        act="record_outcome",
        after=phase_after(outcome.code, implemented=False),
        outcome=outcome.code,
        outcome_on=conclusion.on,
    )
    return outcome


def _write_end(
    unit: Unit, conclusion: Conclusion, outcome: Outcome, *, digest: str
) -> None:
    """Write the row that belongs to the outcome."""
    if outcome.is_decision:
        _decide(unit, conclusion, digest=digest)
    elif outcome.code == "withdrawn":
        Withdrawal.objects.create(unit=unit, on=conclusion.on, reason=conclusion.reason)
    else:
        Transfer.objects.create(unit=unit, on=conclusion.on)


def _decide(unit: Unit, conclusion: Conclusion, *, digest: str) -> None:
    decision = new_decision(unit, conclusion, seq=1, digest=digest)
    decision.save()
    DecisionGround.objects.bulk_create(new_grounds(decision, conclusion))
