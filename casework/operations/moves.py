"""What a changed closing day or rule does to the units that wait: a question only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from casework.closed_days import read_once
from casework.models import ClockEvent, Unit
from casework.operations import clock
from ordinances.loading import pack as load_pack
from ordinances.periods import CannotCount, Event

# SQLite before 3.32 takes 999 parameters
PIECE = 500
Dates = tuple[date | None, str]


@dataclass(frozen=True, slots=True)
class Move:
    """A unit that waits, and where its due date would go.

    Attributes:
        unit: With case, division and organ.
        before: Due date and state as stored.
        after: The same as its events give it now.
    """

    unit: Unit
    before: Dates
    after: Dates

    @property
    def before_on(self) -> date | None:
        """The due date as stored."""
        return self.before[0]

    @property
    def after_on(self) -> date | None:
        """The due date from now on."""
        return self.after[0]


def moves() -> Iterator[Move]:
    """Yield every unit that waits and whose due date is not what its events give.

    Ended units never move. The closed days are read once; the statements grow with
    the pieces of units, not with the units.
    """
    with read_once():
        for units in _pieces():
            events = _events_of({unit.case_id for unit in units})
            for unit in units:
                rows = clock.binding(events.get(unit.case_id, []), unit)
                found = move_of(unit, rows)
                if found is not None:
                    yield found


def move_of(unit: Unit, rows: Sequence[ClockEvent]) -> Move | None:
    """Return where a unit would go; None where it stays or cannot be computed.

    Args:
        unit: A unit that waits.
        rows: The events that bind it.
    """
    before = unit.due_on, unit.clock_state
    try:
        folded = clock.fold_clock(
            load_pack(unit.regime),
            received_on=unit.received_on,
            events=[Event(row.type, row.on, row.until_on) for row in rows],
        )
    except CannotCount:
        # events that contradict each other: `verify clocks` names them
        return None
    after = clock.cached(folded, is_open=True)
    return Move(unit, before, after) if after != before else None


def _pieces() -> Iterator[list[Unit]]:
    last = 0
    while True:
        piece = list(
            Unit.objects.filter(pk__gt=last, outcome=None, voided=False)
            .select_related("case", "division", "organ")
            .order_by("pk")[:PIECE]
        )
        if not piece:
            return
        yield piece
        last = piece[-1].pk


def _events_of(cases: set[int]) -> dict[int, list[ClockEvent]]:
    found: dict[int, list[ClockEvent]] = {}
    for event in ClockEvent.objects.filter(case__in=cases).order_by("on", "id"):
        found.setdefault(event.case_id, []).append(event)
    return found
