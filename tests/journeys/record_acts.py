"""What somebody does on the pages of records and drafts, step by step."""

from collections.abc import Callable, Sequence
from uuid import uuid4

from playwright.sync_api import Page

from desk.demonstration.accounts import ACCOUNTS, DIVISION, PASSWORD

Act = Callable[[Page], None]
GOOD_ROWS = "文書名\t枚数\t決定区分\n契約書\t3\t全部公開\n見積書\t2\t全部公開\n"
BAD_ROWS = "文書名\t枚数\t決定区分\n契約書\tたくさん\t半分公開\n"


def below_new_unit(path: str, *acts: Act) -> Act:
    """Return the act of logging a request and going on below its unit.

    Each act finds the records of the unit before it; at the end stands the path.
    """

    def act(page: Page) -> None:
        unit = new_unit(page)
        for one in acts:
            page.goto(f"{unit}records/")
            one(page)
        if path:
            page.goto(unit + path)

    return act


def then(first: Act, *more: Act) -> Act:
    """Return one act after the other."""

    def act(page: Page) -> None:
        for one in (first, *more):
            one(page)

    return act


def new_unit(page: Page) -> str:
    """Log a request; return the address of its unit."""
    # words of its own: a page that shows like requests would lead to those
    serial = uuid4().hex[:8]
    page.locator("input[name=name]").fill(f"豊玉 {serial}")
    page.locator("[name=subject_1]").fill(f"設計委託 {serial} に関する文書")
    with page.expect_navigation():
        page.locator("main form[method=post] button.button--primary").first.click()
    page.wait_for_url("**/received/")
    for start in ("/cases/", "/units/"):
        selector = f"main a[href^='{start}']:not([href$='{start}'], [href*='?'])"
        with page.expect_navigation():
            page.locator(selector).first.click()
    return page.url


def list_two(page: Page) -> None:
    """Type two records into the rows for new ones, and save."""
    page.locator("#n1-title").fill("設計委託契約書")
    page.locator("#n1-document_number").fill("8練道管第12号")
    page.locator("#n2-title").fill("見積書")
    press(page, "save")


def apply(
    rows: str, outcome: str, *, grounds: Sequence[str] = (), part: str = ""
) -> Act:
    """Return the act of applying the bar to rows."""

    def act(page: Page) -> None:
        page.locator("#id_bar-rows").fill(rows)
        page.locator("#id_bar-outcome").select_option(outcome)
        page.locator("#id_bar-withheld_part").fill(part)
        for code in grounds:
            page.locator(f"input[name=bar-grounds][value={code}]").check()
        press(page, "apply")

    return act


def mistype_sheets(page: Page) -> None:
    """Write words where a number is asked for, and save."""
    page.locator("input[name$=-sheets]").first.fill("たくさん")
    press(page, "save")


def paste(text: str) -> Act:
    """Return the act of pasting rows and looking at them."""

    def act(page: Page) -> None:
        page.goto(page.url + "paste/")
        page.locator("#id_text").fill(text)
        press(page, "look")

    return act


def to_removal(page: Page) -> None:
    """Follow the link that removes the first record."""
    with page.expect_navigation():
        page.locator("a[href$='/remove/']").first.click()


def submit(page: Page) -> None:
    """Go to the draft and submit it."""
    page.goto(page.url.partition("records/")[0] + "draft/")
    press(page, "draft")


def choose_another(page: Page) -> None:
    """Go to the draft and submit another decision without a reason."""
    page.goto(page.url.partition("records/")[0] + "draft/")
    page.locator("input[name=outcome][value=partial]").first.check()
    press(page, "draft")


def have_drafted(page: Page) -> None:
    """Have somebody of the division draft the decision; go to its approval."""
    unit = page.url.partition("records/")[0]
    page.goto(unit + "acts/assign/")
    page.locator("select[name=division]").select_option(label=DIVISION)
    with page.expect_navigation():
        page.locator("main form[method=post] button.button--primary").click()
    _as_division(page, unit)
    page.goto(unit + "approval/")


def send_back_without_words(page: Page) -> None:
    """Send a draft back and say nothing."""
    press(page, "send_back")


def press(page: Page, act: str) -> None:
    """Press a button by what it does."""
    with page.expect_navigation():
        page.locator(f"button[name=act][value={act}]").first.click()


def _as_division(page: Page, unit: str) -> None:
    """List, decide and draft in another profile."""
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(locale="ja-JP")
    try:
        other = context.new_page()
        other.goto(unit)
        other.locator("input[name=username]").fill(ACCOUNTS["division_staff"].login)
        other.locator("input[name=password]").fill(PASSWORD)
        with other.expect_navigation():
            other.locator("main button[type=submit]").click()
        other.goto(f"{unit}records/")
        list_two(other)
        apply("1-2", "full")(other)
        submit(other)
    finally:
        context.close()
