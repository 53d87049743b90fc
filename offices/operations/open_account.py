"""Open an account for a new person."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from offices.errors import OfficeError
from offices.models import Staff
from offices.models.rights_change import RightsAct
from offices.operations.create_staff import Account, CannotCreateStaff, create_staff
from offices.operations.reset_password import OPENS_FOR, new_code
from offices.operations.tell_administrators import tell_administrators
from offices.permissions import require_administrator


class CannotOpenAccount(OfficeError):
    """The account cannot be opened so."""

    code = "cannot_open_account"


@transaction.atomic
def open_account(
    *, account: Account, reason: str, by: Staff, on: date, at: datetime
) -> tuple[Staff, str]:
    """Make an account with its first role and a one-time code.

    With the code the person can do nothing but choose a password, within a day.
    Trail entry as of `create_staff`; the other administrators are told.

    Args:
        account: Login, name, role, division, rank; its password is not looked at.
        reason: Why, in words; kept with the role.
        by: Who opens it.
        on: The day of the act, and the first day of the role.
        at: The instant of the act.

    Returns:
        The account and the code, which is stored nowhere.

    Raises:
        NotAdministrator: This person keeps no accounts.
        CannotOpenAccount: No reason.
        CannotCreateStaff: The login is taken, or the role lacks division or rank.
    """
    require_administrator(by, on=on)
    if not reason.strip():
        raise CannotOpenAccount(
            _("Please state why the account is opened."), field="reason"
        )
    code = new_code()
    staff = create_staff(
        account=replace(account, password=code, code_until=at + OPENS_FOR),
        on=on,
        reason=reason,
        by=by.as_actor(),
        at=at,
    )
    tell_administrators(act=RightsAct.GRANTED, about=staff.grants.get(), by=by, at=at)
    return staff, code


__all__ = ["CannotCreateStaff", "CannotOpenAccount", "open_account"]
