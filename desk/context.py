"""What every page shows: the municipality, and what this person may open."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from annual.permissions import can_see_tables
from desk.permissions import (
    can_import,
    can_see_appeals,
    can_see_board,
    can_see_cases,
    can_see_notices,
    can_see_requests,
)
from desk.today import today
from disclosure.permissions import can_receive
from offices.models import Staff
from offices.permissions import can_administer
from ordinances.loading import municipality


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One entry of the main navigation.

    Attributes:
        current: `page` on that very page, `true` below it, else empty.
    """

    label: str
    url: str
    current: str


def office(request: HttpRequest) -> dict[str, object]:
    """Add the municipality and the navigation to every template."""
    return {
        "municipality": municipality(settings.HIROBA_MUNICIPALITY),
        "navigation": _navigation(request),
    }


def _navigation(request: HttpRequest) -> list[NavigationItem]:
    # a request refused for its host never reaches the middleware that sets it
    staff = getattr(request, "user", None)
    if not isinstance(staff, Staff):
        return []
    on = today()
    pages = [_item(request, _("Home"), "desk:home")]
    for label, name, is_permitted in _pages():
        if is_permitted(staff, on):
            pages.append(_item(request, label, name))
    return pages


def _pages() -> list[tuple[str, str, Callable[[Staff, date], bool]]]:
    return [
        (_("Work in progress"), "desk:queue", lambda s, on: can_see_requests(s, on=on)),
        (_("Cases"), "desk:cases", lambda s, on: can_see_requests(s, on=on)),
        (_("Search"), "desk:search", lambda s, on: can_see_cases(s, on=on)),
        (
            _("New request"),
            "disclosure:request-new",
            lambda s, on: can_receive(s, on=on),
        ),
        (_("Letters"), "desk:notices", lambda s, on: can_see_notices(s, on=on)),
        (_("Appeals"), "desk:appeals", lambda s, on: can_see_appeals(s, on=on)),
        (
            _("Board sessions"),
            "desk:board-sessions",
            lambda s, on: can_see_board(s, on=on),
        ),
        (_("Annual tables"), "annual:years", lambda s, on: can_see_tables(s, on=on)),
        (
            _("Take in a ledger"),
            "desk:import",
            lambda s, on: can_import(s, "appeals", on=on),
        ),
        (_("Staff"), "desk:staff-list", lambda s, on: can_administer(s, on=on)),
    ]


def _item(request: HttpRequest, label: str, name: str) -> NavigationItem:
    url = reverse(name)
    if request.path == url:
        return NavigationItem(label, url, "page")
    is_below = len(url) > 1 and request.path.startswith(url)
    return NavigationItem(label, url, "true" if is_below else "")
