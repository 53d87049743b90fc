"""Records as they are read: on the grid once it is closed, on a draft, on paper."""

from collections.abc import Iterable
from dataclasses import dataclass

from casework.models import Record, Unit
from desk.grid.apply import Rules
from desk.grid.cells import texts_of
from desk.grid.words import outcome_choices


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record to read: its cells as texts, its decision in words."""

    record: Record
    cells: dict[str, str]
    outcome: str


def record_lines(
    unit: Unit, records: Iterable[Record], rules: Rules
) -> list[RecordLine]:
    """Return records to read, in the order given."""
    words = dict(outcome_choices(unit, rules.on))
    return [
        RecordLine(
            record,
            texts_of(record, rules.pack, rules.on),
            words.get(record.outcome, ""),
        )
        for record in records
    ]
