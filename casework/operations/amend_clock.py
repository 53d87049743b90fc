"""Set the clock of a unit right after a ledger told other days.

Clock events are append-only: what was told before stays, and further events
say what holds now.
"""

from dataclasses import dataclass
from datetime import date, datetime

from audit.trail import Actor
from casework.ledger.comparison import extended_until
from casework.ledger.units import EXTENSION_REASON
from casework.models import ClockEvent, ClockEventType, Unit
from casework.operations import clock
from ordinances.loading import pack as load_pack
from ordinances.periods import Event

STOPS = frozenset({ClockEventType.STOPPED, ClockEventType.REOPENED})


@dataclass(frozen=True, slots=True)
class ClockAmendment:
    """What the clock of a unit should say.

    Attributes:
        unit: The unit, its receipt day and outcome day already amended.
        until_on: The extended due date, None for none.
        by: Who amends.
        at: When.
    """

    unit: Unit
    until_on: date | None
    by: Actor
    at: datetime

    def write(self) -> None:
        """Append the events that are needed and store the clock."""
        if self.until_on and self.until_on != self._recorded():
            self._append("extended", self._day(), self.until_on)
        self._set_stop()
        clock.refresh(self.unit)
        due_on, recorded = self._due_on(self.until_on), self._recorded()
        if (self.unit.due_on, recorded) != (due_on, self.until_on):
            self._append("redated", self._day(), self._due_on(None))
            if self.until_on:
                self._append("extended", self._day(), self.until_on)
            clock.refresh(self.unit)

    def _recorded(self) -> date | None:
        """Return the extended due date the events of the unit tell."""
        return extended_until(ClockEvent.objects.filter(unit=self.unit))

    def _set_stop(self) -> None:
        stops = [event for event in clock.rows_of(self.unit) if event.type in STOPS]
        last = stops[-1] if stops else None
        stopped = last is not None and last.type == ClockEventType.STOPPED
        ended_on = self.unit.outcome_on
        if ended_on is None:
            if last is not None and stopped:
                self._append("reopened", last.on)
        elif last is None:
            self._append("stopped", ended_on)
        elif not stopped:
            self._append("stopped", max(ended_on, last.on))
        elif ended_on > last.on:
            self._append("reopened", last.on)
            self._append("stopped", ended_on)
        elif ended_on < last.on and len(stops) == 1:
            self._append("stopped", ended_on)

    def _due_on(self, until_on: date | None) -> date | None:
        """Return the due date the days would give if they were told today."""
        received_on = self.unit.received_on
        events = [Event("received", received_on)]
        if until_on:
            events.append(Event("extended", received_on, until_on))
        folded = clock.fold_clock(
            load_pack(self.unit.regime),
            received_on=received_on,
            events=events,
            as_of=clock.ended_at(clock.rows_of(self.unit)),
        )
        return folded.due_on if folded else None

    def _day(self) -> date:
        """Return the day on which a further event comes after those before."""
        rows = clock.rows_of(self.unit)
        days = [event.on for event in rows if event.type not in STOPS]
        return max([self.unit.received_on, *days])

    def _append(self, event_type: str, on: date, until_on: date | None = None) -> None:
        clock.write_event(
            case=self.unit.case,
            unit=self.unit,
            event=Event(event_type, on, until_on),
            by=self.by,
            at=self.at,
            reason=EXTENSION_REASON,
        )
