"""What the forms of staff administration offer."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from desk.templatetags.hiroba import wareki
from offices.models import Absence, Division, Grant, Organ, Staff

Choices = list[tuple[str, Any]]


def in_force(on: date) -> Q:
    """Return the condition on organs and divisions that exist on a day."""
    return Q(valid_from__lte=on) & (Q(valid_until=None) | Q(valid_until__gt=on))


def divisions_on(on: date) -> dict[str, Division]:
    """Return the divisions of a day by key, organ by organ."""
    found = Division.objects.filter(in_force(on), in_force_of("organ", on))
    ordered = found.select_related("organ").order_by("organ__pk", "code", "pk")
    return {str(division.pk): division for division in ordered}


def in_force_of(field: str, on: date) -> Q:
    """Return the same condition on what a field points to."""
    not_over = Q(**{f"{field}__valid_until": None}) | Q(
        **{f"{field}__valid_until__gt": on}
    )
    return Q(**{f"{field}__valid_from__lte": on}) & not_over


def division_choices(divisions: Iterable[Division], empty: str) -> Choices:
    """Return divisions below their organ."""
    by_organ: dict[str, Choices] = {}
    for division in divisions:
        below = by_organ.setdefault(division.organ.name, [])
        below.append((str(division.pk), division.name))
    return [("", empty), *by_organ.items()]


def organs_on(on: date) -> dict[str, Organ]:
    """Return the organs of a day by key."""
    found = Organ.objects.filter(in_force(on)).order_by("pk")
    return {str(organ.pk): organ for organ in found}


def people_besides(staff: Staff) -> dict[str, Staff]:
    """Return the open accounts of everybody else by key, by name."""
    found = Staff.objects.filter(is_active=True).exclude(pk=staff.pk)
    return {str(person.pk): person for person in found.order_by("name", "pk")}


def people_choices(people: Iterable[Staff], empty: str) -> Choices:
    """Return persons with their logins: names occur twice."""
    listed = [(str(person.pk), f"{person.name}（{person.login}）") for person in people]
    return [("", empty), *listed]


def place_of(grant: Grant) -> str:
    """Return for which division or organ a role is held, empty for the whole office."""
    return str(grant.division or grant.organ or "")


def words_of_grant(grant: Grant) -> str:
    """Return role, place and first day in one line."""
    parts = [grant.get_role_display(), place_of(grant)]
    begins = _("from %(day)s") % {"day": wareki(grant.valid_from)}
    return " ".join(part for part in [*parts, begins] if part)


def words_of_absence(absence: Absence) -> str:
    """Return the days of an absence in one line."""
    if absence.absent_until is None:
        return _("from %(day)s until further notice") % {
            "day": wareki(absence.absent_from)
        }
    return _("from %(day)s, back on %(back)s") % {
        "day": wareki(absence.absent_from),
        "back": wareki(absence.absent_until),
    }
