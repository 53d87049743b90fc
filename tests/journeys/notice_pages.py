"""The pages of letters, in every state they can be in."""

from playwright.sync_api import Page

from tests.journeys.shown import ASKS_NOTHING, OFFICER, Shown, State

NOTICES = "/notices/"

NOTICE_NEVER: dict[tuple[str, State], str] = {
    ("desk:notices", "error"): ASKS_NOTHING,
    ("desk:notices-issue", "empty"): "nothing chosen leads back to the list",
    ("desk:notices-issue", "error"): "what was refused stands in the report",
}
NOTICE_NOT_PAGES = {
    "desk:letter-preview": "a PDF",
    "desk:notice": "a file to keep",
    "desk:notices-print": "goes on to the page of the job",
}


def choose_two(page: Page) -> None:
    """Choose two letters that are due, and go on."""
    for box in page.locator("main tbody input[name=letter]").all()[:2]:
        box.check()
    go_on(page)


def issue_two(page: Page) -> None:
    """Issue two letters."""
    choose_two(page)
    go_on(page)


def go_on(page: Page) -> None:
    """Press the first button of the page."""
    with page.expect_navigation():
        page.locator("main button.button--primary").first.click()


def to_unit(page: Page) -> None:
    """Open the unit of the first letter."""
    with page.expect_navigation():
        page.locator("main tbody th a").first.click()


def at(place: str) -> str:
    """Return the address of the letters at a place."""
    return f"{NOTICES}?place={place}"


NOTICE_PAGES = [
    Shown("desk:notices", "empty", OFFICER, at("returned")),
    Shown("desk:notices", "filled", OFFICER, NOTICES),
    Shown("desk:notices", "filled", OFFICER, at("returned"), note="returned"),
    Shown("desk:notices-issue", "filled", OFFICER, NOTICES, choose_two),
    Shown("desk:notices-issue", "filled", OFFICER, NOTICES, issue_two, note="report"),
    Shown("desk:unit", "filled", OFFICER, at("returned"), to_unit, note="returned"),
    Shown("desk:unit", "filled", OFFICER, at("arrived"), to_unit, note="paid"),
    Shown("desk:unit", "filled", OFFICER, at("due"), to_unit, note="due"),
]
