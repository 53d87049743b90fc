"""Apply a changed closing day or rule to every unit that waits."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit import trail
from audit.trail import Actor
from casework.closed_days import Row, read_once
from casework.errors import CaseworkError
from casework.models import (
    ClockEventType,
    Closure,
    RedatedUnit,
    Redating,
    RedatingCause,
)
from casework.operations import clock
from casework.operations.advance import lock
from casework.operations.calendar_lock import hold_calendar
from casework.operations.moves import Move, move_of, moves
from casework.permissions import can_keep_calendar
from casework.wording import day
from offices.models import Staff
from ordinances.periods import Event

STREAM = "calendar"
LONGEST_REASON = 200


class CannotRedate(CaseworkError):
    """The change cannot be applied as it stands.

    Attributes:
        field: What to mend.
    """

    def __init__(self, code: str, message: str, *, field: str = "") -> None:
        self.code, self.field = code, field
        super().__init__(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is changed.

    Attributes:
        reason: Why, in words; it stands with every unit that moves.
        added: Closing days that hold from now on.
        removed: Days that are open again.
    """

    reason: str
    added: tuple[Row, ...] = field(default=())
    removed: tuple[date, ...] = field(default=())


@transaction.atomic
def change_closures(
    *,
    change: Change,
    by: Staff,
    on: date,
    at: datetime,
    progress: Callable[[int], object] = lambda _done: None,
) -> Redating:
    """Add and remove closing days of the office, and re-date what waits, in one act.

    Writes the days, the line of the ledger with every unit that moved, a REDATED
    event and a trail entry for each of them, and an entry of the calendar.

    Args:
        change: The days and the reason.
        by: A records officer of the whole office.
        on: The day.
        at: The instant; units that ended before keep their due date.
        progress: Told how many units were moved.

    Raises:
        CannotRedate: The person does not keep the calendar, there is no reason,
            nothing to change, or a day that is closed or open already.

    Source:
        Practice: a forgotten or a new closing day re-dates what is open.
    """
    if not can_keep_calendar(by, on=on):
        message = _(
            "Closing days are kept by a records officer of the whole office. Please "
            "ask one of them."
        )
        raise CannotRedate("not_permitted", message)
    hold_calendar()
    _check(change)
    _write_days(change, by=by, at=at)
    return _apply(
        change,
        RedatingCause.CLOSURES,
        by=by.as_actor(),
        on=on,
        at=at,
        progress=progress,
    )


@transaction.atomic
def redate(
    *,
    reason: str,
    by: Actor,
    on: date,
    at: datetime,
    progress: Callable[[int], object] = lambda _done: None,
) -> Redating:
    """Re-date what waits after the rules or the holidays of the version changed.

    Writes the same as `change_closures`, without days. Called by the command, and
    by the page for whoever keeps the calendar.

    Raises:
        CannotRedate: There is no reason.
    """
    hold_calendar()
    _check_reason(reason)
    return _apply(
        Change(reason=reason),
        RedatingCause.RULES,
        by=by,
        on=on,
        at=at,
        progress=progress,
    )


def _check_reason(reason: str) -> None:
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        message = _("Say in at most %(n)s characters why due dates change.")
        raise CannotRedate(
            "reason_missing", message % {"n": LONGEST_REASON}, field="reason"
        )


def _check(change: Change) -> None:
    _check_reason(change.reason)
    if not change.added and not change.removed:
        message = _("Name at least one day to close or to open again.")
        raise CannotRedate("nothing_to_change", message, field="first_on")
    known = Closure.objects.filter(removed_at=None).values_list("on", flat=True)
    closed = set(known)
    for row in change.added:
        if row.on in closed:
            message = _("%(day)s is closed already. Leave it out.")
            raise CannotRedate(
                "closed_already", message % {"day": day(row.on)}, field="first_on"
            )
    for gone in change.removed:
        if gone not in closed:
            message = _("%(day)s is no closing day of the office any more.")
            raise CannotRedate("open_already", message % {"day": day(gone)})


def _write_days(change: Change, *, by: Staff, at: datetime) -> None:
    removed = Closure.objects.filter(removed_at=None, on__in=change.removed)
    removed.update(removed_at=at, removed_by=by)
    try:
        Closure.objects.bulk_create(
            Closure(
                on=row.on, name=row.name, source=row.source, added_at=at, added_by=by
            )
            for row in change.added
        )
    except IntegrityError as error:
        message = _("A day was closed by somebody else meanwhile. Please look again.")
        raise CannotRedate("closed_already", message, field="first_on") from error


def _apply(
    change: Change,
    cause: RedatingCause,
    *,
    by: Actor,
    on: date,
    at: datetime,
    progress: Callable[[int], object],
) -> Redating:
    redating = Redating.objects.create(
        cause=cause,
        reason=change.reason.strip(),
        changes={
            "added": [row.on.isoformat() for row in change.added],
            "removed": [gone.isoformat() for gone in change.removed],
        },
        on=on,
        at=at,
        actor_key=by.key,
        actor_label=by.label,
    )
    with read_once():
        for found in moves():
            if _move(redating, found, by=by, on=on, at=at):
                redating.n_units += 1
                progress(redating.n_units)
    redating.save(update_fields=["n_units"])
    trail.record(
        stream=STREAM,
        act="redate",
        subject=f"redating:{redating.pk}",
        by=by,
        at=at,
        facts={"cause": cause, "units": redating.n_units, **redating.changes},
        detail={"reason": redating.reason},
    )
    return redating


def _move(
    redating: Redating, found: Move, *, by: Actor, on: date, at: datetime
) -> bool:
    """Re-date one unit under lock; what was decided in between is left alone."""
    unit = lock(found.unit)
    if not unit.is_open or unit.voided:
        return False
    again = move_of(unit, clock.rows_of(unit))
    if again is None:
        return False
    clock.write_event(
        case=unit.case,
        unit=unit,
        event=Event(ClockEventType.REDATED, max(on, unit.received_on)),
        by=by,
        at=at,
        reason=redating.reason,
    )
    clock.refresh(unit)
    RedatedUnit.objects.create(
        redating=redating, unit=unit, before_on=again.before_on, after_on=unit.due_on
    )
    trail.record(
        stream=unit.case.stream,
        act="redate",
        subject=f"unit:{unit.pk}",
        by=by,
        at=at,
        facts={
            "redating": redating.pk,
            "before": _iso(again.before_on),
            "after": _iso(unit.due_on),
        },
    )
    return True


def _iso(on: date | None) -> str | None:
    return on.isoformat() if on else None
