"""What the forms of the acts offer: divisions, people, files, records."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from casework.models import Unit
from disclosure.queries import divisions_in_force
from offices.models import Division, Grant, Role, Staff

Choices = list[tuple[str, Any]]


def divisions_for(units: Iterable[Unit], *, on: date) -> dict[str, Division]:
    """Return the divisions of the units' organs by key, as organised on a day."""
    organs = [unit.organ for unit in units if unit.organ is not None]
    return {str(found.pk): found for found in divisions_in_force(organs, on=on)}


def division_choices(divisions: Iterable[Division], *, first: str) -> Choices:
    """Return divisions, below their organ when there are several.

    Args:
        divisions: With their organ.
        first: What the empty choice says.
    """
    by_organ: dict[str, Choices] = {}
    for division in divisions:
        by_organ.setdefault(division.organ.name, []).append(
            (str(division.pk), division.name)
        )
    if len(by_organ) == 1:
        return [("", first), *next(iter(by_organ.values()))]
    return [("", first), *by_organ.items()]


def handlers_for(divisions: Iterable[Division], *, on: date) -> dict[str, list[Staff]]:
    """Return who may handle units of some divisions, by division or office."""
    in_force = Q(valid_until=None) | Q(valid_until__gt=on)
    works = Q(role=Role.DIVISION_STAFF, division__in=list(divisions))
    grants = (
        Grant.objects.filter(
            in_force,
            works | Q(role=Role.RECORDS_OFFICER),
            valid_from__lte=on,
            staff__is_active=True,
        )
        .select_related("staff", "division")
        .order_by("role", "division__code", "staff__name", "pk")
    )
    found: dict[str, list[Staff]] = {}
    for grant in grants:
        place = grant.division.name if grant.division else _("Records office")
        found.setdefault(place, []).append(grant.staff)
    return found


def handler_choices(handlers: dict[str, list[Staff]], *, first: str) -> Choices:
    """Return people below their division; `first` is what the empty choice says."""
    return [
        ("", first),
        *(
            (place, [(str(person.pk), person.name) for person in people])
            for place, people in handlers.items()
        ),
    ]
