"""The work in progress, its settings and views, in every state they can be in."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.journeys.shown import (
    ASKS_NOTHING,
    DIVISION,
    MANAGER,
    OFFICER,
    SHOWS_NOTHING,
    Shown,
    State,
)

QUEUE = "/queue/"
NEW_VIEW = "/preferences/views/new/?list=queue&due=week"
FILE = "a file to keep"
SOMEBODY_KEPT = "a view is something somebody kept"

LIST_NOT_PAGES = {
    "desk:queue-selection": "goes on to the list of the chosen rows",
    "desk:queue-file": FILE,
    "desk:cases-file": FILE,
    "annual:cell-file": FILE,
}
LIST_NEVER: dict[tuple[str, State], str] = {
    ("desk:preferences", "error"): "offers nothing wrong to choose",
    ("desk:view-new", "empty"): SHOWS_NOTHING,
    ("desk:view", "empty"): SOMEBODY_KEPT,
    ("desk:view-remove", "empty"): SOMEBODY_KEPT,
    ("desk:view-remove", "error"): ASKS_NOTHING,
}


def send(page: Page) -> None:
    """Send the form of the page as it is."""
    with page.expect_navigation():
        page.locator("main form[method=post] button[type=submit]").first.click()


def keep_view(page: Page) -> None:
    """Give the view a name and keep it."""
    page.locator("input[name=name]").fill("今週が期限の件")
    send(page)


def go(selector: str) -> Callable[[Page], None]:
    """Return the act of following the first such link."""

    def act(page: Page) -> None:
        with page.expect_navigation():
            page.locator(f"main a{selector}").first.click()

    return act


def kept(*acts: Callable[[Page], None]) -> Callable[[Page], None]:
    """Return the acts of keeping a view, finding it in the settings, and more."""

    def act(page: Page) -> None:
        for step in (keep_view, go("[href='/preferences/']"), *acts):
            step(page)

    return act


to_view = go("[href^='/preferences/views/']")


def forget_name(page: Page) -> None:
    """Send the view without a name."""
    page.locator("input[name=name]").fill("")
    send(page)


def pick_two(page: Page) -> None:
    """Choose two rows and see only them."""
    for box in page.locator("input[name=unit]").all()[:2]:
        box.check()
    with page.expect_navigation():
        page.locator(".batch-bar button").first.click()


LIST_PAGES = [
    Shown("desk:queue", "empty", OFFICER, QUEUE),
    Shown("desk:queue", "filled", OFFICER, QUEUE),
    Shown("desk:queue", "filled", OFFICER, QUEUE, pick_two, note="chosen"),
    Shown("desk:queue", "filled", DIVISION, "/queue/?sort=-received", note="division"),
    Shown("desk:queue", "filled", MANAGER, "/queue/?due=overdue", note="manager"),
    Shown("desk:queue", "error", OFFICER, "/queue/?received_from=31.2.9999"),
    Shown("desk:preferences", "empty", OFFICER, "/preferences/"),
    Shown("desk:preferences", "filled", OFFICER, NEW_VIEW, kept()),
    Shown("desk:view-new", "filled", OFFICER, NEW_VIEW),
    Shown("desk:view-new", "error", OFFICER, NEW_VIEW, send),
    Shown("desk:view", "filled", OFFICER, NEW_VIEW, kept(to_view)),
    Shown("desk:view", "error", OFFICER, NEW_VIEW, kept(to_view, forget_name)),
    Shown(
        "desk:view-remove",
        "filled",
        OFFICER,
        NEW_VIEW,
        kept(to_view, go("[href$='/remove/']")),
    ),
]
