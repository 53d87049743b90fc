"""Name who takes the place of somebody who is away."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from offices.models import Absence, Staff
from offices.operations.record_absence import (
    CannotRecordAbsence,
    check_deputy,
    lock_absences,
    write_deputy,
)
from offices.permissions import require_administrator


@transaction.atomic
def name_deputy(
    *, absence: Absence, deputy: Staff | None, by: Staff, on: date, at: datetime
) -> Absence:
    """Change the deputy of an absence from now on; one trail entry.

    Args:
        absence: Whose place is to be taken.
        deputy: By whom; None when nobody takes it any more.
        by: Who names the deputy.
        on: The day of the act.
        at: The instant of the act.

    Returns:
        The absence with its deputy.

    Raises:
        NotAdministrator: This person keeps no accounts.
        CannotRecordAbsence: The absence is over, it is the person, a disabled
            account, or the deputies come back in a circle.
    """
    require_administrator(by, on=on)
    lock_absences(absence.staff_id)
    row = Absence.objects.select_related("staff", "deputy").get(pk=absence.pk)
    if row.absent_until is not None and row.absent_until <= on:
        raise CannotRecordAbsence(
            _("This absence is over. Please record the new one."), field="absence"
        )
    row.deputy = deputy
    check_deputy(row)
    row.save(update_fields=["deputy"])
    write_deputy(row, act="name_deputy", by=by, at=at)
    return row
