"""Forty records decided at the grid, with the mouse, by paste, and by keyboard (J3).

An interaction is a click, a key that is no text, or a choice from a list. What a
person types is no interaction; where the typing goes is.
"""

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.record_acts import new_unit
from tests.journeys.visitor import Site

pytestmark = pytest.mark.browser

OFFICER = "records_officer"
MOST_CLICKS, MOST_KEYS, MOST_BY_PASTE = 30, 60, 6
TITLES = [f"設計委託契約書（第{place}回変更）" for place in range(1, 41)]
OUTCOMES = ["全部公開"] * 18 + ["部分公開"] * 17 + ["非公開"] * 3 + ["不存在"] * 2
PART_A, PART_B = "担当者の氏名および法人の印影", "担当者の氏名"


@dataclass
class Hand:
    """Somebody at the mouse and the keyboard who is counted."""

    page: Page
    clicks: int = 0
    keys: int = 0
    log: list[str] = field(default_factory=list)

    def click(
        self, selector: str, *, shift: bool = False, leaves: bool = False
    ) -> None:
        self.clicks += 1
        self.log.append(f"click {selector}")
        target = self.page.locator(selector).first
        if leaves:
            with self.page.expect_navigation():
                target.click(modifiers=["Shift"] if shift else [])
        else:
            target.click(modifiers=["Shift"] if shift else [])

    def choose(self, selector: str, value: str) -> None:
        self.clicks += 1
        self.log.append(f"choose {value}")
        self.page.locator(selector).select_option(value)

    def press(self, key: str, *, leaves: bool = False) -> None:
        self.keys += 1
        self.log.append(f"key {key}")
        if leaves:
            with self.page.expect_navigation():
                self.page.keyboard.press(key)
        else:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type where the focus is; text costs no interaction."""
        self.page.keyboard.insert_text(text)

    def report(self, name: str, most: str) -> None:
        print(  # noqa: T201 - the measured figures of the journey
            f"\n{name}: {self.clicks} clicks, {self.keys} keys; {most}"
        )


def records_of(page: Page, *, titles: list[str]) -> str:
    """Log a request whose unit has these records; return the unit's address."""
    unit = new_unit(page)
    if titles:
        page.goto(f"{unit}records/paste/")
        page.locator("#id_text").fill("文書名\n" + "\n".join(titles))
        for act in ("look", "take"):
            with page.expect_navigation():
                page.locator(f"button[value={act}]").click()
    return unit


def outcomes(page: Page) -> list[str]:
    """Return the decisions the grid shows, row by row."""
    chosen = "all => all.map(one => one.selectedOptions[0].text.trim())"
    found = page.locator("tr select[name$=-outcome]")
    return list(found.evaluate_all(chosen))


def apply_partial(hand: Hand, rows: str, part: str, *grounds: str) -> None:
    """Rows by number: their field has the focus after every act."""
    expect(hand.page.locator("#id_bar-rows")).to_be_focused()
    hand.type(rows)
    hand.choose("#id_bar-outcome", "partial")
    for ground in grounds:
        hand.click(f"input[name=bar-grounds][value={ground}]")
    hand.click("#id_bar-withheld_part")
    hand.type(part)
    hand.press("Enter", leaves=True)


def split_draft_and_print(hand: Hand) -> None:
    """From the complete grid to the sheet; the absent records leave first."""
    page = hand.page
    hand.click(".notice a[href$='/draft/']", leaves=True)
    # 不存在 has a notice of its own, says the pack
    assert page.locator("button[value=draft]").count() == 1
    hand.click("form[action$='/acts/split/'] button", leaves=True)
    # the unit has no handler yet: drafting stands among the other acts
    hand.click("main details:has(a[href$='/draft/']) > summary")
    hand.click("main a[href$='/draft/']", leaves=True)
    hand.click("button[value=draft]", leaves=True)
    hand.click("main a[href$='/draft/print/']", leaves=True)
    sheet = page.locator(".draft-sheet")
    expect(sheet).to_contain_text("部分公開")
    assert page.locator(".record-list tbody tr").count() == 38
    expect(page.locator(".boxes th")).to_have_count(4)


def test_forty_records_are_decided_drafted_and_printed(
    visit: Visit, site: Site
) -> None:
    page = visit(site, OFFICER).open("/requests/new/")
    unit = records_of(page, titles=TITLES)
    page.goto(f"{unit}records/")
    hand = Hand(page)

    hand.click("input[data-position='1']")
    hand.click("input[data-position='18']", shift=True)
    hand.choose("#id_bar-outcome", "full")
    hand.press("Enter", leaves=True)
    apply_partial(hand, "19-28", PART_A, "personal", "corporate")
    # the second mix goes to a row too many: one press takes it back
    apply_partial(hand, "29-36", PART_B, "personal")
    hand.click("button[value=undo]", leaves=True)
    assert outcomes(page)[28:36] == ["－"] * 8
    apply_partial(hand, "29-35", PART_B, "personal")
    # refused without a ground: the grid says what is missing, cell by cell
    hand.type("36-38")
    hand.choose("#id_bar-outcome", "non_disclosure")
    hand.press("Enter", leaves=True)
    assert page.locator(".gap-links a").count() == 6
    hand.type("36-38")
    hand.click("input[name=bar-grounds][value=operations]")
    hand.press("Enter", leaves=True)
    assert page.locator(".gap-links a").count() == 0
    hand.type("39-40")
    hand.choose("#id_bar-outcome", "absent")
    hand.choose("#id_bar-absence_kind", "never_made")
    hand.press("Enter", leaves=True)
    assert outcomes(page) == OUTCOMES
    split_draft_and_print(hand)

    hand.report("J3", f"budget {MOST_CLICKS} clicks or {MOST_KEYS} keys")
    # who uses both has half of either
    assert hand.clicks / MOST_CLICKS + hand.keys / MOST_KEYS <= 1, hand.log


