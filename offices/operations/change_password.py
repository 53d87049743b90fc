"""Choose a new password for oneself."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from offices.errors import OfficeError
from offices.models import Staff


class CannotChangePassword(OfficeError):
    """The password cannot be changed so."""

    code = "cannot_change_password"


@transaction.atomic
def change_password(*, old: str, new: str, by: Staff, at: datetime) -> Staff:
    """Replace one's own password; one trail entry.

    Every session of the person is over; the page that asked signs in anew. A
    one-time code is spent.

    Args:
        old: The password, or the one-time code, as it is now.
        new: What it is to be.
        by: Whose password.
        at: When.

    Returns:
        The account.

    Raises:
        CannotChangePassword: The old one is wrong, the new one is the same, or
            too weak.
    """
    row = Staff.objects.select_for_update().get(pk=by.pk)
    if not row.check_password(old):
        raise CannotChangePassword(
            _("This is not your present password. Please type it again."), field="old"
        )
    if old == new:
        raise CannotChangePassword(
            _("The new password is the old one. Please choose another."), field="new"
        )
    try:
        validate_password(new, row)
    except ValidationError as error:
        raise CannotChangePassword(" ".join(error.messages), field="new") from error
    row.set_password(new)
    row.code_until = None
    row.save(update_fields=["password", "code_until"])
    trail.record(
        stream=f"staff:{row.pk}",
        act="change_password",
        subject=f"staff:{row.pk}",
        by=row.as_actor(),
        at=at,
    )
    return row
