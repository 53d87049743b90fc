"""Take a letter's bytes out of the store: compared first, told on the trail."""

from datetime import datetime

from django.db import transaction

from audit import trail
from audit.trail import Actor
from casework.operations.advance import lock
from notices.bytes_check import BytesDiffer, checked_bytes
from notices.models import Notice
from notices.store import NoticeStore


def hand_out(
    *, notice: Notice, store: NoticeStore, purpose: str, by: Actor, at: datetime
) -> bytes:
    """Return the bytes of a letter for reading, printing or sending.

    Asked for again they are the same bytes. Writes one trail entry; one of a
    refusal, too, so it is called outside any transaction that a refusal undoes.

    Args:
        notice: With its unit.
        store: Where printed letters lie.
        purpose: A code: `read`, `print`, `send`.
        by: Who takes it.
        at: The instant.

    Raises:
        NotPrinted: There are no bytes yet.
        BytesDiffer: The bytes are not this letter's; it is not handed over.
    """
    try:
        content = checked_bytes(notice, store=store)
    except BytesDiffer as error:
        tell_refusal(error, purpose=purpose, by=by, at=at)
        raise
    _tell(notice, "hand_out", {"purpose": purpose}, by=by, at=at)
    return content


def tell_refusal(error: BytesDiffer, *, purpose: str, by: Actor, at: datetime) -> None:
    """Tell the trail that bytes were not handed over; once the refusal is through.

    Args:
        error: The refusal.
        purpose: What they were wanted for.
        by: Who wanted them.
        at: The instant.
    """
    facts = {"purpose": purpose, "why": error.why}
    _tell(error.notice, "refuse_hand_out", facts, by=by, at=at)


@transaction.atomic
def _tell(
    notice: Notice, act: str, facts: dict[str, str], *, by: Actor, at: datetime
) -> None:
    unit = lock(notice.unit)
    trail.record(
        stream=unit.case.stream,
        act=act,
        subject=f"unit:{unit.pk}",
        by=by,
        at=at,
        facts={"notice": notice.pk, "number": notice.number_text, **facts},
    )
