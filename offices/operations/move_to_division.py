"""Move a person to another division on a day."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from offices.errors import OfficeError
from offices.models import Division, Grant, Staff
from offices.operations.end_grant import stop_grant
from offices.operations.grant_role import begin_grant
from offices.permissions import refuse_own_rights, require_administrator


class CannotMove(OfficeError):
    """The person cannot move so."""

    code = "cannot_move_to_division"


@transaction.atomic
def move_to_division(
    *,
    staff: Staff,
    division: Division,
    move_on: date,
    reason: str,
    by: Staff,
    on: date,
    at: datetime,
) -> list[Grant]:
    """End the roles a person holds in divisions, and begin the same in another.

    The old rights end and the new ones begin at 0:00 of the day. Each leaves a
    trail entry, and the other administrators are told.

    Args:
        staff: Who moves.
        division: Where to; in force on that day.
        move_on: The first day there, today or later.
        reason: Why, in words, such as the number of the personnel order.
        by: Who writes it down.
        on: The day of the act.
        at: The instant of the act.

    Returns:
        The new grants, of the same roles and ranks.

    Raises:
        NotAdministrator: This person keeps no accounts, or moves themselves.
        CannotMove: No reason, a day in the past, a division not in force, or
            nothing is held in another division on that day.
    """
    require_administrator(by, on=on)
    refuse_own_rights(staff, by=by)
    _check(division, move_on, reason, on=on)
    person = Staff.objects.select_for_update().get(pk=staff.pk)
    old = _elsewhere(person, division, move_on)
    here = set(_held(person, move_on).filter(division=division).values_list("role"))
    coming = [
        _like(grant, division, move_on, reason)
        for grant in {grant.role: grant for grant in old}.values()
        if (grant.role,) not in here
    ]
    for grant in old:
        stop_grant(grant, until=move_on, reason=reason, by=by, at=at)
    return [begin_grant(grant, by=by, at=at) for grant in coming]


def _like(grant: Grant, division: Division, move_on: date, reason: str) -> Grant:
    """Return the same role elsewhere; what was given for a time stays for that time."""
    return Grant(
        staff=grant.staff,
        role=grant.role,
        division=division,
        rank=grant.rank,
        valid_from=move_on,
        valid_until=grant.valid_until,
        reason=reason,
    )


def _elsewhere(staff: Staff, division: Division, move_on: date) -> list[Grant]:
    """Return the roles in other divisions that hold on the day, or refuse."""
    old = list(_held(staff, move_on).exclude(division=division))
    if not old:
        raise CannotMove(
            _(
                "On that day %(name)s holds no role in another division. Please "
                "grant the role instead."
            )
            % {"name": staff.name}
        )
    return old


def _check(division: Division, move_on: date, reason: str, *, on: date) -> None:
    if not reason.strip():
        raise CannotMove(_("Please state why the person moves."), field="reason")
    if move_on < on:
        raise CannotMove(
            _("A move cannot begin on a day that has passed. Choose today or later."),
            field="move_on",
        )
    if not division.is_in_force(move_on):
        raise CannotMove(
            _("On that day there is no %(division)s. Please check day and division.")
            % {"division": division.name},
            field="division",
        )


def _held(staff: Staff, on: date) -> QuerySet[Grant]:
    """Return the roles in divisions that hold on a day."""
    not_over = Q(valid_until=None) | Q(valid_until__gt=on)
    return Grant.objects.filter(
        not_over, staff=staff, division__isnull=False, valid_from__lte=on
    ).select_related("staff")
