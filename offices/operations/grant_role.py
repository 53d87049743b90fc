"""Give a person a role."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from offices.errors import OfficeError
from offices.models import Division, Grant, Organ, Role, Staff
from offices.models.rights_change import RightsAct
from offices.operations.tell_administrators import tell_administrators
from offices.permissions import refuse_own_rights, require_administrator

# these say of which cases: without a place they reach none
WITH_PLACE = frozenset({Role.DIVISION_STAFF, Role.APPROVER})
# these may be kept to one organ
WITH_ORGAN = WITH_PLACE | {Role.RECORDS_OFFICER}


class CannotGrantRole(OfficeError):
    """The role cannot be given as stated."""

    code = "cannot_grant_role"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFacts:
    """A role to be given.

    Attributes:
        role: A code of `Role`.
        division: Of which division; division staff needs one, an approver one
            or an organ.
        organ: Of all divisions of which organ.
        rank: How high an approver decides; only an approver has one, and needs it.
        valid_from: The first day.
        valid_until: The first day it holds no more; None until further notice.
    """

    role: str
    division: Division | None = None
    organ: Organ | None = None
    rank: str = ""
    valid_from: date
    valid_until: date | None = None


@transaction.atomic
def grant_role(
    *, staff: Staff, facts: RoleFacts, reason: str, by: Staff, on: date, at: datetime
) -> Grant:
    """Give a role for a time; one trail entry, and the other administrators are told.

    Args:
        staff: Who gets it.
        facts: Role, place, rank, days.
        reason: Why, in words; kept with the grant.
        by: Who gives it.
        on: The day of the act.
        at: The instant of the act.

    Returns:
        The grant.

    Raises:
        NotAdministrator: This person keeps no accounts, or it is their own one.
        CannotGrantRole: No reason, a place or rank that does not fit the role,
            days in the past, or the same role is held there already.
    """
    require_administrator(by, on=on)
    refuse_own_rights(staff, by=by)
    person = Staff.objects.select_for_update().get(pk=staff.pk)
    _check(facts, reason, on=on)
    _check_held(person, facts)
    return begin_grant(
        Grant(
            staff=person,
            role=facts.role,
            division=facts.division,
            organ=facts.organ,
            rank=facts.rank,
            valid_from=facts.valid_from,
            valid_until=facts.valid_until,
            reason=reason,
        ),
        by=by,
        at=at,
    )


def begin_grant(grant: Grant, *, by: Staff, at: datetime) -> Grant:
    """Write a grant of a locked person, with trail entry and notice."""
    grant.save()
    trail.record(
        stream=f"staff:{grant.staff_id}",
        act="grant_role",
        subject=f"grant:{grant.pk}",
        by=by.as_actor(),
        at=at,
        facts=grant_facts(grant),
        detail={"reason": grant.reason},
    )
    tell_administrators(act=RightsAct.GRANTED, about=grant, by=by, at=at)
    return grant


def grant_facts(grant: Grant) -> dict[str, object]:
    """Return what the trail keeps of a grant."""
    until = grant.valid_until
    return {
        "role": grant.role,
        "rank": grant.rank,
        "division": grant.division_id,
        "organ": grant.organ_id,
        "from": grant.valid_from.isoformat(),
        "until": until.isoformat() if until else None,
    }


def _check(facts: RoleFacts, reason: str, *, on: date) -> None:
    if not reason.strip():
        raise CannotGrantRole(_("Please state why the role is given."), field="reason")
    if facts.valid_from < on:
        raise CannotGrantRole(
            _("Rights are not given for days that have passed. Choose a later day."),
            field="valid_from",
        )
    if facts.valid_until is not None and facts.valid_until <= facts.valid_from:
        raise CannotGrantRole(
            _("The role would end before it begins. Please check both days."),
            field="valid_until",
        )
    if (facts.role == Role.APPROVER) != bool(facts.rank):
        raise CannotGrantRole(
            _("An approver needs a deciding rank, and nobody else has one."),
            field="rank",
        )
    _check_place(facts)


def _check_place(facts: RoleFacts) -> None:
    if facts.division is not None and facts.organ is not None:
        raise CannotGrantRole(
            _("Please name a division or an organ, not both."), field="organ"
        )
    if facts.role == Role.DIVISION_STAFF and facts.division is None:
        raise CannotGrantRole(
            _("Division staff needs a division. Please choose it."), field="division"
        )
    if facts.role == Role.APPROVER and not (facts.division or facts.organ):
        raise CannotGrantRole(
            _("An approver needs a division or an organ. Please choose one."),
            field="division",
        )
    if facts.division is not None and facts.role not in WITH_PLACE:
        raise CannotGrantRole(
            _("This role is not given for a division. Please leave it empty."),
            field="division",
        )
    if facts.organ is not None and facts.role not in WITH_ORGAN - {Role.DIVISION_STAFF}:
        raise CannotGrantRole(
            _("This role is not given for an organ. Please leave it empty."),
            field="organ",
        )


def _check_held(staff: Staff, facts: RoleFacts) -> None:
    """Refuse a role that the person holds there on one of the days."""
    held = Grant.objects.filter(
        staff=staff, role=facts.role, division=facts.division, organ=facts.organ
    )
    for grant in held:
        ends = grant.valid_until or date.max
        if facts.valid_from < ends and grant.valid_from < (
            facts.valid_until or date.max
        ):
            raise CannotGrantRole(
                _("%(name)s holds this role already. End that one first.")
                % {"name": staff.name},
                field="role",
            )
