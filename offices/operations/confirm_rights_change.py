"""Say that one has seen what another administrator did with a right."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from offices.errors import OfficeError
from offices.models import RightsChange, Staff
from offices.permissions import require_administrator


class CannotConfirm(OfficeError):
    """This person cannot be the second one."""

    code = "cannot_confirm_rights_change"


@transaction.atomic
def confirm_rights_change(
    *, change: RightsChange, by: Staff, on: date, at: datetime
) -> None:
    """Note who has seen a change of rights; one trail entry. Once is enough.

    Args:
        change: What another administrator did.
        by: Who has seen it.
        on: The day whose grants hold.
        at: When.

    Raises:
        NotAdministrator: This person keeps no accounts.
        CannotConfirm: It is the person's own act, or about their own rights.
    """
    require_administrator(by, on=on)
    row = (
        RightsChange.objects.select_for_update(of=("self",))
        .select_related("grant", "absence")
        .get(pk=change.pk)
    )
    if row.seen_by_id is not None:
        return
    if by.pk in {row.made_by_id, *_concerned(row)}:
        raise CannotConfirm(
            _("A change of rights is seen by somebody it is neither from nor about.")
        )
    row.seen_by, row.seen_at = by, at
    row.save(update_fields=["seen_by", "seen_at"])
    trail.record(
        stream=f"rights_change:{row.pk}",
        act="confirm_rights_change",
        subject=f"rights_change:{row.pk}",
        by=by.as_actor(),
        at=at,
        facts={"act": row.act},
    )


def _concerned(row: RightsChange) -> set[int | None]:
    """Return whose rights it is about."""
    if row.grant is not None:
        return {row.grant.staff_id}
    return {row.absence.staff_id, row.absence.deputy_id} if row.absence else set()
