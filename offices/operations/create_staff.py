"""Make an account with one role."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from audit.trail import Actor
from offices.models import Division, Grant, Role, Staff


class CannotCreateStaff(ValueError):
    """The account cannot be made; the message says why and what to do."""

    code = "cannot_create_staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account to be.

    Attributes:
        login: What the person signs in with; unique.
        name: The person's name as shown.
        role: The one role it starts with.
        division: Required for division staff.
        rank: How high an approver decides; only an approver has one, and needs it.
        code_until: The password is a one-time code that opens until then; None
            when the person chose it.
        password: In clear, as typed; only its hash is kept.
    """

    login: str
    name: str
    role: str
    division: Division | None
    password: str
    rank: str = ""
    code_until: datetime | None = None


@transaction.atomic
def create_staff(
    *, account: Account, on: date, reason: str, by: Actor, at: datetime
) -> Staff:
    """Make an account and its first grant; one trail entry.

    Args:
        account: Login, name, role, division, password.
        on: From which day the grant holds.
        reason: Why the role is given; kept with the grant.
        by: Who makes it.
        at: When.

    Returns:
        The new account.

    Raises:
        CannotCreateStaff: The login is taken, the password is too weak,
            division staff has no division, or an approver has no rank.
    """
    _check(account)
    staff = Staff.objects.create_account(
        login=account.login,
        name=account.name,
        password=account.password,
        code_until=account.code_until,
    )
    Grant.objects.create(
        staff=staff,
        role=account.role,
        division=account.division,
        rank=account.rank,
        valid_from=on,
        reason=reason,
    )
    trail.record(
        stream=f"staff:{staff.pk}",
        act="create_staff",
        subject=f"staff:{staff.pk}",
        by=by,
        at=at,
        facts={"role": account.role, "from": on.isoformat(), "reason": reason},
        detail={"login": account.login, "name": account.name},
    )
    return staff


def _check(account: Account) -> None:
    if Staff.objects.filter(login=account.login).exists():
        raise CannotCreateStaff(
            _("The login “%(login)s” is taken. Choose another one.")
            % {"login": account.login}
        )
    if account.role == Role.DIVISION_STAFF and account.division is None:
        raise CannotCreateStaff(
            _("Division staff needs a division. Name it with --division.")
        )
    if (account.role == Role.APPROVER) != bool(account.rank):
        raise CannotCreateStaff(
            _("An approver needs a deciding rank, and nobody else has one.")
        )
    try:
        validate_password(account.password, Staff(login=account.login))
    except ValidationError as error:
        raise CannotCreateStaff(" ".join(error.messages)) from error
