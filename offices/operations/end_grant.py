"""End a role."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from offices.errors import OfficeError
from offices.models import Grant, Role, Staff
from offices.models.rights_change import RightsAct
from offices.operations.grant_role import grant_facts
from offices.operations.tell_administrators import tell_administrators
from offices.permissions import refuse_own_rights, require_administrator
from offices.queries import administrators_on


class CannotEndGrant(OfficeError):
    """The role cannot be ended so."""

    code = "cannot_end_grant"


@transaction.atomic
def end_grant(
    *, grant: Grant, until: date, reason: str, by: Staff, on: date, at: datetime
) -> Grant:
    """End a role on a day; the right is gone at 0:00 of that day.

    One that has not begun yet is taken back: it never holds. Writes one trail
    entry, and the other administrators are told.

    Args:
        grant: What is to end.
        until: The first day it holds no more, today or later.
        reason: Why, in words; stands in the trail.
        by: Who ends it.
        on: The day of the act.
        at: The instant of the act.

    Returns:
        The grant with its last day.

    Raises:
        NotAdministrator: This person keeps no accounts, or it is their own role.
        CannotEndGrant: No reason, a day in the past, the role has ended by then
            already, or nobody would be left to administer the office.
    """
    require_administrator(by, on=on)
    refuse_own_rights(grant.staff, by=by)
    if not reason.strip():
        raise CannotEndGrant(_("Please state why the role ends."), field="reason")
    if grant.role == Role.SYSADMIN:
        keep_an_administrator(grant.staff, on=until)
    Staff.objects.select_for_update().get(pk=grant.staff_id)
    row = Grant.objects.select_related("staff").get(pk=grant.pk)
    if until < on:
        raise CannotEndGrant(
            _("A role cannot end on a day that has passed. Choose today or later."),
            field="until",
        )
    if row.valid_until is not None and row.valid_until <= until:
        raise CannotEndGrant(
            _("This role has ended by that day already."), field="until"
        )
    stop_grant(row, until=until, reason=reason, by=by, at=at)
    return row


def stop_grant(
    grant: Grant, *, until: date, reason: str, by: Staff, at: datetime
) -> None:
    """Write the end of a locked person's grant, with trail entry and notice."""
    grant.valid_until = max(until, grant.valid_from)
    grant.save(update_fields=["valid_until"])
    trail.record(
        stream=f"staff:{grant.staff_id}",
        act="end_grant",
        subject=f"grant:{grant.pk}",
        by=by.as_actor(),
        at=at,
        facts=grant_facts(grant),
        detail={"reason": reason},
    )
    tell_administrators(act=RightsAct.ENDED, about=grant, by=by, at=at)


def keep_an_administrator(staff: Staff, *, on: date) -> None:
    """Refuse to take the last administrator's rights.

    Raises:
        CannotEndGrant: Without this person nobody would administer the office.
    """
    # two administrators who end each other at once meet at these locks, taken
    # in one order
    others = administrators_on(on).select_for_update().order_by("pk")
    if {person.pk for person in others} <= {staff.pk}:
        raise CannotEndGrant(
            _(
                "%(name)s is the last system administrator. Please give the role to "
                "somebody else first."
            )
            % {"name": staff.name}
        )
