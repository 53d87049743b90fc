"""Who may administer accounts and rights. Deny by default."""

from datetime import date

from django.utils.translation import gettext as _

from offices.errors import OfficeError
from offices.models import Role, Staff


class NotAdministrator(OfficeError):
    """The act is not among the rights of this person."""

    code = "not_permitted"


def can_administer(staff: Staff, *, on: date) -> bool:
    """Tell whether a person keeps the accounts and roles of the office."""
    return Role.SYSADMIN in staff.roles_on(on)


def require_administrator(by: Staff, *, on: date) -> None:
    """Refuse whoever does not keep the accounts; operations ask this.

    Raises:
        NotAdministrator: No grant as system administrator is in force.
    """
    if not can_administer(by, on=on):
        raise NotAdministrator(
            _("Accounts and roles are kept by the system administrator only.")
        )


def refuse_own_rights(staff: Staff, *, by: Staff) -> None:
    """Refuse an act on one's own rights.

    Raises:
        NotAdministrator: It is the person's own account.
    """
    if staff.pk == by.pk:
        raise NotAdministrator(
            _(
                "Nobody changes their own rights. Please ask another system "
                "administrator."
            )
        )
