"""Remove a record that was added by mistake."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.errors import CaseworkError
from casework.models import ConsultedRecord, Record, RecordGround
from casework.operations.begin import begin
from casework.operations.record_lock import lock_record
from offices.models import Staff


class CannotRemoveRecord(CaseworkError):
    """The record stays: somebody outside was written to about it."""

    code = "third_party_asked"

    def __init__(self, record: Record) -> None:
        self.record = record
        message = _(
            "A third party was asked about row %(row)s, so it stays listed. Decide it "
            "instead, or move it to another unit."
        )
        super().__init__(message % {"row": record.position})


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
        CannotRemoveRecord: A third party was asked about it.
    """
    unit = begin("remove_record", record.unit, by=by, on=on)
    record = lock_record(record, unit, version=version)
    if ConsultedRecord.objects.filter(record=record).exists():
        raise CannotRemoveRecord(record)
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
