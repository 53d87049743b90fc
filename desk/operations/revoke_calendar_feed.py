"""Close the secret address of a person's calendar."""

from datetime import datetime

from django.db import transaction

from audit import trail
from desk.models import CalendarFeed
from offices.models import Staff


@transaction.atomic
def revoke_calendar_feed(*, by: Staff, at: datetime) -> bool:
    """Close the address; it opens nothing from now on. One trail entry.

    Args:
        by: Whose calendar it is.
        at: When.

    Returns:
        Whether there was one.
    """
    return revoke(Staff.objects.select_for_update().get(pk=by.pk), at=at)


def revoke(staff: Staff, *, at: datetime) -> bool:
    """Close what is open, the account being locked."""
    feed = CalendarFeed.objects.filter(staff=staff, revoked_at=None).first()
    if feed is None:
        return False
    feed.revoked_at = at
    feed.save(update_fields=["revoked_at"])
    trail.record(
        stream=f"staff:{staff.pk}",
        act="revoke_calendar_feed",
        subject=f"calendar_feed:{feed.pk}",
        by=staff.as_actor(),
        at=at,
    )
    return True
