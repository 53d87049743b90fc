"""Staff administration and one's own account, in every state they can be in."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.journeys.list_pages import send
from tests.journeys.shown import ASKS_NOTHING, OFFICER, SHOWS_NOTHING, Shown, State

ADMINISTRATOR, STAFF = "sysadmin", "/staff/"
STAFF_NEVER: dict[tuple[str, State], str] = {
    ("desk:account", "empty"): "whoever signs in has an account",
    ("desk:staff-list", "empty"): "whoever looks has an account",
    ("desk:staff-list", "error"): "takes any words",
    ("desk:staff-new", "empty"): SHOWS_NOTHING,
    ("desk:staff", "empty"): "an account was opened by somebody",
    ("desk:staff", "error"): ASKS_NOTHING,
    ("desk:staff-act", "empty"): SHOWS_NOTHING,
    ("desk:organisation", "error"): ASKS_NOTHING,
    ("desk:division", "empty"): "a division has a name",
}


def follow(page: Page, selector: str) -> None:
    """Follow the first such link."""
    with page.expect_navigation():
        page.locator(selector).first.click()


def to_account(login: str, then: str = "") -> Callable[[Page], None]:
    """Return the act of opening an account of the list, and an act on it."""

    def act(page: Page) -> None:
        follow(page, f"main tbody tr:has(td:text-is('{login}')) th a")
        if then:
            follow(page, f"main a[href$='/{then}/']")

    return act


def to_hand_over(login: str) -> Callable[[Page], None]:
    """Return the act of opening the page that hands an account's units over."""

    def act(page: Page) -> None:
        to_account(login)(page)
        page.goto(f"{page.url}hand-over/")

    return act


def preview_hand_over(page: Page) -> None:
    """Let the page show what would go to whom."""
    to_hand_over("division1")(page)
    option = page.locator("select[name=receiver] option", has_text="records1")
    value = option.get_attribute("value")
    page.locator("select[name=receiver]").select_option(value)
    page.locator("input[name=reason]").fill("人事異動")
    send(page)


def fail_to_hand_over(page: Page) -> None:
    """Send the form as it is."""
    to_hand_over("division1")(page)
    send(page)


def fail_at(login: str, then: str) -> Callable[[Page], None]:
    """Return the act of sending an act on an account as it is."""

    def act(page: Page) -> None:
        to_account(login, then)(page)
        send(page)

    return act


def to_kana(page: Page) -> None:
    """Open the reading of the first division."""
    follow(page, "main a[href^='/divisions/']")


def no_kana(page: Page) -> None:
    """Write a reading that is none."""
    to_kana(page)
    page.locator("input[name=kana]").fill("道路")
    send(page)


STAFF_PAGES = [
    Shown("desk:account", "filled", OFFICER, "/account/"),
    Shown("desk:account", "error", OFFICER, "/account/", send),
    Shown("desk:staff-list", "filled", ADMINISTRATOR, STAFF),
    Shown("desk:staff-new", "filled", ADMINISTRATOR, "/staff/new/"),
    Shown("desk:staff-new", "error", ADMINISTRATOR, "/staff/new/", send),
    Shown("desk:staff", "filled", ADMINISTRATOR, STAFF, to_account("auditor1")),
    Shown(
        "desk:staff-act",
        "filled",
        ADMINISTRATOR,
        STAFF,
        to_account("auditor1", "grant"),
    ),
    Shown(
        "desk:staff-act",
        "error",
        ADMINISTRATOR,
        STAFF,
        fail_at("auditor1", "grant"),
    ),
    Shown(
        "desk:staff-hand-over",
        "empty",
        ADMINISTRATOR,
        STAFF,
        to_hand_over("records_officer"),
    ),
    Shown("desk:staff-hand-over", "filled", ADMINISTRATOR, STAFF, preview_hand_over),
    Shown("desk:staff-hand-over", "error", ADMINISTRATOR, STAFF, fail_to_hand_over),
    Shown("desk:division", "filled", ADMINISTRATOR, "/organisation/", to_kana),
    Shown("desk:division", "error", ADMINISTRATOR, "/organisation/", no_kana),
    Shown("desk:organisation", "empty", ADMINISTRATOR, "/organisation/"),
    Shown("desk:organisation", "filled", ADMINISTRATOR, "/organisation/"),
]
