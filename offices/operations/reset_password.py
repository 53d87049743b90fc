"""Give a person a one-time code instead of a forgotten password."""

import secrets
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F

from audit import trail
from offices.models import AccessToken, Staff
from offices.operations.unlock import forget_attempts
from offices.permissions import refuse_own_rights, require_administrator

# nothing that is read as something else on paper or over the phone
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
N_LETTERS = 16
OPENS_FOR = timedelta(hours=24)


@transaction.atomic
def reset_password(*, staff: Staff, by: Staff, on: date, at: datetime) -> str:
    """Replace a password by a one-time code; one trail entry.

    The sessions of the person and the tokens of their programs are over at once,
    a lock of the sign-in is lifted. With the code the person can do nothing but
    choose a password, within a day.

    Args:
        staff: Who forgot the password. The administrator made sure who asks.
        by: Who resets it.
        on: The day of the act.
        at: The instant of the act.

    Returns:
        The code; it is stored nowhere.

    Raises:
        NotAdministrator: This person keeps no accounts, or it is their own.
    """
    require_administrator(by, on=on)
    refuse_own_rights(staff, by=by)
    row = Staff.objects.select_for_update().get(pk=staff.pk)
    code = new_code()
    row.set_password(code)
    row.code_until = at + OPENS_FOR
    row.session_serial = F("session_serial") + 1
    row.save(update_fields=["password", "code_until", "session_serial"])
    AccessToken.objects.filter(staff=row, revoked_at=None).update(revoked_at=at)
    forget_attempts(row.login)
    trail.record(
        stream=f"staff:{row.pk}",
        act="reset_password",
        subject=f"staff:{row.pk}",
        by=by.as_actor(),
        at=at,
        facts={"until": row.code_until.isoformat()},
    )
    return code


def new_code() -> str:
    """Return a code that cannot be guessed: 16 of 31 letters, 79 bits."""
    return "".join(secrets.choice(LETTERS) for _letter in range(N_LETTERS))
