"""Add the records that were found to a unit."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from audit import trail
from casework.errors import CaseworkError
from casework.models import Record, ThirdParty, Unit
from casework.operations.advance import advance
from casework.operations.begin import begin
from casework.phases import Phase
from casework.record_facts import RecordFacts
from offices.models import Staff

MOST_RECORDS = 2000


class CannotAddRecords(CaseworkError):
    """The records cannot be added as they stand.

    Attributes:
        row: Which of them, from 0.
        field: What to mend.
    """

    def __init__(self, code: str, message: str, *, row: int, field: str) -> None:
        self.code, self.row, self.field = code, row, field
        super().__init__(message)


@transaction.atomic
def add_records(
    *, unit: Unit, records: Sequence[RecordFacts], by: Staff, on: date, at: datetime
) -> list[Record]:
    """Add records after those the unit has; all or nothing.

    A unit that was only received is under examination from now on. Writes the
    records, perhaps the phase, and one trail entry; titles stand beside it.

    Args:
        unit: The unit.
        records: What was found, in order.
        by: Who adds them.
        on: The day.
        at: The instant.

    Returns:
        The stored records.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The unit does not stand where records can be added.
        CannotAddRecords: A row has no title, or there are too many.
    """
    unit = begin("add_records", unit, by=by, on=on)
    for row, facts in enumerate(records):
        check_facts(facts, row=row)
    last = unit.records.aggregate(Max("position"))["position__max"] or 0
    if last + len(records) > MOST_RECORDS:
        raise _too_many(len(records))
    made = Record.objects.bulk_create(
        [
            _record(unit, facts, last + place)
            for place, facts in enumerate(records, start=1)
        ]
    )
    if unit.phase == Phase.RECEIVED:
        advance(unit=unit, act="add_records", after=Phase.EXAMINATION)
    trail.record(
        stream=unit.case.stream,
        act="add_records",
        subject=f"unit:{unit.pk}",
        by=by.as_actor(),
        at=at,
        facts={"n_records": len(made), "from_position": last + 1},
        detail={"titles": [record.title for record in made]},
    )
    return made


def check_facts(facts: RecordFacts, *, row: int = 0) -> None:
    """Refuse facts that are no record.

    Raises:
        CannotAddRecords: No title, or a code nobody knows.
    """
    place = {"row": row + 1}
    if not facts.title.strip():
        message = _("Row %(row)s has no title. Write the name of the record.") % place
        raise CannotAddRecords("no_title", message, row=row, field="title")
    if facts.third_party and facts.third_party not in ThirdParty.values:
        message = (
            _(
                "Row %(row)s: say of a third party “to be asked”, “must be asked”, "
                "“asked” or nothing."
            )
            % place
        )
        raise CannotAddRecords(
            "unknown_third_party", message, row=row, field="third_party"
        )


def _record(unit: Unit, facts: RecordFacts, position: int) -> Record:
    return Record(
        unit=unit,
        position=position,
        document_number=facts.document_number,
        title=facts.title.strip(),
        made_on=facts.made_on,
        sheets=facts.sheets,
        medium=facts.medium,
        third_party=facts.third_party,
    )


def _too_many(n_records: int) -> CannotAddRecords:
    message = _(
        "%(n)s more records would pass %(most)s for one unit. Split the unit, or "
        "group the records."
    ) % {"n": n_records, "most": MOST_RECORDS}
    return CannotAddRecords("too_many", message, row=0, field="title")
