"""Amend what is known of a record: its name, day, sheets."""

from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from audit import trail
from casework.models import Record, Unit
from casework.operations.add_records import check_facts
from casework.operations.begin import begin
from casework.operations.record_lock import lock_record
from casework.record_facts import RecordFacts
from offices.models import Staff


@transaction.atomic
def amend_record(
    *,
    record: Record,
    facts: RecordFacts,
    version: int | None,
    by: Staff,
    on: date,
    at: datetime,
) -> Record:
    """Change the facts of a record; what was decided about it stays.

    Writes the record and one trail entry that names the fields; old and new
    texts stand beside it.

    Args:
        record: The record.
        facts: What it is.
        version: The version the person read.
        by: Who amends.
        on: The day.
        at: The instant.

    Returns:
        The record.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The unit does not stand where records can be amended.
        Stale: Somebody changed the record since.
        RecordGone: Somebody removed it or moved it to another unit.
        CannotAddRecords: The facts are no record.
    """
    unit = begin("amend_record", record.unit, by=by, on=on)
    record = lock_record(record, unit, version=version)
    check_facts(facts)
    changed = {
        field: [getattr(record, field), value]
        for field, value in asdict(facts).items()
        if getattr(record, field) != value
    }
    for field, (_old, new) in changed.items():
        setattr(record, field, new)
    record.version += 1
    record.save()
    _on_trail(record, unit, changed, by=by, at=at)
    return record


def _on_trail(
    record: Record,
    unit: Unit,
    changed: dict[str, list[object]],
    *,
    by: Staff,
    at: datetime,
) -> None:
    trail.record(
        stream=unit.case.stream,
        act="amend_record",
        subject=f"record:{record.pk}",
        by=by.as_actor(),
        at=at,
        facts={"unit": unit.branch, "fields": sorted(changed)},
        detail={field: [_text(x) for x in pair] for field, pair in changed.items()},
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)
