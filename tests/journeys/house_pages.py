"""The page of a person's reminders, and what is no page."""

from playwright.sync_api import Page

from tests.journeys.shown import OFFICER, Shown, State

REMINDERS = "/account/reminders/"

HOUSE_NOT_PAGES = {
    "desk:feed": "read by calendar programs",
    "desk:feed-revoke": "goes back to the page of reminders",
    "desk:unit-dates": "a file to keep",
    "healthz": "read by monitoring programs",
    "readyz": "read by monitoring programs",
    "metrics": "read by monitoring programs",
}
HOUSE_NEVER: dict[tuple[str, State], str] = {
    ("desk:feed-renew", "empty"): "it answers with the address it made",
    ("desk:feed-renew", "error"): "it asks for nothing that could be wrong",
}


def make_address(page: Page) -> None:
    """Make the address of the calendar."""
    with page.expect_navigation():
        page.locator("form[action$='/renew/'] button").click()


def write_nonsense(page: Page) -> None:
    """Write something that is no mail address."""
    page.locator("input[name=address]").fill("nobody")
    with page.expect_navigation():
        page.locator("form[action$='/reminders/'] button").click()


def keep(page: Page) -> None:
    """Keep an address."""
    page.locator("input[name=address]").fill("me@example.invalid")
    with page.expect_navigation():
        page.locator("form[action$='/reminders/'] button").click()


HOUSE_PAGES = [
    Shown("desk:reminders", "empty", OFFICER, REMINDERS),
    Shown("desk:reminders", "filled", OFFICER, REMINDERS, keep),
    Shown("desk:reminders", "error", OFFICER, REMINDERS, write_nonsense),
    Shown("desk:feed-renew", "filled", OFFICER, REMINDERS, make_address),
]
