"""The views of a list a person finds: own ones and those of the divisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import QueryDict

from desk.facets import divisions_of
from desk.keyset import PLACES
from desk.models import SavedView
from offices.models import Staff


@dataclass(frozen=True, slots=True)
class ViewLink:
    """A saved view as a link."""

    view: SavedView
    is_current: bool


def views_for(staff: Staff, *, on: date) -> QuerySet[SavedView]:
    """Return the views a person may use: own ones, and those of the divisions."""
    own = Q(staff=staff.pk) | Q(division__in=divisions_of(staff, on=on))
    return SavedView.objects.filter(own).select_related("division")


def load_views(staff: Staff, list_name: str, *, on: date) -> list[SavedView]:
    """Return the views of one list, own ones first, by name."""
    found = views_for(staff, on=on).filter(list_name=list_name)
    return sorted(found, key=lambda view: (view.staff_id is None, view.name, view.pk))


def default_of(views: Sequence[SavedView]) -> SavedView | None:
    """Return the view a list opens with: one's own, else the division's."""
    return next((view for view in views if view.is_default), None)


def links(views: Sequence[SavedView], query: QueryDict) -> list[ViewLink]:
    """Return the views as links, the one in force marked."""
    current = kept(query)
    return [ViewLink(view, view.query == current) for view in views]


def kept(query: QueryDict) -> str:
    """Write the part of an address a view keeps: filters and order, no place."""
    parts = query.copy()
    for name in (*PLACES, "page"):
        parts.pop(name, None)
    for name in [name for name in parts if not any(parts.getlist(name))]:
        parts.pop(name)
    return parts.urlencode()
