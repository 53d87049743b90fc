"""Split a unit at the desk: a further unit, perhaps with some of its records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from casework.errors import CaseworkError
from casework.intake import Part
from casework.models import Record, Unit
from casework.operations.advance import advance
from casework.operations.assign import check_division
from casework.operations.begin import begin, touch
from casework.operations.split import split
from casework.phases import Phase
from offices.models import Division, Staff


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitFacts:
    """What the further unit is to be.

    Attributes:
        division: Who decides it, if known.
        subject: Its own part of what is asked for; empty means the case's.
        remarks: 備考.
        record_ids: Records of the unit that go with it.
    """

    division: Division | None = None
    subject: str = ""
    remarks: str = ""
    record_ids: Sequence[int] = ()


class CannotSplitOff(CaseworkError):
    """The unit cannot be split like this.

    Attributes:
        field: What to mend.
    """

    field = "record_ids"

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@transaction.atomic
def split_off(
    *,
    unit: Unit,
    facts: SplitFacts,
    version: int | None,
    by: Staff,
    on: date,
    at: datetime,
) -> Unit:
    """Make a further unit of the same case and move records to it.

    With records the new unit is under examination at once; within one division
    its handler goes along. Writes what `split` writes, and the moved records.

    Args:
        unit: The unit it is split from.
        facts: Division, subject and records of the new one, which is returned.
        version: The version the person read.
        by: Who splits.
        on: The day of the split.
        at: The instant.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The unit does not stand where it can be split.
        Stale: Somebody changed the unit since.
        CannotAssign: The division is not one of the organ.
        CannotSplitOff: A record is gone, or none would stay.

    Source:
        Absence beside other outcomes is a unit of its own (assumed).
    """
    unit = begin("split", unit, by=by, on=on, version=version)
    if facts.division is not None:
        check_division(facts.division, unit, on=on)
    made = part_off(unit, facts, by=by, on=on, at=at)
    touch(unit)
    return made


def part_off(
    unit: Unit, facts: SplitFacts, *, by: Staff, on: date, at: datetime
) -> Unit:
    """Make the further unit of a locked one; acts that split share this.

    Raises:
        CannotSplitOff: A record is gone, or none would stay.
    """
    records = _chosen(unit, facts.record_ids)
    made = split(
        unit=unit,
        part=_part(unit, facts),
        on=on,
        by=by.as_actor(),
        at=at,
        records=[record.pk for record in records],
    )
    _move(records, made)
    _take_up(made, unit, has_records=bool(records))
    return made


def _part(unit: Unit, facts: SplitFacts) -> Part:
    return Part(
        organ=unit.organ,
        division=facts.division,
        subject=facts.subject.strip(),
        remarks=facts.remarks.strip(),
    )


def _take_up(made: Unit, unit: Unit, *, has_records: bool) -> None:
    """Put the new unit under examination where somebody is at it already."""
    if made.division_id == unit.division_id and unit.handler is not None:
        made.handler = unit.handler
        made.save(update_fields=["handler"])
        advance(unit=made, act="assign", after=Phase.EXAMINATION)
    elif has_records:
        advance(unit=made, act="add_records", after=Phase.EXAMINATION)


def _chosen(unit: Unit, record_ids: Sequence[int]) -> list[Record]:
    """Return the records to be moved, locked and in their order."""
    records = list(
        Record.objects.select_for_update().filter(unit=unit).order_by("position")
    )
    chosen = [record for record in records if record.pk in set(record_ids)]
    if len(chosen) != len(set(record_ids)):
        raise CannotSplitOff(
            "record_gone",
            _(
                "A record is not in %(number)s any more: somebody removed it or moved "
                "it to another unit. Choose among the records as they are now."
            )
            % {"number": unit.number_text},
        )
    if chosen and len(chosen) == len(records):
        raise CannotSplitOff(
            "no_record_stays",
            _(
                "All records of %(number)s would leave it. Leave at least one, or "
                "assign the whole unit instead."
            )
            % {"number": unit.number_text},
        )
    return chosen


def _move(records: Sequence[Record], made: Unit) -> None:
    """Give records to the new unit, numbered from one."""
    for position, record in enumerate(records, start=1):
        record.unit, record.position = made, position
        record.version += 1
        record.save(update_fields=["unit", "position", "version"])
