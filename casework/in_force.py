"""Which decision of a unit holds towards the requester, beside the one that counts."""

from collections.abc import Iterable
from datetime import date

from casework.findings import Finding, finding_of
from casework.models import Decision, Record, Unit, VariedRecord
from casework.models.decision import BESIDE


def decision_in_force(unit: Unit) -> Decision | None:
    """Return the decision that holds: the last one that varies, else the counted one.

    A decision varied ex officio or after an appeal holds instead of the one it
    varies and is counted nowhere. A unit opened again leaves it behind.
    """
    return in_force_of(unit.decisions.order_by("seq"))


def in_force_of(decisions: Iterable[Decision]) -> Decision | None:
    """Return the decision that holds among all of one unit, the oldest first."""
    decisions = list(decisions)
    counted = next((one for one in decisions if one.counts), None)
    if counted is None:
        return None
    by_key = {one.pk: one for one in decisions}
    first = _first(counted, by_key)
    later = [
        one
        for one in decisions
        if one.cause in BESIDE and _first(one, by_key).pk == first.pk
    ]
    return later[-1] if later else counted


def decision_in_force_on(unit: Unit, on: date) -> Decision | None:
    """Return the decision that held on a day; None before the first one."""
    return in_force_of(unit.decisions.filter(decided_on__lte=on).order_by("seq"))


def outcome_in_force(unit: Unit) -> str | None:
    """Return the outcome that holds: of the decision in force, else the counted one."""
    decision = decision_in_force(unit)
    return decision.outcome if decision else unit.outcome


def findings_of(decision: Decision) -> list[tuple[Record, Finding]]:
    """Return every record of the unit as a decision leaves it, in order.

    Args:
        decision: Any decision of a unit. Where it varies another one, what it and
            the decisions before it judged anew stands in place of the record's own.
    """
    judged = _judged_anew(decision)
    records = decision.unit.records.prefetch_related("grounds").order_by("position")
    return [(one, judged.get(one.pk) or finding_of(one)) for one in records]


def _judged_anew(decision: Decision) -> dict[int, Finding]:
    chain: list[int] = []
    step: Decision | None = decision
    while step is not None:
        chain.append(step.pk)
        step = step.supersedes
    rows = VariedRecord.objects.filter(decision__in=chain).order_by("decision__seq")
    return {row.record_id: _finding(row) for row in rows}


def _finding(row: VariedRecord) -> Finding:
    return Finding(
        outcome=row.outcome,
        withheld_part=row.withheld_part,
        grounds=tuple(row.grounds),
        reason_kinds=tuple(row.reason_kinds),
        reason=row.reason,
    )


def _first(decision: Decision, by_key: dict[int, Decision]) -> Decision:
    """Follow a decision back to the one it began with."""
    while decision.supersedes_id is not None:
        decision = by_key[decision.supersedes_id]
    return decision
