"""What every page shows: the municipality, and what this person may open."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from ordinances.loading import municipality


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One entry of the main navigation."""

    label: str
    url: str
    is_current: bool


def office(request: HttpRequest) -> dict[str, object]:
    """Add the municipality and the navigation to every template."""
    return {
        "municipality": municipality(settings.HIROBA_MUNICIPALITY),
        "navigation": _navigation(request),
    }


def _navigation(request: HttpRequest) -> list[NavigationItem]:
    if not request.user.is_authenticated:
        return []
    entries = [(_("Home"), "desk:home")]
    return [
        NavigationItem(label, reverse(name), request.path == reverse(name))
        for label, name in entries
    ]
