"""The only writer of a unit's due date and clock state: a cache of its events."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from audit.trail import Actor
from casework.closed_days import closed_days_of
from casework.models import Case, ClockEvent, ClockEventType, Unit
from casework.operations.calendar_lock import share_calendar
from ordinances.calendars import Calendar, load_calendar
from ordinances.dated import NotInForce
from ordinances.loading import pack as load_pack
from ordinances.periods import Clock, Event, fold
from ordinances.schema import Pack

DECISION = "decision"
LONGEST_ARTICLE = 100
# what ends one unit ends no other
OWN_EVENTS = frozenset({ClockEventType.STOPPED, ClockEventType.REOPENED})


def clock_of(unit: Unit) -> Clock | None:
    """Fold the unit's events into its clock.

    Returns:
        The clock with its explanation, or None where the regime sets no period
        for the decision (an appeal).
    """
    rows = rows_of(unit)
    return fold_clock(
        load_pack(unit.regime),
        received_on=unit.received_on,
        events=[Event(row.type, row.on, row.until_on) for row in rows],
        as_of=ended_at(rows),
    )


def fold_clock(
    pack: Pack,
    *,
    received_on: date,
    events: Iterable[Event],
    as_of: datetime | None = None,
) -> Clock | None:
    """Fold plain events under the pack's decision period of the receipt day.

    Args:
        pack: The regime.
        received_on: The receipt day.
        events: What moved the clock.
        as_of: When the unit ended; its due date stays what it was by the closing
            days known then. None while it waits.

    Source:
        練馬区情報公開条例 12(1), 個人情報保護法 83(1), 94(1), 102(1); the values
        are the pack's.
    """
    try:
        rule = pack.deadline(DECISION, received_on)
    except NotInForce:
        return None
    return fold(rule, list(events), calendar_of(pack, as_of=as_of))


def events_of(unit: Unit) -> list[Event]:
    """Return the events that move this unit's clock, in order."""
    return [Event(row.type, row.on, row.until_on) for row in rows_of(unit)]


def rows_of(unit: Unit) -> list[ClockEvent]:
    """Return the clock events that bind a unit, oldest first."""
    rows = ClockEvent.objects.filter(case=unit.case_id).order_by("on", "id")
    return binding(rows, unit)


def binding(rows: Iterable[ClockEvent], unit: Unit) -> list[ClockEvent]:
    """Keep those events of a case that bind a unit.

    Those of the case, its own, and its ancestor's from before the day it was
    split off: a split keeps the clock. The end of an ancestor is its own. Of
    several receipts the one recorded last holds: an amended receipt day.

    Args:
        rows: The events of the case, oldest first.
        unit: The unit, with its ancestors.
    """
    units = ancestry(unit)
    events = list(rows)
    receipts = [row.pk for row in events if row.type == ClockEventType.RECEIVED]
    superseded = set(receipts) - {max(receipts, default=0)}
    return [
        row
        for row in events
        if row.pk not in superseded
        and (row.unit_id in (None, unit.pk) or _inherited(row, units))
    ]


def _inherited(row: ClockEvent, units: Mapping[int, date | None]) -> bool:
    """Tell whether an event of an ancestor holds for the unit split off from it."""
    if row.unit_id is None or row.unit_id not in units or row.type in OWN_EVENTS:
        return False
    return _before(row.on, units[row.unit_id])


def ancestry(unit: Unit) -> dict[int, date | None]:
    """Map the unit and its ancestors to the day from which they do not bind it."""
    found: dict[int, date | None] = {unit.pk: None}
    while unit.split_from is not None:
        split_on = unit.split_on
        unit = unit.split_from
        found[unit.pk] = split_on
    return found


def refresh(unit: Unit) -> Clock | None:
    """Recompute the clock of a unit and store its due date and state."""
    share_calendar()
    clock = clock_of(unit)
    unit.due_on, unit.clock_state = cached(clock, is_open=unit.is_open)
    unit.save(update_fields=["due_on", "clock_state"])
    return clock


def cached(clock: Clock | None, *, is_open: bool) -> tuple[date | None, str]:
    """Return what the unit stores of its clock.

    Returns:
        Due date and clock state. Without a period there is no due date; the
        state then only tells whether the unit still waits.
    """
    if clock is None:
        return None, "running" if is_open else "stopped"
    return clock.due_on, str(clock.state)


def write_event(
    *,
    case: Case,
    unit: Unit | None,
    event: Event,
    by: Actor,
    at: datetime,
    reason: str = "",
) -> ClockEvent:
    """Append one event; the caller refreshes the units it concerns."""
    return ClockEvent.objects.create(
        case=case,
        unit=unit,
        type=ClockEventType(event.type),
        on=event.on,
        until_on=event.until_on,
        reason=reason,
        actor_key=by.key,
        actor_label=by.label,
        recorded_at=at,
    )


def ended_at(rows: Iterable[ClockEvent]) -> datetime | None:
    """Return when a unit ended, by its events; None while it waits.

    Args:
        rows: The events that bind it, oldest first. A correction stops the clock
            once more; the first stop since the last opening counts.
    """
    found: datetime | None = None
    for row in rows:
        if row.type == ClockEventType.REOPENED:
            found = None
        elif row.type == ClockEventType.STOPPED:
            found = min(found or row.recorded_at, row.recorded_at)
    return found


def calendar_of(pack: Pack, *, as_of: datetime | None = None) -> Calendar:
    """Return the calendar with the closing days of the city and of the office."""
    return load_calendar(closed_days_of(pack.municipality, as_of=as_of))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an extension notice says beside its days.

    Attributes:
        reason: Why, as the notice words it.
        article: What it rests on.
        part_until_on: The due date of the first part, under a special extension.
    """

    reason: str
    article: str
    part_until_on: date | None = None


def write_extension(
    unit: Unit, event: Event, told: Told, *, by: Actor, at: datetime
) -> ClockEvent:
    """Append an extension of one unit with what its notice says; refresh it."""
    row = ClockEvent.objects.create(
        case=unit.case,
        unit=unit,
        type=ClockEventType(event.type),
        on=event.on,
        until_on=event.until_on,
        part_until_on=told.part_until_on,
        reason=told.reason,
        article=told.article[:LONGEST_ARTICLE],
        actor_key=by.key,
        actor_label=by.label,
        recorded_at=at,
    )
    refresh(unit)
    return row


def _before(on: date, limit: date | None) -> bool:
    return limit is None or on < limit
