"""The papers of disclosure and fees, in every state they can be in."""

from playwright.sync_api import Page

from tests.journeys.shown import ASKS_NOTHING, OFFICER, Shown, State

FEE_NEVER: dict[tuple[str, State], str] = {
    ("desk:disclosure-print", "empty"): "a unit stands behind it",
    ("desk:receipts", "empty"): "a unit stands behind it",
    ("desk:disclosure-print", "error"): ASKS_NOTHING,
    ("desk:receipts", "error"): ASKS_NOTHING,
}
DECIDED = "/cases/?outcome=full&fiscal_year=2020"


def open_first(page: Page) -> str:
    """Open the first unit of a list; return its address."""
    with page.expect_navigation():
        page.locator("main tbody tr th a, main tbody tr td a").first.click()
    return page.url


def to_record(page: Page) -> None:
    """Look at the record of the disclosure of the first unit."""
    page.goto(open_first(page) + "disclosure/")


def pay(page: Page) -> None:
    """Hand over twelve copies, take the money, and look at the receipt."""
    unit = open_first(page)
    page.goto(unit + "acts/implement/")
    page.locator("input[name=method][value=copy_counter]").check()
    page.locator("input[name=mono]").fill("12")
    send(page)
    send(page)
    page.goto(unit + "acts/record_payment/")
    send(page)
    page.goto(unit + "receipts/")


def send(page: Page) -> None:
    """Send the form of the page as it is."""
    with page.expect_navigation():
        page.locator("main form[method=post] button[type=submit]").first.click()


FEE_PAGES = [
    Shown("desk:disclosure-print", "filled", OFFICER, DECIDED, to_record),
    Shown("desk:receipts", "filled", OFFICER, DECIDED, pay),
]
