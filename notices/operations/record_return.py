"""Record that a letter came back (返戻): it did not reach its addressee."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from casework.models import Unit
from casework.operations.begin import begin, touch
from notices.models import Delivery, ReturnReason
from notices.operations.of_deliveries import (
    CannotDeliver,
    check_day,
    notice_of,
    sent,
    tell,
)
from offices.models import Staff


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A letter that came back.

    Attributes:
        notice: The key of the letter.
        on: The day it came back.
        reason: A code of `ReturnReason`.
    """

    notice: int
    on: date
    reason: str


@transaction.atomic
def record_return(
    *,
    unit: Unit,
    returned: Returned,
    version: int | None,
    by: Staff,
    on: date,
    at: datetime,
) -> Delivery:
    """Record that the letter came back; it waits to be sent again.

    A day of arrival that stood there was a mistake and goes. Writes the delivery
    and one trail entry.

    Args:
        unit: The unit of the letter.
        returned: Which letter, when and why.
        version: The version the person read.
        by: Who records it.
        on: The day of recording.
        at: The instant.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The number is void.
        Stale: Somebody changed the unit since.
        CannotDeliver: The letter is not under way, the reason is unknown, or the
            day is out of order.
    """
    unit = begin("record_return", unit, by=by, on=on, version=version)
    found = notice_of(unit, returned.notice)
    delivery = sent(found)
    check_day(returned.on, not_before=delivery.sent_on, on=on, field="returned_on")
    if returned.reason not in ReturnReason.values:
        raise CannotDeliver(
            "unknown_reason", _("Say why the letter came back."), field="reason"
        )
    facts: dict[str, object] = {
        "delivery": delivery.seq,
        "returned_on": returned.on.isoformat(),
        "reason": returned.reason,
    }
    if delivery.arrived_on is not None:
        facts["instead_of"] = delivery.arrived_on.isoformat()
    delivery.arrived_on, delivery.returned_on = None, returned.on
    delivery.return_reason = returned.reason
    delivery.save(update_fields=["arrived_on", "returned_on", "return_reason"])
    touch(unit)
    tell("record_return", found, facts, by=by, at=at)
    return delivery
