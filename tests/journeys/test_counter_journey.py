"""At the counter (J1): a paper form becomes a number and a slip, keyboard only."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.registry import send
from tests.journeys.typist import Typist
from tests.journeys.visitor import Site, Window

pytestmark = pytest.mark.browser

OFFICER, NEW = "records_officer", "/requests/new/"
MOST_KEYS, MOST_LOADS, MOST_SECONDS = 14, 2, 60
SUBJECT = "令和二年度の道路台帳の補正に関する委託契約書及び検査調書一式"
FOCUSED = "() => document.activeElement.name"
PAGES = re.compile(rb"/Type\s*/Page\b(?!s)")


def test_request_is_logged_with_the_keyboard_within_a_minute(
    visit: Visit, site: Site
) -> None:
    visitor = visit(site, OFFICER)
    loads: list[str] = []
    page = visitor.page
    page.on("load", lambda shown: loads.append(shown.url))
    began = time.monotonic()
    visitor.open(NEW)
    typist = Typist(page)

    fill_in(typist)
    with page.expect_navigation():
        typist.press("Enter")
    machine = time.monotonic() - began

    expect(page.locator("h1")).to_have_text("受付票")
    slip = page.locator("article")
    for said in (
        "東京都練馬区豊玉北6-12-1",
        "豊玉花子",
        "とよたまはなこ",
        "03-1234-5678",
    ):
        expect(slip).to_contain_text(said)
    expect(slip).to_contain_text("写しの交付（窓口）")
    expect(slip.locator("tbody tr")).to_have_count(1)
    expect(slip.locator("tbody tr")).to_contain_text("道路台帳課")
    seconds = typist.seconds() + machine
    print(  # noqa: T201 - the measured figures of the journey
        f"\nJ1: {typist.n_keys} keys that write nothing, {len(loads)} page loads, "
        f"{seconds:.1f} s ({machine:.1f} s of them the machine)"
    )
    assert typist.n_keys <= MOST_KEYS
    assert len(loads) <= MOST_LOADS
    assert seconds <= MOST_SECONDS


def fill_in(typist: Typist) -> None:
    """Type the form from where the focus is, without a mouse."""
    page = typist.page
    assert page.evaluate(FOCUSED) == "postal_code"
    typist.type("1760012")
    expect(page.locator("input[name=address]")).to_have_value("東京都練馬区豊玉北")
    typist.press("Tab")
    typist.type("6-12-1")
    typist.press("Tab")
    typist.compose("豊玉花子")
    typist.press("Tab")
    typist.compose("とよたまはなこ")
    typist.press("Tab")
    typist.type("03-1234-5678")
    typist.press("Tab")
    typist.compose(SUBJECT)
    typist.press("Tab")
    typist.compose("どうろだい")
    # over the second row to the copies at the counter
    typist.press("Tab", 5)
    assert page.evaluate(FOCUSED) == "wanted_methods"
    typist.press("Space")


def test_enter_while_composing_sends_nothing(visit: Visit, site: Site) -> None:
    page = visit(site, OFFICER).open(NEW)
    page.locator("input[name=name]").focus()

    page.evaluate(
        """() => document.activeElement.dispatchEvent(new KeyboardEvent("keydown",
        {key: "Enter", ctrlKey: true, isComposing: true, bubbles: true}))"""
    )

    assert page.url.endswith(NEW)
    expect(page.locator(".error-summary")).to_have_count(0)


def test_form_finishes_without_scripts(visit: Visit, site: Site) -> None:
    page = visit(site, OFFICER, Window(scripts=False)).open(NEW)
    page.locator("input[name=postal_code]").fill("１７６－００１２")
    page.locator("input[name=address]").fill("６－１２－１")
    page.locator("input[name=name]").fill("豊玉 花子")
    page.locator("input[name=subject_1]").fill("道路台帳")
    page.locator("input[name=division_1]").fill("どうろ")

    with page.expect_navigation():
        page.locator("button[name=lookup]").click()
    expect(page.locator("input[name=address]")).to_have_value(
        "東京都練馬区豊玉北６－１２－１"
    )
    send(page)
    page.locator("select[name=division_1]").select_option("道路工事課")
    send(page)

    expect(page.locator("article tbody tr")).to_contain_text("道路工事課")


@pytest.mark.parametrize("n_items", [1, 5])
def test_slip_is_one_sheet_of_paper(visit: Visit, site: Site, n_items: int) -> None:
    page = visit(site, OFFICER).open(NEW)
    log(page, n_items)

    paper = page.pdf(format="A4", prefer_css_page_size=True)

    assert len(PAGES.findall(paper)) == 1


def log(page: Page, n_items: int) -> None:
    """Log a request of several items with everything a paper has."""
    with page.expect_navigation():
        page.locator("button[name=more]").click()
    for name, text in (
        ("postal_code", "176-0012"),
        (
            "address",
            "東京都練馬区豊玉北六丁目12番1号　練馬一号館マンション1203号室",
        ),
        ("name", "株式会社ねりま情報公開研究所　代表取締役　豊玉花子"),
        ("kana", "とよたまはなこ"),
        ("phone", "03-1234-5678"),
        *((f"subject_{row}", SUBJECT) for row in range(1, n_items + 1)),
    ):
        page.locator(f"input[name={name}]").fill(text)
    page.locator("input[name=wanted_methods]").first.check()
    send(page)
    page.wait_for_url("**/received/")
