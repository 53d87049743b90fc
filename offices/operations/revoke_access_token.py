"""Take a token back: from the next request on it opens nothing."""

from datetime import datetime

from django.db import transaction

from audit import trail
from offices.models import AccessToken, Staff


@transaction.atomic
def revoke_access_token(*, token: AccessToken, by: Staff, at: datetime) -> None:
    """Revoke a token; one trail entry. A revoked one stays as it is.

    Args:
        token: Of whomever.
        by: Who revokes it.
        at: When.
    """
    Staff.objects.select_for_update().get(pk=token.staff_id)
    row = AccessToken.objects.get(pk=token.pk)
    if row.revoked_at is not None:
        return
    row.revoked_at = at
    row.save(update_fields=["revoked_at"])
    trail.record(
        stream=f"staff:{row.staff_id}",
        act="revoke_access_token",
        subject=f"access_token:{row.pk}",
        by=by.as_actor(),
        at=at,
        detail={"name": row.name},
    )
