"""Record that an issued letter was sent or handed over (発送・交付)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from casework.models import Unit
from casework.operations.begin import begin, touch
from casework.wording import day
from notices.bytes_check import checked_bytes
from notices.models import Delivery, DeliveryMeans, Notice
from notices.operations.of_deliveries import (
    CannotDeliver,
    check_day,
    notice_of,
    tell,
    under_way,
)
from notices.store import NoticeStore
from offices.models import Staff


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """How a letter goes out.

    Attributes:
        notice: The key of the letter.
        sent_on: The day it left the house.
        means: A code of `DeliveryMeans`.
        tracking_number: Of registered post.
        postal_code: Where it goes now; empty with the address for that of the letter.
        address: Another address after it came back.
    """

    notice: int
    sent_on: date
    means: str
    tracking_number: str = ""
    postal_code: str = ""
    address: str = ""


@transaction.atomic
def record_delivery(
    *,
    unit: Unit,
    sending: Sending,
    store: NoticeStore,
    version: int | None,
    by: Staff,
    on: date,
    at: datetime,
) -> Delivery:
    """Record the first sending of a letter.

    Its bytes are compared before: what is not the letter that was issued is not
    sent. Handed over at the counter it has arrived the same day. Writes the
    delivery and one trail entry.

    Args:
        unit: The unit of the letter.
        sending: Which letter, when and how.
        store: Where printed letters lie.
        version: The version the person read.
        by: Who records it.
        on: The day of recording.
        at: The instant.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The number is void.
        Stale: Somebody changed the unit since.
        CannotDeliver: It was sent already, or its day is out of order.
        NotPrinted: There are no bytes yet.
        BytesDiffer: The bytes are not this letter's.
    """
    unit = begin("record_delivery", unit, by=by, on=on, version=version)
    notice = notice_of(unit, sending.notice)
    last = notice.deliveries.order_by("-seq").first()
    if last is not None:
        raise CannotDeliver(
            "sent_already",
            _(
                "%(number)s was sent already on %(day)s. Record its arrival or its "
                "return; after a return, send it again."
            )
            % {"number": notice.number_text, "day": day(last.sent_on)},
            field="notice",
        )
    return _send(notice, sending, None, store=store, by=by, on=on, at=at)


@transaction.atomic
def resend(
    *,
    unit: Unit,
    sending: Sending,
    store: NoticeStore,
    version: int | None,
    by: Staff,
    on: date,
    at: datetime,
) -> Delivery:
    """Send a letter that came back once more: the same bytes, perhaps elsewhere.

    Writes a further delivery and one trail entry.

    Args:
        unit: The unit of the letter.
        sending: Which letter, when, how and where to.
        store: Where printed letters lie.
        version: The version the person read.
        by: Who records it.
        on: The day of recording.
        at: The instant.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The number is void.
        Stale: Somebody changed the unit since.
        CannotDeliver: It did not come back, or its day is out of order.
        NotPrinted: There are no bytes yet.
        BytesDiffer: The bytes are not this letter's.
    """
    unit = begin("resend", unit, by=by, on=on, version=version)
    notice = notice_of(unit, sending.notice)
    last = notice.deliveries.order_by("-seq").first()
    if last is None or under_way(notice) is not None:
        raise CannotDeliver(
            "not_returned",
            _(
                "%(number)s did not come back. Only a letter whose return is recorded "
                "is sent again."
            )
            % {"number": notice.number_text},
            field="notice",
        )
    return _send(notice, sending, last, store=store, by=by, on=on, at=at)


def _send(
    notice: Notice,
    sending: Sending,
    last: Delivery | None,
    *,
    store: NoticeStore,
    by: Staff,
    on: date,
    at: datetime,
) -> Delivery:
    """Write a delivery after its days and the bytes were checked."""
    not_before = (last.returned_on if last else None) or notice.issued_on
    check_day(sending.sent_on, not_before=not_before, on=on, field="sent_on")
    if sending.means not in DeliveryMeans.values:
        raise CannotDeliver(
            "unknown_means", _("Say how the letter goes out."), field="means"
        )
    checked_bytes(notice, store=store)
    is_elsewhere = bool(sending.address.strip())
    delivery = Delivery.objects.create(
        notice=notice,
        seq=last.seq + 1 if last else 1,
        issued_on=notice.issued_on,
        sent_on=sending.sent_on,
        means=sending.means,
        tracking_number=sending.tracking_number.strip(),
        postal_code=(
            sending.postal_code.strip() if is_elsewhere else notice.postal_code
        ),
        address=sending.address.strip() if is_elsewhere else notice.address,
        arrived_on=sending.sent_on if sending.means == DeliveryMeans.COUNTER else None,
        recorded_by=by,
        at=at,
    )
    touch(notice.unit)
    facts: dict[str, object] = {
        "delivery": delivery.seq,
        "sent_on": delivery.sent_on.isoformat(),
        "means": delivery.means,
    }
    detail = {"address": delivery.address} if is_elsewhere else {}
    act = "resend" if last else "record_delivery"
    tell(act, notice, facts, by=by, at=at, detail=detail)
    return delivery
