"""Nobody came to the appointment: it is logged and changes nothing."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from casework.errors import CaseworkError
from casework.models import Appointment, AppointmentKind, Unit
from casework.operations.appoint import tell
from casework.operations.begin import begin, touch
from casework.wording import day
from offices.models import Staff


class CannotLogNoShow(CaseworkError):
    """There is no appointment to which somebody could have come.

    Attributes:
        field: What to mend.
    """

    field = "remark"

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@transaction.atomic
def log_no_show(
    *,
    unit: Unit,
    remark: str,
    version: int | None,
    by: Staff,
    on: date,
    at: datetime,
) -> Appointment:
    """Log that nobody came on the day that was agreed on.

    The unit stays decided: not coming to see the record is no withdrawal.

    Args:
        unit: A decided unit with an appointment.
        remark: Anything to say about it.
        version: The version the person read.
        by: Who logs it.
        on: The day of logging.
        at: The instant.

    Returns:
        The entry.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The unit is not decided, or done.
        Stale: Somebody changed the unit since.
        CannotLogNoShow: No appointment waits, or its day is still to come.

    Source:
        Practice (national guidance).
    """
    unit = begin("log_no_show", unit, by=by, on=on, version=version)
    agreed = _past_appointment(unit, on=on)
    row = Appointment.objects.create(
        unit=unit,
        kind=AppointmentKind.NO_SHOW,
        on=agreed.on,
        begins_at=agreed.begins_at,
        place=agreed.place,
        remark=remark.strip(),
        staff=by,
        at=at,
    )
    touch(unit)
    tell(unit, row, act="log_no_show", by=by, at=at)
    return row


def _past_appointment(unit: Unit, *, on: date) -> Appointment:
    agreed = standing_appointment(unit)
    if agreed is None:
        message = _("%(number)s has no appointment. Agree on a day first.")
        raise CannotLogNoShow("no_appointment", message % {"number": unit.number_text})
    if agreed.on > on:
        message = _("The appointment of %(day)s is still to come.")
        raise CannotLogNoShow("in_future", message % {"day": day(agreed.on)})
    return agreed


def standing_appointment(unit: Unit) -> Appointment | None:
    """Return the appointment that waits; None when there is none or nobody came."""
    last = unit.appointments.order_by("-pk").first()
    return last if last and last.kind == AppointmentKind.AGREED else None
