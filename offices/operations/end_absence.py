"""Write down that a person is back."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from offices.models import Absence, Staff
from offices.operations.record_absence import CannotRecordAbsence, lock_absences
from offices.permissions import require_administrator


@transaction.atomic
def end_absence(
    *, absence: Absence, back_on: date, by: Staff, on: date, at: datetime
) -> Absence:
    """End an absence before its time; one trail entry.

    From 0:00 of the day the deputy acts no more. One that has not begun yet is
    taken back.

    Args:
        absence: Which.
        back_on: The first day the person is there again, today or later.
        by: Who writes it down.
        on: The day of the act.
        at: The instant of the act.

    Returns:
        The absence with its last day.

    Raises:
        NotAdministrator: This person keeps no accounts.
        CannotRecordAbsence: The day has passed, or the absence is over by then.
    """
    require_administrator(by, on=on)
    lock_absences(absence.staff_id)
    row = Absence.objects.get(pk=absence.pk)
    if back_on < on:
        raise CannotRecordAbsence(
            _("The first day back cannot have passed. Choose today or later."),
            field="back_on",
        )
    if row.absent_until is not None and row.absent_until <= back_on:
        raise CannotRecordAbsence(
            _("The absence is over by that day already."), field="back_on"
        )
    row.absent_until = max(back_on, row.absent_from)
    row.save(update_fields=["absent_until"])
    trail.record(
        stream=f"staff:{row.staff_id}",
        act="end_absence",
        subject=f"absence:{row.pk}",
        by=by.as_actor(),
        at=at,
        facts={"until": row.absent_until.isoformat()},
    )
    return row
