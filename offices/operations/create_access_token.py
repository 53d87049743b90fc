"""Give a person a token for the programming interface."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_urlsafe

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from offices.models import AccessToken, Staff

# found by whoever searches a repository or a log for leaked secrets
PREFIX = "hiroba_"
N_BYTES = 32


class CannotCreateAccessToken(ValueError):
    """The token is refused; the message says why and what to do."""

    code = "cannot_create_access_token"


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token just made.

    Attributes:
        row: What is kept.
        secret: What the program shows; nobody can read it again.
    """

    row: AccessToken
    secret: str


@transaction.atomic
def create_access_token(
    *, name: str, expires_on: date, by: Staff, at: datetime
) -> NewToken:
    """Make a token for the person who asks; one trail entry.

    Args:
        name: What it is for; once among the person's tokens that are not revoked.
        expires_on: From this day on it opens nothing.
        by: Whose token it is.
        at: When it is made.

    Returns:
        The row and the secret, which is stored nowhere.

    Raises:
        CannotCreateAccessToken: The person has a token of that name.
    """
    staff = Staff.objects.select_for_update().get(pk=by.pk)
    live = AccessToken.objects.filter(staff=staff, revoked_at__isnull=True)
    if live.filter(name=name).exists():
        raise CannotCreateAccessToken(
            _(
                "There is already a token named “%(name)s”. Please revoke it first, "
                "or give this one another name."
            )
            % {"name": name}
        )
    secret = PREFIX + token_urlsafe(N_BYTES)
    row = AccessToken.objects.create(
        staff=staff,
        name=name,
        digest=digest_of(secret),
        created_at=at,
        expires_on=expires_on,
    )
    trail.record(
        stream=f"staff:{staff.pk}",
        act="create_access_token",
        subject=f"access_token:{row.pk}",
        by=by.as_actor(),
        at=at,
        facts={"expires_on": expires_on.isoformat()},
        detail={"name": name},
    )
    return NewToken(row, secret)


def digest_of(secret: str) -> str:
    """Return what is kept of a token.

    A token is 256 random bits: unlike a password it needs no slow hash.

    Example:
        >>> len(digest_of("hiroba_x"))
        64
    """
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
