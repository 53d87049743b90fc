"""Extend the period of a very large request: part first, rest later (特例延長)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.models import ClockEvent, Unit
from casework.operations import clock
from casework.operations.begin import begin, touch
from casework.operations.extending import (
    SPECIALLY,
    CannotExtendPeriod,
    Notice,
    Room,
    article_of,
    check_notice,
    check_room,
    extension_parts,
    reason_in_words,
)
from casework.operations.split_off import SplitFacts, part_off
from casework.wording import day
from offices.models import Staff
from ordinances.loading import pack as load_pack
from ordinances.periods import Event

POLICY, TWO = "special_extension_units", "two"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialFacts:
    """What a special extension sets beside its notice.

    Attributes:
        part_due_on: By when the first part is decided, if the notice says so.
        rest_due_on: By when the rest is decided.
        record_ids: The records of the rest, where it becomes a unit of its own.
        rest_subject: What the rest is about, where no record is listed yet.
    """

    part_due_on: date | None
    rest_due_on: date
    record_ids: Sequence[int] = ()
    rest_subject: str = ""


@transaction.atomic
def extend_specially(
    *,
    unit: Unit,
    notice: Notice,
    special: SpecialFacts,
    version: int | None,
    by: Staff,
    on: date,
    at: datetime,
) -> ClockEvent:
    """Set a due date for the first part and one for the rest.

    As the pack says, part and rest stay one unit, or the rest is split off with a
    due date of its own, as `split_off` does. Writes the SPECIAL clock events, the
    due dates and one trail entry.

    Args:
        unit: A unit at work.
        notice: The day of the notice and its reason.
        special: The due dates, and what belongs to the rest.
        version: The version the person read.
        by: Who extends.
        on: The day of recording.
        at: The instant.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The unit does not stand where it can be extended.
        Stale: Somebody changed the unit since.
        CannotExtendPeriod: The notice is late, second or without reason, a due date
            cannot be, or nothing was chosen for the rest.
        CannotSplitOff: A record is gone, or none would stay.

    Source:
        練馬区情報公開条例 13(1); 個人情報保護法 84. One unit or two is the pack's
        `special_extension_units` (assumed).
    """
    unit = begin(SPECIALLY, unit, by=by, on=on, version=version)
    room = check_room(unit, SPECIALLY)
    check_notice(room, SPECIALLY, notice, on=on)
    _check_days(room, notice, special)
    rest = unit
    if is_split(unit, on=on):
        rest = _rest(unit, special, by=by, on=on, at=at)
    told = _told(room, notice)
    row = _write(unit, rest, told, notice, special, by=by, at=at)
    touch(unit)
    _tell(unit, rest, notice, special, by=by, at=at, reason=told.reason)
    return row


def _write(
    unit: Unit,
    rest: Unit,
    told: clock.Told,
    notice: Notice,
    special: SpecialFacts,
    *,
    by: Staff,
    at: datetime,
) -> ClockEvent:
    """Write the event of the part, where it is a unit of its own, and of the rest."""
    if rest != unit and special.part_due_on is not None:
        event = Event("special", notice.issued_on, special.part_due_on)
        clock.write_extension(unit, event, told, by=by.as_actor(), at=at)
    event = Event("special", notice.issued_on, special.rest_due_on)
    told = replace(told, part_until_on=special.part_due_on)
    return clock.write_extension(rest, event, told, by=by.as_actor(), at=at)


def _told(room: Room, notice: Notice) -> clock.Told:
    reason = reason_in_words(room.unit, SPECIALLY, notice)
    return clock.Told(reason=reason, article=article_of(room, SPECIALLY))


def is_split(unit: Unit, *, on: date) -> bool:
    """Tell whether the rest becomes a unit of its own, by the pack."""
    return load_pack(unit.regime).policy(POLICY, on).value == TWO


def _rest(
    unit: Unit, special: SpecialFacts, *, by: Staff, on: date, at: datetime
) -> Unit:
    """Split the rest off; it stays with the division of the part."""
    if not special.record_ids and not special.rest_subject.strip():
        raise CannotExtendPeriod(
            "no_rest",
            _(
                "The rest becomes a unit of its own. Choose its records, or write what "
                "it is about."
            ),
            field="record_ids" if unit.records.exists() else "rest_subject",
        )
    facts = SplitFacts(
        division=unit.division,
        subject=special.rest_subject,
        record_ids=special.record_ids,
    )
    return part_off(unit, facts, by=by, on=on, at=at)


def _check_days(room: Room, notice: Notice, special: SpecialFacts) -> None:
    due_on, limit_on = room.clock.due_on, room.part_limit_on()
    part_due_on, rest_due_on = special.part_due_on, special.rest_due_on
    if part_due_on is None and room.rule.special_days is not None:
        raise CannotExtendPeriod(
            "no_part_day",
            _("Enter by when the first part is decided."),
            field="part_due_on",
        )
    if part_due_on and not notice.issued_on <= part_due_on <= (limit_on or part_due_on):
        raise CannotExtendPeriod(
            "part_day",
            _(
                "Under %(article)s the first part is decided by %(limit)s, and not "
                "before the notice; %(part)s does not lie between."
            )
            % {
                "article": article_of(room, SPECIALLY),
                "limit": day(limit_on) if limit_on else "",
                "part": day(part_due_on),
            },
            field="part_due_on",
        )
    latest = max(filter(None, [due_on, part_due_on]), default=notice.issued_on)
    if rest_due_on <= latest:
        raise CannotExtendPeriod(
            "rest_day",
            _(
                "The rest is decided after the part and after the due date so far, "
                "%(latest)s; %(rest)s is not. Enter a later day."
            )
            % {"latest": day(latest), "rest": day(rest_due_on)},
            field="rest_due_on",
        )


def _tell(
    unit: Unit,
    rest: Unit,
    notice: Notice,
    special: SpecialFacts,
    *,
    by: Staff,
    at: datetime,
    reason: str,
) -> None:
    part_due_on = special.part_due_on
    trail.record(
        stream=unit.case.stream,
        act=SPECIALLY,
        subject=f"unit:{unit.pk}",
        by=by.as_actor(),
        at=at,
        facts={
            **extension_parts(notice),
            "part_due_on": part_due_on.isoformat() if part_due_on else None,
            "rest_due_on": special.rest_due_on.isoformat(),
            "rest": rest.branch,
        },
        detail={"reason": reason},
    )
