"""Whose rights, deputies and units the turn of the year touches."""

from collections import Counter
from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from casework.models import Unit
from offices.models import Absence, Division, Grant, Rank, Role, Staff
from ordinances.loading import municipality

ORDER = [str(rank) for rank in Rank]


def ending_grants(first: date) -> list[str]:
    """Return person and role of every grant that ends on the first day of the year."""
    grants = Grant.objects.filter(valid_until=first, staff__is_active=True)
    return [
        f"{grant.staff.name}: {grant.get_role_display()}"
        for grant in grants.exclude(role=Role.BOARD_MEMBER)
        .select_related("staff")
        .order_by("staff__name", "role")
    ]


def ending_terms(first: date) -> list[str]:
    """Return the members of boards whose grant ends with the year."""
    grants = Grant.objects.filter(
        valid_until=first, role=Role.BOARD_MEMBER, staff__is_active=True
    ).select_related("staff")
    return [grant.staff.name for grant in grants.order_by("staff__name")]


def without_approver(first: date) -> list[str]:
    """Return the divisions with people or open units that lack an approver of a rank.

    A higher rank decides what a lower one may, and a grant for the organ reaches
    each of its divisions. The ranks are those the rules name on the first day.
    """
    wanted = _ranks(first)
    approvers = [
        grant
        for grant in _in_force(first).filter(role=Role.APPROVER)
        if grant.rank in ORDER
    ]
    at_work = set(_in_force(first).values_list("division", flat=True))
    open_units = Unit.objects.filter(outcome=None, voided=False, taken_back=False)
    at_work |= set(open_units.values_list("division", flat=True))
    todo = []
    divisions = Division.objects.filter(pk__in=at_work - {None}).filter(_holds(first))
    for division in divisions.order_by("name"):
        held = [
            ORDER.index(grant.rank) for grant in approvers if _reaches(grant, division)
        ]
        missing = [rank for rank in wanted if max(held, default=-1) < ORDER.index(rank)]
        if missing:
            ranks = "、".join(str(Rank(rank).label) for rank in missing)
            todo.append(f"{division.name}: {ranks}")
    return todo


def without_deputy(first: date) -> list[str]:
    """Return the approvers who are away on the first day and named nobody."""
    absences = Absence.objects.filter(
        Q(absent_until=None) | Q(absent_until__gt=first),
        absent_from__lte=first,
        deputy=None,
        staff__is_active=True,
    ).select_related("staff")
    approvers = set(
        _in_force(first).filter(role=Role.APPROVER).values_list("staff", flat=True)
    )
    return [one.staff.name for one in absences if one.staff_id in approvers]


def leavers(first: date) -> list[str]:
    """Return who handles open units and has no right on the first day any more."""
    staying = set(_in_force(first).values_list("staff", flat=True))
    handled: Counter[int] = Counter(
        Unit.objects.filter(outcome=None, voided=False, taken_back=False)
        .exclude(handler=None)
        .values_list("handler", flat=True)
    )
    gone = Staff.objects.filter(pk__in=set(handled) - staying).order_by("name")
    return [
        _("%(name)s: %(n)s open units") % {"name": one.name, "n": handled[one.pk]}
        for one in gone
    ]


def _in_force(on: date) -> QuerySet[Grant]:
    return Grant.objects.filter(_holds(on), staff__is_active=True)


def _holds(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_until=None) | Q(valid_until__gt=on))


def _reaches(grant: Grant, division: Division) -> bool:
    if grant.division_id is not None:
        return grant.division_id == division.pk
    return grant.organ_id in (None, division.organ_id)


def _ranks(on: date) -> list[str]:
    """Return the ranks below the head of the organ that the rules name on a day."""
    packs = municipality(settings.HIROBA_MUNICIPALITY).packs
    named = {
        row.rank
        for pack in packs
        if pack.in_force(on)
        for row in pack.deciding_ranks
        if row.in_force(on)
    }
    return [rank for rank in ORDER if rank in named]
