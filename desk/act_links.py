"""Where each act has its page, and what stands in its way."""

from collections.abc import Iterable

from django.urls import reverse

from casework.models import Unit
from casework.permissions import ActState
from desk.acts import ACT_PAGES
from offices.models import Staff

# acts on records and drafts stand together on pages of their own
OTHER_PAGES = {
    "add_records": "desk:records",
    "decide_record": "desk:records",
    "draft": "desk:draft",
    "decide": "desk:draft",
    "concur": "desk:approval",
    "approve": "desk:approval",
    "send_back": "desk:approval",
    "take_back": "desk:approval",
}
OWN_PAGES = frozenset(ACT_PAGES) - frozenset(OTHER_PAGES)


def urls_of(unit: Unit) -> dict[str, str]:
    """Return the page of every act that has one."""
    urls = {
        code: reverse("desk:act", kwargs={"pk": unit.pk, "act": code})
        for code in OWN_PAGES
    }
    for code, name in OTHER_PAGES.items():
        urls[code] = reverse(name, kwargs={"pk": unit.pk})
    return urls


def obstacles_of(
    unit: Unit, states: Iterable[ActState], *, by: Staff
) -> dict[str, str]:
    """Return of the acts that are open why there is nothing to do them to."""
    found = {
        state.code: ACT_PAGES[state.code].obstacle(unit, by)
        for state in states
        if state.is_open and state.code in ACT_PAGES
    }
    return {code: why for code, why in found.items() if why}
