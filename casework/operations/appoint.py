"""Agree on a day, time and place for the disclosure (公開の日時・場所)."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.errors import CaseworkError
from casework.holding import check_may_hand_over
from casework.in_force import outcome_in_force
from casework.models import Appointment, AppointmentKind, Unit
from casework.operations.begin import begin, touch
from casework.phases import TO_IMPLEMENT
from casework.ways import calendar_of
from casework.wording import day
from offices.models import Staff
from ordinances.calendars import OutsideCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentFacts:
    """What was agreed on.

    Attributes:
        on: The day; of copies by post the day they are sent.
        begins_at: The time, where there is one.
        place: Where.
        quoted_yen: What the requester was told to pay, fee and postage together.
        is_closed_day_meant: Whether a closed day is meant all the same.
        remark: Anything else.
    """

    on: date
    begins_at: time | None = None
    place: str
    quoted_yen: int | None = None
    is_closed_day_meant: bool = False
    remark: str = ""


class CannotAppoint(CaseworkError):
    """The appointment cannot be made so.

    Attributes:
        field: What to mend.
    """

    def __init__(self, code: str, message: str, *, field: str = "on") -> None:
        self.code, self.field = code, field
        super().__init__(message)


@transaction.atomic
def appoint(
    *,
    unit: Unit,
    appointment: AppointmentFacts,
    version: int | None,
    by: Staff,
    on: date,
    at: datetime,
) -> Appointment:
    """Record an appointment; a later one replaces it.

    Args:
        unit: A decided unit of which something is to be shown.
        appointment: Day, time, place, and what is to be paid.
        version: The version the person read.
        by: Who records it.
        on: The day of recording.
        at: The instant.

    Returns:
        The appointment.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The unit is not decided, or done.
        Stale: Somebody changed the unit since.
        CannotAppoint: Nothing is to be shown, or place or day do not fit.
        CannotHandOver: Two weeks after an opposition are not over, or it is held.

    Source:
        練馬区情報公開条例 (公開の実施); 個人情報保護法施行令 26.
    """
    unit = begin("appoint", unit, by=by, on=on, version=version)
    _check(unit, appointment, on=on)
    _check_open(unit, appointment)
    check_may_hand_over(unit, on=appointment.on)
    row = Appointment.objects.create(
        unit=unit,
        kind=AppointmentKind.AGREED,
        on=appointment.on,
        begins_at=appointment.begins_at,
        place=appointment.place.strip(),
        quoted_yen=appointment.quoted_yen,
        remark=appointment.remark.strip(),
        staff=by,
        at=at,
    )
    touch(unit)
    tell(unit, row, act="appoint", by=by, at=at)
    return row


def _check(unit: Unit, appointment: AppointmentFacts, *, on: date) -> None:
    if outcome_in_force(unit) not in TO_IMPLEMENT:
        message = _("%(number)s ended without anything to disclose.")
        raise CannotAppoint(
            "nothing_to_disclose", message % {"number": unit.number_text}
        )
    if not appointment.place.strip():
        message = _("Say where the record is shown, or that copies are sent.")
        raise CannotAppoint("no_place", message, field="place")
    if unit.outcome_on and appointment.on < unit.outcome_on:
        message = _(
            "%(day)s lies before the decision of %(decided)s. Choose a later day."
        ) % {"day": day(appointment.on), "decided": day(unit.outcome_on)}
        raise CannotAppoint("before_decision", message)
    if appointment.on < on:
        message = _("%(day)s is past. Choose today or a later day.")
        raise CannotAppoint("in_past", message % {"day": day(appointment.on)})


def _check_open(unit: Unit, appointment: AppointmentFacts) -> None:
    if appointment.is_closed_day_meant:
        return
    try:
        is_closed = calendar_of(unit).is_closed(appointment.on)
    except OutsideCalendar:
        message = _(
            "The calendar does not reach %(day)s. Check the day; if it is meant, say "
            "so below."
        )
    else:
        message = _(
            "The office is closed on %(day)s. Choose another day; if it is meant, say "
            "so below."
        )
        if not is_closed:
            return
    raise CannotAppoint("closed_day", message % {"day": day(appointment.on)})


def tell(unit: Unit, row: Appointment, *, act: str, by: Staff, at: datetime) -> None:
    """Tell the trail of an appointment, or that nobody came."""
    words = {"place": row.place, "remark": row.remark}
    trail.record(
        stream=unit.case.stream,
        act=act,
        subject=f"unit:{unit.pk}",
        by=by.as_actor(),
        at=at,
        facts={
            "on": row.on.isoformat(),
            "begins_at": f"{row.begins_at:%H:%M}" if row.begins_at else None,
            "quoted_yen": row.quoted_yen,
        },
        detail={name: text for name, text in words.items() if text},
    )
