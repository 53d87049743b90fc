"""Extend the decision period of a unit at the desk (期間の延長)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.models import ClockEvent, Unit
from casework.operations import clock
from casework.operations.begin import begin, touch
from casework.operations.extending import (
    EXTEND,
    CannotExtendPeriod,
    Notice,
    Room,
    article_of,
    check_notice,
    check_room,
    extension_parts,
    reason_in_words,
)
from casework.wording import day
from offices.models import Staff
from ordinances.periods import Event


@transaction.atomic
def extend_period(
    *,
    unit: Unit,
    notice: Notice,
    until_on: date,
    version: int | None,
    by: Staff,
    on: date,
    at: datetime,
) -> ClockEvent:
    """Extend the period once, to a day the pack allows.

    Writes an EXTENDED clock event, the new due date and one trail entry.

    Args:
        unit: An open unit.
        notice: The day of the notice and its reason.
        until_on: The new due date.
        version: The version the person read.
        by: Who extends.
        on: The day of recording.
        at: The instant.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The unit has ended.
        Stale: Somebody changed the unit since.
        CannotExtendPeriod: Nothing is left to extend, the notice is late or gives
            no reason, or the new due date is none.

    Source:
        練馬区情報公開条例 12(2); 個人情報保護法 83(2), 94(2), 102(2). That the notice
        is issued within the initial period is assumed.
    """
    unit = begin(EXTEND, unit, by=by, on=on, version=version)
    room = check_room(unit, EXTEND)
    check_notice(room, EXTEND, notice, on=on)
    _check_until(room, until_on)
    reason = reason_in_words(unit, EXTEND, notice)
    told = clock.Told(reason=reason, article=article_of(room, EXTEND))
    moved = Event("extended", notice.issued_on, until_on)
    event = clock.write_extension(unit, moved, told, by=by.as_actor(), at=at)
    touch(unit)
    _tell(event, unit, notice, by=by, at=at)
    return event


def _tell(
    event: ClockEvent, unit: Unit, notice: Notice, *, by: Staff, at: datetime
) -> None:
    until_on = event.until_on
    trail.record(
        stream=unit.case.stream,
        act=EXTEND,
        subject=f"unit:{unit.pk}",
        by=by.as_actor(),
        at=at,
        facts={
            **extension_parts(notice),
            "until_on": until_on.isoformat() if until_on else None,
        },
        detail={"reason": event.reason},
    )


def _check_until(room: Room, until_on: date) -> None:
    due_on, cap_on = room.clock.due_on, room.clock.cap_on
    if due_on is not None and until_on <= due_on:
        raise CannotExtendPeriod(
            "no_longer",
            _(
                "%(until)s is not after the due date, %(due)s; an extension makes the "
                "period longer. Enter a later day."
            )
            % {"until": day(until_on), "due": day(due_on)},
            field="until_on",
        )
    if cap_on is not None and until_on > cap_on:
        raise CannotExtendPeriod(
            "beyond_cap",
            _(
                "Under %(article)s %(number)s can be extended to %(cap)s; %(until)s is "
                "later. Enter a day up to then, or use the special extension."
            )
            % {
                "article": article_of(room, EXTEND),
                "number": room.unit.number_text,
                "cap": day(cap_on),
                "until": day(until_on),
            },
            field="until_on",
        )
