"""The work in progress by keyboard: single keys, silent while somebody types."""

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Visit
from tests.journeys.visitor import Site

pytestmark = pytest.mark.browser

QUEUE = "/queue/?sort=due"
COMPOSING = """
document.dispatchEvent(new KeyboardEvent("keydown",
  {key: "j", bubbles: true, isComposing: true}))
"""


def focused(page: Page) -> int:
    """Return the place of the row that holds the focus, from one; 0 for none."""
    place: int = page.evaluate(
        "[...document.querySelectorAll('tbody tr')]"
        ".findIndex(row => row.contains(document.activeElement)) + 1"
    )
    return place


def test_rows_are_walked_chosen_and_opened_by_single_keys(
    visit: Visit, site: Site
) -> None:
    page = visit(site, "records_officer").open(QUEUE)
    number = page.locator("tbody tr").nth(1).locator("th a").inner_text()

    for key in "jjkj":
        page.keyboard.press(key)
    page.keyboard.press("x")
    page.keyboard.press("?")

    assert page.locator("tbody tr").nth(1).locator("input:checked").count() == 1
    assert page.locator("#keys").get_attribute("open") is not None
    page.keyboard.press("k")
    page.keyboard.press("j")
    assert focused(page) == 2
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert number in page.locator("main").inner_text()


def test_keys_are_silent_in_fields_and_while_composing(
    visit: Visit, site: Site
) -> None:
    page = visit(site, "records_officer").open(QUEUE)
    page.locator("summary").first.click()

    page.locator("input[name=division]").focus()
    page.keyboard.type("jxn/?")
    page.evaluate("document.activeElement.blur()")
    page.evaluate(COMPOSING)
    page.keyboard.press("Control+j")

    assert page.url.endswith(QUEUE)
    assert focused(page) == 0
    assert page.locator("input[name=unit]:checked").count() == 0
    page.keyboard.press("j")
    assert focused(page) == 1


def test_keys_lead_to_search_and_new_request(visit: Visit, site: Site) -> None:
    page = visit(site, "records_officer").open(QUEUE)

    for key, address in (("/", "**/search/"), ("n", "**/requests/new/")):
        page.keyboard.press(key)
        page.wait_for_url(address)
        page.go_back()

    assert page.url.endswith(QUEUE)


def test_keys_are_switched_off_in_the_settings(visit: Visit, site: Site) -> None:
    """Of one person only: the settings are put back at the end."""
    page = visit(site, "records_officer").open("/preferences/")
    page.locator("input[name=has_keys]").uncheck()
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/queue/**")

    page.keyboard.press("j")

    assert focused(page) == 0
    assert page.locator("#keys").count() == 0
    page.goto(f"{site.address}/preferences/")
    page.locator("input[name=has_keys]").check()
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/queue/**")
    page.keyboard.press("j")
    assert focused(page) == 1
