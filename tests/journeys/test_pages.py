"""Every page in every state, looked at in every way."""

from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from tests.desk.addresses import addresses
from tests.journeys.conftest import Visit
from tests.journeys.inspection import defects, narrow, printed, probe
from tests.journeys.registry import NEVER, NOT_PAGES, NOWHERE, SHOWN
from tests.journeys.shown import STATES, Shown
from tests.journeys.visitor import Site, Visitor, Window

pytestmark = pytest.mark.browser

FILLED = [shown for shown in SHOWN if shown.state == "filled" and not shown.note]
ERRORS = [shown for shown in SHOWN if shown.state == "error"]
LOOKED_AT = {(shown.address, shown.state) for shown in SHOWN}


def test_every_address_is_a_page_that_is_looked_at_or_no_page() -> None:
    pages = {address for address, _state in LOOKED_AT}

    assert pages | set(NOT_PAGES) == set(addresses())
    assert pages & set(NOT_PAGES) == set()


def test_every_page_is_looked_at_in_every_state_it_can_be_in() -> None:
    pages = {address for address, _state in LOOKED_AT}

    assert LOOKED_AT | set(NEVER) == {
        (page, state) for page in pages for state in STATES
    }
    assert LOOKED_AT & set(NEVER) == set()


@pytest.mark.parametrize("shown", [*SHOWN, *NOWHERE], ids=str)
def test_page_has_no_defect(
    shown: Shown, visit: Visit, site: Site, empty_site: Site
) -> None:
    at = empty_site if shown.state == "empty" else site
    visitor = show(shown, visit(at, shown.role))

    found = defects(visitor.page) + printed(visitor.page)

    assert found == []


@pytest.mark.parametrize("shown", FILLED, ids=str)
def test_page_holds_in_english(shown: Shown, visit: Visit, site: Site) -> None:
    visitor = visit(site, shown.role)
    visitor.speak("en")
    show(shown, visitor)

    found = probe(visitor.page, "structure", "en") + narrow(visitor.page)

    assert found == []


@pytest.mark.parametrize("shown", ERRORS, ids=str)
def test_errors_are_said_first_and_in_the_title(
    shown: Shown, visit: Visit, site: Site
) -> None:
    """A summary that leads to the fields, or for a file a list of its rows."""
    page = show(shown, visit(site, shown.role)).page

    alert = page.locator("main [role=alert]")

    assert alert.count() == 1
    assert page.title().startswith("エラー")
    for link in alert.locator("a").all():
        target = page.locator(str(link.get_attribute("href")))
        assert target.first.is_visible()


@pytest.mark.parametrize("shown", NOWHERE, ids=str)
def test_refusal_leads_on(shown: Shown, visit: Visit, site: Site) -> None:
    page = show(shown, visit(site, shown.role)).page

    with page.expect_navigation():
        page.locator("main a[href='/']").click()

    assert page.locator("h1").is_visible()


def test_titles_differ_and_every_page_opens_without_scripts(
    visit: Visit, site: Site
) -> None:
    titles: Counter[str] = Counter()
    for role in sorted({shown.role for shown in FILLED}):
        visitor = visit(site, role, Window(scripts=False))
        for shown in FILLED:
            if shown.role == role:
                page = show(shown, visitor).page
                assert page.locator("h1").count() == 1, shown
                titles[page.title()] += 1

    assert [title for title, times in titles.items() if times > 1] == []
    assert len(titles) == len(FILLED)


def test_focus_is_seen_where_the_system_chooses_the_colors(
    visit: Visit, site: Site
) -> None:
    visitor = visit(site, "records_officer")
    visitor.page.emulate_media(forced_colors="active")

    assert probe(visitor.open("/import/"), "focus") == []


def show(shown: Shown, visitor: Visitor) -> Visitor:
    """Bring a page before the visitor in its state."""
    visitor.expects_refusal = shown.status != 200
    page = visitor.open(shown.path)
    if shown.act:
        shown.act(page)
    if shown not in NOWHERE:
        assert resolve(urlsplit(page.url).path).view_name == shown.address
    return visitor
