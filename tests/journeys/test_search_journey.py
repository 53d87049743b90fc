"""On the telephone (J2): a case is found by what the caller says, keyboard only."""

import time

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.journeys.typist import Typist
from tests.journeys.visitor import Site, Visitor

pytestmark = pytest.mark.browser

OFFICER = "records_officer"
MOST_INTERACTIONS, MOST_SECONDS = 2, 8
NAME, KANA, PHONE = "髙﨑　澤子", "タカサキ　サワコ", "03-5984-8735"
SUBJECT = "羽沢ポンプ場の改修に係る図面"
# what the caller says → what the officer types
SAID = {
    "part of the kana, in hiragana": "たかさ",
    "the usual form of a rare character": "高崎",
    "the last four digits, full width": "８７３５",
    "a word of the subject, half-width kana": "ﾎﾟﾝﾌﾟ場",
}


@pytest.fixture
def officer(visit: Visit, site: Site) -> Visitor:
    """Come in as the officer when the request has been logged."""
    visitor = visit(site, OFFICER)
    page = visitor.open("/search/")
    page.locator("main input[name=q]").fill(KANA)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    if not page.locator("main tbody tr", has_text=NAME).count():
        page = visitor.open("/requests/new/")
        for name, value in (
            ("name", NAME),
            ("kana", KANA),
            ("phone", PHONE),
            ("subject_1", SUBJECT),
        ):
            page.locator(f"main [name={name}]").fill(value)
        with page.expect_navigation():
            page.locator("main form[method=post] .button--primary").click()
    return visitor


@pytest.mark.parametrize("said", SAID)
def test_caller_is_found_in_two_steps_without_a_mouse(
    officer: Visitor, said: str
) -> None:
    page = officer.open("/queue/")
    typist = Typist(page)
    began = time.monotonic()

    with page.expect_navigation():
        typist.press("/")
    expect(page.locator("main input[name=q]")).to_be_focused()
    typist.compose(SAID[said])
    with page.expect_navigation():
        typist.press("Enter")

    first = page.locator("main tbody tr").first
    expect(first).to_contain_text(NAME)
    expect(first).to_contain_text("受付")
    expect(first).to_contain_text("年")
    seconds = typist.seconds() + time.monotonic() - began
    print(  # noqa: T201 - the measured figures of the journey
        f"\nJ2, {said}: {typist.n_keys} interactions, {seconds:.1f} s"
    )
    assert typist.n_keys <= MOST_INTERACTIONS
    assert seconds <= MOST_SECONDS
