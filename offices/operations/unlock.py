"""Lift the lock of a login."""

from datetime import date, datetime

from django.db import transaction

from audit import trail
from offices.models import SignInAttempts, Staff
from offices.permissions import require_administrator
from offices.sign_in import digest_of_login


@transaction.atomic
def unlock(*, staff: Staff, by: Staff, on: date, at: datetime) -> None:
    """Let a person try to sign in again at once; one trail entry.

    Args:
        staff: Whose login is locked.
        by: Who lifts the lock.
        on: The day of the act.
        at: The instant of the act.

    Raises:
        NotAdministrator: This person keeps no accounts.
    """
    require_administrator(by, on=on)
    row = Staff.objects.select_for_update().get(pk=staff.pk)
    forget_attempts(row.login)
    trail.record(
        stream=f"staff:{row.pk}",
        act="unlock",
        subject=f"staff:{row.pk}",
        by=by.as_actor(),
        at=at,
    )


def forget_attempts(login: str) -> None:
    """Forget the tries of a login: the person signed in, or the lock is lifted."""
    SignInAttempts.objects.filter(login_digest=digest_of_login(login)).delete()
