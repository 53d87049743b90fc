"""From a sent grid to what is written: row by row, nothing overwritten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import ngettext

from casework.findings import Finding, finding_of
from casework.models import Record, Unit
from desk.grid.posting import Posted, TypedRow
from desk.operations.save_records import (
    ChangedRecord,
    NewRecord,
    Saved,
    save_records,
)
from offices.models import Staff


@dataclass(slots=True)
class Done:
    """What came of sending a grid.

    Attributes:
        saved: What was written; None when there was nothing to write.
        before: Record key → what was decided about it before.
        left: The rows that were typed into and are not saved: wrong, changed by
            somebody else meanwhile, or not asked for.
    """

    saved: Saved | None
    before: Mapping[int, Finding]
    left: dict[int, TypedRow] = field(default_factory=dict)

    @property
    def n_rows(self) -> int:
        """How many rows were written."""
        if self.saved is None:
            return 0
        keys = {record.pk for record in self.saved.amended + self.saved.decided}
        return len(keys | {record.pk for record in self.saved.added})

    @property
    def message(self) -> str:
        """What is said about it."""
        text = ngettext("%(n)s row was saved.", "%(n)s rows were saved.", self.n_rows)
        return text % {"n": self.n_rows}


def save_grid(
    posted: Posted, unit: Unit, *, only: int | None, by: Staff, on: date, at: datetime
) -> Done:
    """Write every row that can be written; the others stay as they were typed.

    Args:
        posted: What was sent, after the button did its work.
        unit: The unit.
        only: The one row to save, None for all.
        by: Who saves.
        on: The day.
        at: The instant.

    Raises:
        CaseworkError: An operation refused; nothing was written.
    """
    ready = [
        row
        for key, row in posted.rows.items()
        if row.can_be_saved and only in {None, key}
    ]
    new = [row for row in posted.new if row.facts and not row.errors]
    if only is not None:
        new = []
    before = {row.record.pk: finding_of(row.record) for row in ready}
    saved = None
    if ready or new:
        saved = save_records(
            unit=unit,
            added=[NewRecord(facts=row.facts) for row in new if row.facts],
            changed=_changed(ready),
            by=by,
            on=on,
            at=at,
        )
    posted.new = [row for row in posted.new if row not in new]
    written = {row.record.pk for row in ready}
    left = {key: row for key, row in posted.rows.items() if key not in written}
    return Done(saved, before, {key: row for key, row in left.items() if _wants(row)})


def _changed(rows: Sequence[TypedRow]) -> list[ChangedRecord]:
    return [
        ChangedRecord(
            record=row.record,
            version=row.version,
            facts=row.facts,
            finding=row.finding,
        )
        for row in rows
    ]


def _wants(row: TypedRow) -> bool:
    return bool(row.facts or row.finding or row.errors)


def in_order(unit: Unit) -> list[Record]:
    """Return the records of a unit with their grounds, in order."""
    rows = Record.objects.filter(unit=unit).prefetch_related("grounds")
    records = list(rows.order_by("position"))
    for record in records:
        record.unit = unit
    return records
