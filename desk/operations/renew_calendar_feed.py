"""Make the secret address of a person's calendar; the one before opens no more."""

from datetime import datetime
from secrets import token_urlsafe

from django.db import transaction

from audit import trail
from desk.models import CalendarFeed
from desk.operations.revoke_calendar_feed import revoke
from offices.models import Staff
from offices.operations.create_access_token import digest_of

N_BYTES = 32


@transaction.atomic
def renew_calendar_feed(*, by: Staff, at: datetime) -> str:
    """Make a secret; one trail entry for it, and one for the secret it replaces.

    Args:
        by: Whose calendar it opens.
        at: When.

    Returns:
        The secret, of which only the digest is kept.
    """
    staff = Staff.objects.select_for_update().get(pk=by.pk)
    revoke(staff, at=at)
    secret = token_urlsafe(N_BYTES)
    feed = CalendarFeed.objects.create(
        staff=staff, digest=digest_of(secret), created_at=at
    )
    trail.record(
        stream=f"staff:{staff.pk}",
        act="renew_calendar_feed",
        subject=f"calendar_feed:{feed.pk}",
        by=staff.as_actor(),
        at=at,
    )
    return secret