def test_forty_records_are_decided_by_keyboard_alone(visit: Visit, site: Site) -> None:
    """The decisions without a mouse; rows are selected by Shift and arrows too."""
    page = visit(site, OFFICER).open("/requests/new/")
    unit = records_of(page, titles=TITLES)
    page.goto(f"{unit}records/#id_bar-rows")
    hand = Hand(page)

    hand.type("1-18")
    decide_by_keys(hand, downs=1)
    hand.type("19-28")
    decide_by_keys(hand, downs=2, part=PART_A, grounds=(1, 2))
    hand.type("29-35")
    decide_by_keys(hand, downs=2, part=PART_B, grounds=(1,))
    hand.type("36-38")
    decide_by_keys(hand, downs=3, grounds=(1,))
    hand.type("39-40")
    decide_by_keys(hand, downs=4, absence=1)

    assert outcomes(page) == OUTCOMES
    assert page.locator(".gap-links a").count() == 0
    hand.report("J3 by keyboard", f"budget {MOST_KEYS} keys")
    assert (hand.clicks, hand.keys <= MOST_KEYS) == (0, True), hand.log


def decide_by_keys(
    hand: Hand,
    *,
    downs: int,
    part: str = "",
    grounds: tuple[int, ...] = (),
    absence: int = 0,
) -> None:
    """Go through the bar: rows, decision, part, absence, sentence, grounds."""
    hand.press("Tab")
    for _down in range(downs):
        hand.press("ArrowDown")
    if part or grounds or absence:
        hand.press("Tab")
        hand.type(part)
        hand.press("Tab")
        for _down in range(absence):
            hand.press("ArrowDown")
    at = -1
    for ground in grounds:
        # from the kind of absence over the sentence to the box
        for _tab in range(ground - at):
            hand.press("Tab")
        hand.press("Space")
        at = ground
    hand.press("Enter", leaves=True)


def test_forty_decided_rows_come_from_a_spreadsheet(visit: Visit, site: Site) -> None:
    """Open, paste, look, take, draft: the decisions were made in Excel."""
    page = visit(site, OFFICER).open("/requests/new/")
    unit = records_of(page, titles=[])
    page.goto(f"{unit}records/")
    hand = Hand(page)

    hand.click("a[href$='/records/paste/']", leaves=True)
    hand.click("#id_text")
    hand.type(spreadsheet())
    hand.click("button[value=look]", leaves=True)
    hand.click("button[value=take]", leaves=True)
    assert outcomes(page) == OUTCOMES
    hand.click(".notice a[href$='/draft/']", leaves=True)
    assert page.locator(".gap-links a").count() == 0

    hand.report("J3 by paste", f"budget {MOST_BY_PASTE} interactions")
    assert hand.clicks + hand.keys <= MOST_BY_PASTE, hand.log


def spreadsheet() -> str:
    """Return the rows as a spreadsheet copies them."""
    cells = {
        "全部公開": ("", ""),
        "部分公開": ("1号、2号", PART_A),
        "非公開": ("5号", ""),
        "不存在": ("作成していない", ""),
    }
    rows = ["文書名\t決定区分\t根拠\t公開しない部分"]
    for title, outcome in zip(TITLES, OUTCOMES, strict=True):
        rows.append("\t".join([title, outcome, *cells[outcome]]))
    return "\n".join(rows)


def test_input_method_keeps_its_enter_and_arrows(visit: Visit, site: Site) -> None:
    """While a word is composed Enter neither sends nor goes on to the next row."""
    page = visit(site, OFFICER).open("/requests/new/")
    unit = records_of(page, titles=TITLES[:3])
    page.goto(f"{unit}records/")
    first = page.locator("tr input[data-col=title]").first
    first.focus()
    composing = "{key, bubbles: true, cancelable: true, isComposing: true}"
    compose = (
        "key => document.activeElement.dispatchEvent("
        f"new KeyboardEvent('keydown', {composing}))"
    )

    for key in ("Enter", "ArrowDown"):
        assert page.evaluate(compose, key) is True
        expect(first).to_be_focused()
    page.keyboard.press("ArrowDown")

    expect(page.locator("tr input[data-col=title]").nth(1)).to_be_focused()


def test_shift_and_arrows_select_rows_and_the_numbers_follow(
    visit: Visit, site: Site
) -> None:
    page = visit(site, OFFICER).open("/requests/new/")
    unit = records_of(page, titles=TITLES[:5])
    page.goto(f"{unit}records/")
    page.locator("input[data-position='2']").focus()

    page.keyboard.press("Space")
    for _row in range(2):
        page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("#id_bar-rows")).to_have_value("2-4")
    page.keyboard.press("Shift+ArrowUp")
    expect(page.locator("#id_bar-rows")).to_have_value("2-3")
    page.locator("#id_bar-rows").fill("1、5")

    checked = page.locator("input[name=pick]:checked")
    assert checked.evaluate_all("all => all.map(one => one.dataset.position)") == [
        "1",
        "5",
    ]
    expect(page.locator("#picked")).to_contain_text("2")


def test_typed_rows_are_saved_by_control_and_enter(visit: Visit, site: Site) -> None:
    page = visit(site, OFFICER).open("/requests/new/")
    unit = records_of(page, titles=TITLES[:2])
    page.goto(f"{unit}records/")

    page.locator("tr input[data-col=sheets]").first.fill("12")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")

    expect(page.locator("tr input[data-col=sheets]").first).to_have_value("12")
    expect(page.locator(".messages")).to_contain_text("1行を保存しました")
