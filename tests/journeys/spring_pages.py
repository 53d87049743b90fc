"""Closing days and the pages of the spring, in every state they can be in."""

from playwright.sync_api import Page

from tests.journeys.shown import ASKS_NOTHING, OFFICER, Shown, State

CLOSURES = "/closures/"

SPRING_NEVER: dict[tuple[str, State], str] = {
    ("desk:closures-rules", "filled"): "rules change with a version of the program",
    ("desk:closures-rules", "error"): "rules change with a version of the program",
    ("desk:redating", "empty"): "a change is something somebody applied",
    ("desk:redating", "error"): ASKS_NOTHING,
    ("desk:turn-of-year", "empty"): "the checklist has its lines every year",
    ("desk:turn-of-year", "error"): ASKS_NOTHING,
}
SPRING_NOT_PAGES = {
    "desk:retention-file": "a file to keep",
    "desk:carry-over-file": "a file to keep",
}


def send(page: Page) -> None:
    """Send the form of the page as it is."""
    with page.expect_navigation():
        page.locator("main form[method=post] button[type=submit]").first.click()


def close_a_day(page: Page) -> None:
    """Ask what closing a day would move."""
    page.locator("input[name=first_on]").fill("R9.12.1")
    page.locator("input[name=name]").fill("庁舎停電")
    page.locator("input[name=source]").fill("庁舎管理規則")
    page.locator("textarea[name=reason]").fill("電気設備の更新")
    send(page)


def apply(page: Page) -> None:
    """Close a day, unless one is closed already, and look at what was moved."""
    moved = page.locator("main a[href^='/closures/changes/']")
    if moved.count():
        with page.expect_navigation():
            moved.first.click()
        return
    close_a_day(page)
    send(page)


SPRING_PAGES = [
    Shown("desk:closures", "empty", OFFICER, CLOSURES),
    Shown("desk:closures", "error", OFFICER, CLOSURES, send),
    Shown("desk:closures", "filled", OFFICER, CLOSURES, close_a_day, note="check"),
    Shown("desk:redating", "filled", OFFICER, CLOSURES, apply),
    Shown("desk:retention", "empty", OFFICER, "/retention/?on=H15.4.1"),
    Shown("desk:retention", "filled", OFFICER, "/retention/"),
    Shown("desk:retention", "error", OFFICER, "/retention/?on=31.2.9999"),
    Shown("desk:carry-over", "empty", OFFICER, "/carry-over/?on=H15.4.1"),
    Shown("desk:carry-over", "filled", OFFICER, "/carry-over/?fiscal_year=2098"),
    Shown("desk:carry-over", "error", OFFICER, "/carry-over/?on=31.2.9999"),
    Shown("desk:turn-of-year", "filled", OFFICER, "/turn-of-year/"),
    Shown("desk:closures-rules", "empty", OFFICER, "/closures/rules/"),
]
