"""Record on which day a letter reached its addressee (到達)."""

from datetime import date, datetime

from django.db import transaction

from casework.models import Unit
from casework.operations.begin import begin, touch
from notices.models import Delivery
from notices.operations.of_deliveries import check_day, notice_of, sent, tell
from offices.models import Staff


@transaction.atomic
def record_arrival(
    *,
    unit: Unit,
    notice: int,
    arrived_on: date,
    version: int | None,
    by: Staff,
    on: date,
    at: datetime,
) -> Delivery:
    """Record the arrival of what was sent; a mistyped day is recorded anew.

    The periods for an appeal and a suit count from this day. Writes the delivery
    and one trail entry, which names the day that stood there before.

    Args:
        unit: The unit of the letter.
        notice: The key of the letter.
        arrived_on: The day.
        version: The version the person read.
        by: Who records it.
        on: The day of recording.
        at: The instant.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The number is void.
        Stale: Somebody changed the unit since.
        CannotDeliver: The letter is not under way, or the day is out of order.
    """
    unit = begin("record_arrival", unit, by=by, on=on, version=version)
    found = notice_of(unit, notice)
    delivery = sent(found)
    check_day(arrived_on, not_before=delivery.sent_on, on=on, field="arrived_on")
    before, delivery.arrived_on = delivery.arrived_on, arrived_on
    delivery.save(update_fields=["arrived_on"])
    touch(unit)
    facts: dict[str, object] = {
        "delivery": delivery.seq,
        "arrived_on": arrived_on.isoformat(),
    }
    if before is not None:
        facts["instead_of"] = before.isoformat()
    tell("record_arrival", found, facts, by=by, at=at)
    return delivery
