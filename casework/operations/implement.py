"""Record that a disclosure was carried out."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from audit.trail import Actor
from casework.errors import CaseworkError
from casework.handover import Handover
from casework.models import Implementation, ImplementationLine, Unit
from casework.operations.advance import advance, lock
from casework.phases import Phase
from casework.wording import day
from offices.models import Staff
from ordinances.fees import FeeLine

__all__ = ["CannotImplement", "Handover", "handover_facts", "implement"]


class CannotImplement(CaseworkError):
    """The day of implementation does not fit the decision."""

    code = "implementation_before_decision"
    field = "on"

    def __init__(self, unit: Unit, on: date) -> None:
        self.unit, self.on = unit, on
        super().__init__(
            _(
                "%(number)s: the day of implementation %(on)s lies before the "
                "decision, or there is no decision. Check the day."
            )
            % {"number": unit.number_text, "on": day(on)}
        )


@transaction.atomic
def implement(
    *,
    unit: Unit,
    handover: Handover,
    by: Actor,
    at: datetime,
    staff: Staff | None = None,
    lines: tuple[FeeLine, ...] = (),
) -> Unit:
    """Record an implementation and close the unit when nothing is left to show.

    Writes the implementation with its lines, the phase and one trail entry.

    Args:
        unit: The unit.
        handover: Day, sheets and fee.
        by: Who records it.
        at: When it is recorded.
        staff: Who handed it over; None where a ledger tells.
        lines: The copies by kind with the prices of the day.

    Returns:
        The unit.

    Raises:
        CannotImplement: The day lies before the decision, or none was made.

    Source:
        練馬区情報公開条例 (公開の実施); 個人情報保護法 87.
    """
    unit = lock(unit)
    decided_on = unit.outcome_on
    if handover.on and (decided_on is None or handover.on < decided_on):
        raise CannotImplement(unit, handover.on)
    _write(unit, handover, staff, lines)
    if handover.on and not handover.is_partial and unit.phase == Phase.DECIDED:
        advance(
            unit=unit,
            act="implement",
            after=Phase.CLOSED,
            outcome=unit.outcome,
            outcome_on=unit.outcome_on,
        )
    _tell(unit, handover, lines, by=by, at=at)
    return unit


def _tell(
    unit: Unit,
    handover: Handover,
    lines: tuple[FeeLine, ...],
    *,
    by: Actor,
    at: datetime,
) -> None:
    remark = handover.remark.strip()
    trail.record(
        stream=unit.case.stream,
        act="implement",
        subject=f"unit:{unit.pk}",
        by=by,
        at=at,
        facts={**handover_facts(handover), **_desk_facts(handover, lines)},
        detail={"remark": remark} if remark else {},
    )


def handover_facts(handover: Handover) -> dict[str, object]:
    """Return what the trail keeps of an implementation."""
    return {
        "on": handover.on.isoformat() if handover.on else None,
        "sheets": handover.sheets,
        "fee_yen": handover.fee_yen,
    }


def _write(
    unit: Unit, handover: Handover, staff: Staff | None, lines: tuple[FeeLine, ...]
) -> None:
    row = Implementation.objects.create(
        unit=unit,
        on=handover.on,
        sheets=handover.sheets,
        fee_yen=handover.fee_yen,
        method=handover.method,
        postage_yen=handover.postage_yen,
        is_partial=handover.is_partial,
        remark=handover.remark.strip(),
        staff=staff,
        supersedes_id=handover.supersedes,
    )
    ImplementationLine.objects.bulk_create(
        [
            ImplementationLine(
                implementation=row,
                kind=line.kind,
                copies=line.copies,
                unit_price_yen=line.unit_price_yen,
                amount_yen=line.amount_yen,
            )
            for line in lines
        ]
    )


def _desk_facts(handover: Handover, lines: tuple[FeeLine, ...]) -> dict[str, object]:
    """Return what the desk knows of an implementation beyond a ledger."""
    if not handover.method:
        return {}
    return {
        "method": handover.method,
        "postage_yen": handover.postage_yen,
        "is_partial": handover.is_partial,
        "supersedes": handover.supersedes,
        "lines": [[line.kind, line.copies, line.amount_yen] for line in lines],
    }
