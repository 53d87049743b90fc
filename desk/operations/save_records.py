"""Save a grid: records added, amended and decided in one go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from casework.findings import Finding
from casework.models import Record, Unit
from casework.operations.add_records import add_records
from casework.operations.amend_record import amend_record
from casework.operations.decide_record import RecordChoice, decide_record
from casework.record_facts import RecordFacts
from offices.models import Staff


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRecord:
    """A record to be added, perhaps with what is decided about it."""

    facts: RecordFacts
    finding: Finding | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedRecord:
    """A record somebody typed into.

    Attributes:
        version: The version the person read.
        facts: What it is; None leaves it as it is.
        finding: What is decided; None leaves it as it is.
    """

    record: Record
    version: int
    facts: RecordFacts | None = None
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written: records by their keys, with the versions they have now."""

    added: list[Record]
    amended: list[Record]
    decided: list[Record]


@transaction.atomic
def save_records(
    *,
    unit: Unit,
    added: Sequence[NewRecord] = (),
    changed: Sequence[ChangedRecord] = (),
    by: Staff,
    on: date,
    at: datetime,
) -> Saved:
    """Add, amend and decide records of a unit; all or nothing.

    Calls `amend_record`, `add_records` and `decide_record`, which write the rows
    and their trail entries.

    Args:
        unit: The unit.
        added: Records to add, in order.
        changed: Records somebody typed into.
        by: Who saves.
        on: The day.
        at: The instant.

    Returns:
        The records written, each as it is now.

    Raises:
        NotPermitted: An act is not among the person's rights.
        CannotAct: The unit does not stand where its records can be changed.
        Stale: Somebody changed one of them since; nothing was written.
        CannotAddRecords: The facts of a row are no record.
        CannotDecideRecord: A finding cannot be.
    """
    amended = _amend(changed, by=by, on=on, at=at)
    made: list[Record] = []
    if added:
        facts = [item.facts for item in added]
        made = add_records(unit=unit, records=facts, by=by, on=on, at=at)
    choices = _choices(changed, added, made, amended)
    decided: list[Record] = []
    if choices:
        decided = decide_record(unit=unit, choices=choices, by=by, on=on, at=at)
    return Saved(made, list(amended.values()), decided)


def _amend(
    changed: Sequence[ChangedRecord], *, by: Staff, on: date, at: datetime
) -> dict[int, Record]:
    """Amend what somebody typed into; return the records by key."""
    return {
        item.record.pk: amend_record(
            record=item.record,
            facts=item.facts,
            version=item.version,
            by=by,
            on=on,
            at=at,
        )
        for item in changed
        if item.facts is not None
    }


def _choices(
    changed: Sequence[ChangedRecord],
    added: Sequence[NewRecord],
    made: Sequence[Record],
    amended: Mapping[int, Record],
) -> list[RecordChoice]:
    """Return what is to be decided, at the versions the records have now."""
    choices = [
        RecordChoice(
            record_id=item.record.pk,
            # amending it raised the version the person read
            version=item.version + (item.record.pk in amended),
            finding=item.finding,
        )
        for item in changed
        if item.finding is not None
    ]
    return choices + [
        RecordChoice(record_id=record.pk, version=record.version, finding=item.finding)
        for record, item in zip(made, added, strict=True)
        if item.finding is not None
    ]
