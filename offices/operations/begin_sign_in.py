"""Count a try to sign in, and lock the login after too many."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from audit.trail import Actor
from offices.errors import OfficeError
from offices.models import SignInAttempts, Staff
from offices.sign_in import MOST_TRIES, digest_of_login

LOCKED_FOR = timedelta(minutes=15)
# who gave up that long ago begins anew
FORGOTTEN_AFTER = timedelta(hours=24)
SIGN_IN = Actor("sign-in", "sign-in")


class LockedOut(OfficeError):
    """Too many tries; the login opens again by itself, or an administrator opens it."""

    code = "locked_out"


def begin_sign_in(*, login: str, at: datetime) -> None:
    """Count a try before the password is looked at.

    It is counted first, so that many tries at one moment are many. A login nobody
    has is counted like any other: the answer does not tell them apart. When an
    account gets locked, its trail says so.

    Args:
        login: As typed.
        at: When.

    Raises:
        LockedOut: The login is locked.
    """
    row = _count(login, at)
    if row is None:
        minutes = int(LOCKED_FOR.total_seconds() // 60)
        raise LockedOut(
            _(
                "This login was tried too often with a wrong password and is locked. "
                "Please try again in %(minutes)s minutes, or ask the system "
                "administrator to unlock it."
            )
            % {"minutes": minutes}
        )


@transaction.atomic
def _count(login: str, at: datetime) -> SignInAttempts | None:
    """Return the counted try, None while the login is locked."""
    SignInAttempts.objects.filter(last_at__lt=at - FORGOTTEN_AFTER).delete()
    digest = digest_of_login(login)
    SignInAttempts.objects.bulk_create(
        [SignInAttempts(login_digest=digest, last_at=at)], ignore_conflicts=True
    )
    row = SignInAttempts.objects.select_for_update().get(login_digest=digest)
    if row.locked_until is not None and at < row.locked_until:
        return None
    row.n = 1 if row.locked_until is not None else row.n + 1
    row.last_at = at
    # the last try is still looked at: the lock holds from the next one on
    row.locked_until = at + LOCKED_FOR if row.n >= MOST_TRIES else None
    row.save(update_fields=["n", "last_at", "locked_until"])
    if row.locked_until is not None:
        _note_lock(login, row.locked_until, at)
    return row


def _note_lock(login: str, until: datetime, at: datetime) -> None:
    staff = Staff.objects.select_for_update().filter(login=login).first()
    if staff is not None:
        trail.record(
            stream=f"staff:{staff.pk}",
            act="lock_out",
            subject=f"staff:{staff.pk}",
            by=SIGN_IN,
            at=at,
            facts={"until": until.isoformat()},
        )
