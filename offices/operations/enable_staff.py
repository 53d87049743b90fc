"""Open a closed account again."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from offices.models import Staff
from offices.operations.disable_staff import CannotDisable
from offices.permissions import refuse_own_rights, require_administrator


@transaction.atomic
def enable_staff(
    *, staff: Staff, reason: str, by: Staff, on: date, at: datetime
) -> Staff:
    """Open an account again; the person signs in anew. One trail entry.

    Args:
        staff: Whose account.
        reason: Why, in words; stands in the trail.
        by: Who opens it.
        on: The day of the act.
        at: The instant of the act.

    Returns:
        The account.

    Raises:
        NotAdministrator: This person keeps no accounts, or it is their own.
        CannotDisable: No reason, or the account is open.
    """
    require_administrator(by, on=on)
    refuse_own_rights(staff, by=by)
    if not reason.strip():
        raise CannotDisable(
            _("Please state why the account is opened again."), field="reason"
        )
    row = Staff.objects.select_for_update().get(pk=staff.pk)
    if row.is_active:
        raise CannotDisable(_("This account is open already."))
    row.is_active = True
    row.save(update_fields=["is_active"])
    trail.record(
        stream=f"staff:{row.pk}",
        act="enable_staff",
        subject=f"staff:{row.pk}",
        by=by.as_actor(),
        at=at,
        detail={"reason": reason},
    )
    return row
