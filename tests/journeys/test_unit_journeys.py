"""Work on a unit in the browser: what the first screen says, an act, its sheet."""

import re

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Visit
from tests.journeys.registry import NEW_REQUEST, OPEN, send, to_row
from tests.journeys.visitor import Site, Visitor, Window

pytestmark = pytest.mark.browser

OFFICER = "records_officer"
ITEMS = 9
NOTES = 12
FIRST_SCREEN = 768
OF_A_PAGE = re.compile(rb"/Type\s*/Page\b")


def pages_of(page: Page) -> int:
    """Print a page and count the sheets of paper."""
    return len(OF_A_PAGE.findall(page.pdf(prefer_css_page_size=True)))


def log_long_request(page: Page) -> None:
    """Log a request that fills every field to its end."""
    page.locator("input[name=name]").fill("長い名称の請求者" * 30)
    for row in range(1, ITEMS + 1):
        if page.locator(f"[name=subject_{row}]").count() == 0:
            with page.expect_navigation():
                page.locator("button[name=more]").click()
        page.locator(f"[name=subject_{row}]").fill("道路台帳の図面" * 60)
    send(page)
    page.wait_for_url("**/received/")


def add_notes(page: Page, unit: str) -> None:
    """Write more notes than a sheet holds, each longer than a line."""
    for _ in range(NOTES):
        page.goto(f"{unit}acts/add_note/")
        page.locator("textarea[name=text]").fill("倉庫で確かめたこと。" * 40)
        send(page)


@pytest.fixture
def officer(visit: Visit, site: Site) -> Visitor:
    return visit(site, OFFICER)


def test_sheet_of_the_fullest_unit_is_one_page(officer: Visitor) -> None:
    page = officer.open(NEW_REQUEST)
    log_long_request(page)
    with page.expect_navigation():
        page.locator("main a[href^='/cases/']").first.click()
    with page.expect_navigation():
        page.locator("main tbody th a").first.click()
    unit = page.url
    add_notes(page, unit)

    page.goto(unit)
    whole = pages_of(page)
    page.goto(f"{unit}print/")

    assert pages_of(page) == 1
    # the control: what the sheet was cut down from needs more paper
    assert whole > 1


def test_first_screen_says_who_has_it_since_when_and_how_long(
    officer: Visitor,
) -> None:
    page = officer.open(OPEN)
    to_row(page)

    standing = page.locator("section[aria-labelledby=standing-heading] dl > div")

    for row in standing.all()[:3]:
        box = row.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= FIRST_SCREEN


def test_withdrawal_is_recorded_without_scripts(visit: Visit, site: Site) -> None:
    visitor = visit(site, OFFICER, Window(scripts=False))
    page = visitor.open(NEW_REQUEST)
    page.locator("input[name=name]").fill("取下 花子")
    page.locator("[name=subject_1]").fill("取り下げる請求")
    send(page)
    for link in ("main a[href^='/cases/']", "main tbody th a"):
        with page.expect_navigation():
            page.locator(link).first.click()
    unit = page.url

    page.goto(f"{unit}acts/withdraw/")
    page.locator("input[name=is_written]").check()
    send(page)
    assert page.locator("main dl dd").count() > 0
    send(page)

    assert page.url == unit
    assert page.locator("main .notice--success").count() == 1
    visitor.expects_refusal = True
    page.goto(f"{unit}acts/withdraw/")
    assert page.locator("main [role=alert]").is_visible()
