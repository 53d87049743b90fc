"""Close an account."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from audit import trail
from offices.errors import OfficeError
from offices.models import AccessToken, Role, Staff
from offices.operations.end_grant import keep_an_administrator
from offices.permissions import refuse_own_rights, require_administrator


class CannotDisable(OfficeError):
    """The account cannot be closed or opened so."""

    code = "cannot_disable_staff"


@transaction.atomic
def disable_staff(
    *, staff: Staff, reason: str, by: Staff, on: date, at: datetime
) -> Staff:
    """Close an account: from the next request on it opens nothing.

    Its sessions and the tokens of its programs are over, for good: opening the
    account again does not bring them back. One trail entry.

    Args:
        staff: Whose account.
        reason: Why, in words; stands in the trail.
        by: Who closes it.
        on: The day of the act.
        at: The instant of the act.

    Returns:
        The account.

    Raises:
        NotAdministrator: This person keeps no accounts, or it is their own.
        CannotDisable: No reason, or the account is closed already.
        CannotEndGrant: Nobody would be left to administer the office.
    """
    require_administrator(by, on=on)
    refuse_own_rights(staff, by=by)
    if not reason.strip():
        raise CannotDisable(
            _("Please state why the account is disabled."), field="reason"
        )
    if Role.SYSADMIN in staff.roles_on(on):
        keep_an_administrator(staff, on=on)
    row = Staff.objects.select_for_update().get(pk=staff.pk)
    if not row.is_active:
        raise CannotDisable(_("This account is disabled already."))
    row.is_active = False
    row.session_serial = F("session_serial") + 1
    row.save(update_fields=["is_active", "session_serial"])
    AccessToken.objects.filter(staff=row, revoked_at=None).update(revoked_at=at)
    trail.record(
        stream=f"staff:{row.pk}",
        act="disable_staff",
        subject=f"staff:{row.pk}",
        by=by.as_actor(),
        at=at,
        detail={"reason": reason},
    )
    row.refresh_from_db()
    return row
