"""Extend the decision period of a unit as a ledger recorded it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from audit.trail import Actor
from casework.errors import CaseworkError
from casework.models import Unit
from casework.operations import clock
from casework.operations.advance import lock
from casework.wording import day
from ordinances.periods import Event


class CannotExtend(CaseworkError):
    """The new due date lies before the receipt day."""

    code = "extension_before_receipt"

    def __init__(self, unit: Unit, until_on: date) -> None:
        self.unit, self.until_on = unit, until_on
        super().__init__(
            _(
                "%(number)s cannot be extended to %(until)s: that day lies before "
                "the receipt day. Check the extended due date."
            )
            % {"number": unit.number_text, "until": day(until_on)}
        )


@transaction.atomic
def extend(
    *, unit: Unit, on: date, until_on: date, reason: str, by: Actor, at: datetime
) -> Unit:
    """Record an extension to a day.

    Writes an EXTENDED clock event, the new due date and one trail entry. An
    extension never shortens a period.

    Args:
        unit: The unit.
        on: The day of the extension notice; a ledger that does not tell it gives
            the receipt day.
        until_on: The new due date as written.
        reason: Why, in words or as a code.
        by: Who records it.
        at: When it is recorded.

    Returns:
        The unit with its new due date.

    Raises:
        CannotExtend: The new due date lies before the receipt day.

    Source:
        練馬区情報公開条例 12(2); 個人情報保護法 83(2), 94(2), 102(2).
    """
    unit = lock(unit)
    if until_on < unit.received_on:
        raise CannotExtend(unit, until_on)
    clock.write_event(
        case=unit.case,
        unit=unit,
        event=Event("extended", on, until_on),
        by=by,
        at=at,
        reason=reason,
    )
    clock.refresh(unit)
    trail.record(
        stream=unit.case.stream,
        act="extend",
        subject=f"unit:{unit.pk}",
        by=by,
        at=at,
        facts=extension_facts(until_on, reason=reason),
    )
    return unit


def extension_facts(until_on: date, *, reason: str) -> dict[str, object]:
    """Return what the trail keeps of an extension."""
    return {"until_on": until_on.isoformat(), "reason": reason}
