"""Hold the hand-over of what was decided to be disclosed (引渡しの保留)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.errors import CaseworkError
from casework.in_force import outcome_in_force
from casework.models import Hold, HoldKind, Unit
from casework.operations.begin import begin, touch
from casework.phases import TO_IMPLEMENT
from casework.wording import day
from offices.models import Staff


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldFacts:
    """Why and from when nothing is handed over.

    Attributes:
        kind: A code of `HoldKind`.
        from_on: From which day.
        until_on: Up to which day, where that is known; None until it is lifted.
        reason: Why, in words.
    """

    kind: str
    from_on: date
    reason: str
    until_on: date | None = None


class CannotHold(CaseworkError):
    """The hand-over cannot be held so.

    Attributes:
        field: What to mend.
    """

    def __init__(self, code: str, message: str, *, field: str) -> None:
        self.code, self.field = code, field
        super().__init__(message)


@transaction.atomic
def hold(*, unit: Unit, facts: HoldFacts, by: Staff, on: date, at: datetime) -> Hold:
    """Hold the hand-over while a stay is asked for or ordered, or for a reason.

    No appeal stays a disclosure by itself; somebody has to enter that a stay was
    asked for. Writes the hold and one trail entry; the reason stands beside it.

    Args:
        unit: A unit disclosed in full or in part.
        facts: Why and from when.
        by: Who holds it.
        on: The day.
        at: The instant.

    Returns:
        The hold.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The unit is not decided.
        CannotHold: Nothing is disclosed, there is no reason, or the days cannot
            be.

    Source:
        行政不服審査法 25(1): an appeal hinders nothing; that the office waits
        while an asked stay is undecided is assumed.
    """
    unit = begin("hold", unit, by=by, on=on)
    _check(unit, facts, on=on)
    made = Hold.objects.create(
        unit=unit,
        kind=facts.kind,
        from_on=facts.from_on,
        until_on=facts.until_on,
        reason=facts.reason.strip(),
        held_by=by,
    )
    touch(unit)
    _tell(made, unit, by=by, at=at)
    return made


def _tell(made: Hold, unit: Unit, *, by: Staff, at: datetime) -> None:
    trail.record(
        stream=unit.case.stream,
        act="hold",
        subject=f"unit:{unit.pk}",
        by=by.as_actor(),
        at=at,
        facts={
            "hold": made.pk,
            "kind": made.kind,
            "from_on": made.from_on.isoformat(),
            "until_on": made.until_on.isoformat() if made.until_on else None,
        },
        detail={"reason": made.reason},
    )


def _check(unit: Unit, facts: HoldFacts, *, on: date) -> None:
    if outcome_in_force(unit) not in TO_IMPLEMENT:
        message = _("%(number)s ended without anything to hand over.")
        raise CannotHold(
            "nothing_to_hold", message % {"number": unit.number_text}, field="kind"
        )
    if facts.kind not in HoldKind.values:
        raise CannotHold("unknown_kind", _("Say why it is held."), field="kind")
    if not facts.reason.strip():
        message = _("Write why nothing is handed over for the time being.")
        raise CannotHold("no_reason", message, field="reason")
    if facts.from_on > on:
        message = _("A hold begins today or earlier, not on %(day)s.")
        raise CannotHold(
            "hold_in_future", message % {"day": day(facts.from_on)}, field="from_on"
        )
    if facts.until_on is not None and facts.until_on < facts.from_on:
        message = _("The hold cannot end before it begins. Check both days.")
        raise CannotHold("hold_ends_early", message, field="until_on")
