"""Verify what the kernel stores beside its truth: due dates, and that acts are told.

Walks all cases piece by piece; memory does not grow with the office.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat

from audit.models import Entry
from casework.closed_days import read_once
from casework.models import Case, ClockEvent, ClockEventType, Unit
from casework.operations import clock
from casework.operations.advance import lock
from ordinances.loading import pack as load_pack
from ordinances.periods import CannotCount, Event

# SQLite before 3.32 takes 999 parameters
PIECE = 500
Dates = tuple[date | None, str]


@dataclass(frozen=True, slots=True)
class ClockDifference:
    """A unit whose clock is not what its events make of it.

    Attributes:
        number: The number of the unit.
        stored: Due date and state as stored.
        computed: The same from the events; None where they contradict each
            other or the receipt day.
    """

    number: str
    stored: Dates
    computed: Dates | None


@dataclass(slots=True)
class ClockVerification:
    """A walk over all units; `n_units` counts while it goes."""

    n_units: int = 0

    def differences(self) -> Iterator[ClockDifference]:
        """Recompute every due date from the events and yield what differs."""
        for keys in _pieces():
            events = _events_of(keys)
            with read_once():
                wrong = [
                    unit for unit in _units_of(keys) if self._differs(unit, events)
                ]
            for unit in wrong:
                yield from _looked_at_again(unit)

    def _differs(self, unit: Unit, events: dict[int, list[ClockEvent]]) -> bool:
        self.n_units += 1
        rows = clock.binding(events.get(unit.case_id, []), unit)
        return _recomputed(unit, rows) != (unit.due_on, unit.clock_state)


def untold_cases() -> Iterator[Case]:
    """Yield the cases whose opening is not on the trail: their stream is gone."""
    key = Cast(OuterRef("pk"), CharField())
    stream = Concat(Value("case:"), key, output_field=CharField())
    opening = Entry.objects.filter(stream=stream, seq=1)
    yield from Case.objects.filter(~Exists(opening)).order_by("pk").iterator()


def _pieces() -> Iterator[Sequence[int]]:
    """Yield the keys of all cases, some at a time."""
    last = 0
    while True:
        later = Case.objects.filter(pk__gt=last).order_by("pk")
        keys = list(later.values_list("pk", flat=True)[:PIECE])
        if not keys:
            return
        yield keys
        last = keys[-1]


def _events_of(keys: Sequence[int]) -> dict[int, list[ClockEvent]]:
    found: dict[int, list[ClockEvent]] = {}
    for event in ClockEvent.objects.filter(case__in=keys).order_by("on", "id"):
        found.setdefault(event.case_id, []).append(event)
    return found


def _units_of(keys: Sequence[int]) -> list[Unit]:
    """Return the units of some cases, each with its ancestors."""
    units = list(
        Unit.objects.filter(case__in=keys)
        .select_related("case")
        .order_by("case", "branch")
    )
    by_key = {unit.pk: unit for unit in units}
    for unit in units:
        if unit.split_from_id is not None:
            unit.split_from = by_key[unit.split_from_id]
    return units


@transaction.atomic
def _looked_at_again(unit: Unit) -> list[ClockDifference]:
    """Return what still differs under lock: an act may have come in between."""
    unit = lock(unit)
    stored = (unit.due_on, unit.clock_state)
    computed = _recomputed(unit, clock.rows_of(unit))
    if computed == stored:
        return []
    return [ClockDifference(unit.number_text, stored, computed)]


def _recomputed(unit: Unit, rows: Sequence[ClockEvent]) -> Dates | None:
    receipts = [row.on for row in rows if row.type == ClockEventType.RECEIVED]
    if receipts != [unit.received_on]:
        return None
    try:
        folded = clock.fold_clock(
            load_pack(unit.regime),
            received_on=unit.received_on,
            events=[Event(row.type, row.on, row.until_on) for row in rows],
            as_of=clock.ended_at(rows),
        )
    except CannotCount:
        return None
    return clock.cached(folded, is_open=unit.is_open)
