"""Remove a record that was added by mistake."""

from datetime import date, datetime

from django.db import transaction

from audit import trail
from casework.models import Record, RecordGround
from casework.operations.begin import begin
from casework.operations.record_lock import lock_record
from offices.models import Staff


@transaction.atomic
def remove_record(
    *, record: Record, version: int | None, by: Staff, on: date, at: datetime
) -> None:
    """Remove a record from an undecided unit; the trail keeps that it was there.

    Args:
        record: The record.
        version: The version the person read.
        by: Who removes it.
        on: The day.
        at: The instant.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The unit does not stand where records can be removed.
        Stale: Somebody changed the record since.
        RecordGone: Somebody removed it or moved it to another unit.
    """
    unit = begin("remove_record", record.unit, by=by, on=on)
    record = lock_record(record, unit, version=version)
    trail.record(
        stream=unit.case.stream,
        act="remove_record",
        subject=f"record:{record.pk}",
        by=by.as_actor(),
        at=at,
        facts={"unit": unit.branch, "position": record.position},
        detail={"title": record.title, "reason": record.reason},
    )
    RecordGround.objects.filter(record=record).delete()
    record.delete()
