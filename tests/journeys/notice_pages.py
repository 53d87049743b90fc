"""The pages of letters, in every state they can be in."""

from playwright.sync_api import Page

from tests.journeys.shown import ASKS_NOTHING, OFFICER, Shown, State

NOTICES = "/notices/"

NOTICE_NEVER: dict[tuple[str, State], str] = {
    ("desk:notices", "error"): ASKS_NOTHING,
    ("desk:notices-issue", "empty"): "without a letter it goes back to the list",
    ("desk:notices-issue", "error"): ASKS_NOTHING,
}
NOTICE_NOT_PAGES = {
    "desk:letter-preview": "a PDF",
    "desk:notice": "a file to keep",
    "desk:notices-print": "goes on to the page of the job",
}


def choose(page: Page) -> None:
    """Choose the first letter that can be issued, and go on."""
    page.locator("main input[name=letter]").first.check()
    with page.expect_navigation():
        page.locator("main form[method=post] button[type=submit]").last.click()


NOTICE_PAGES = [
    Shown("desk:notices", "empty", OFFICER, f"{NOTICES}?place=returned"),
    Shown("desk:notices", "filled", OFFICER, NOTICES),
    Shown("desk:notices-issue", "filled", OFFICER, NOTICES, choose),
]
