"""A ledger as an office keeps it: brought, mended, taken in, brought again (J8)."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.factories.ledgers import write_csv, write_xlsx
from tests.journeys.conftest import Visit
from tests.journeys.visitor import Site, Window

pytestmark = pytest.mark.browser

OFFICER = "records_officer"
# as an officer types: other names for the columns, every way to write a day
HEADERS = [
    "整理番号",
    "受付年月日",
    "実施機関",
    "主管課",
    "請求内容",
    "公開区分",
    "決定年月日",
    "非公開理由（号）",
]
GOOD = """
令和元年度第１号 R1.6.3 区長 道路照会課 道路の台帳 全部公開 令和元年6月14日 -
R1-2 〃 〃 〃 〃 不存在 〃 -
R1-3 2019/6/4 区長 道路照会課 橋の点検 部分公開 20190618 1号、2号
"""
BAD = """
R1-4 R1.6.31 区長 道路照会課 ない日 - - -
R1-5 R1.6.5 区長 道路照会課 前の決定 全部公開 R1.6.4 -
R1-6 R1.6.5 区長 道路照会課 理由なし 非公開 R1.6.14 -
R1-7 R1.6.5 区役所 道路照会課 ない機関 全部公開 R1.6.14 -
"""


def rows(text: str) -> list[list[str]]:
    """Return cells; - stands for an empty one."""
    lines = [line.split() for line in text.strip().splitlines()]
    return [["" if cell == "-" else cell for cell in line] for line in lines]


def test_messy_ledger_is_mended_taken_in_and_changes_nothing_again(
    visit: Visit, site: Site, tmp_path: Path
) -> None:
    bad = write_csv(
        tmp_path / "台帳.csv", [HEADERS, *rows(GOOD), *rows(BAD)], encoding="cp932"
    )
    mended = write_xlsx(tmp_path / "台帳.xlsx", [HEADERS, *rows(GOOD)])
    page = visit(site, OFFICER).open("/import/")

    bring(page, bad, create_divisions=True)
    expect(page.locator("[aria-labelledby=errors-heading] tbody tr")).to_have_count(4)
    lines = page.locator("[aria-labelledby=errors-heading] tbody td:first-child")
    assert lines.all_inner_texts() == ["5", "6", "7", "8"]
    assert page.locator("form[action$='/commit/']").count() == 0

    page.goto(site.address + "/import/")
    bring(page, mended, create_divisions=True)
    with page.expect_navigation():
        page.locator("form[action$='/commit/'] button").click()
    assert page.locator("[aria-labelledby=rows-heading] tbody tr").count() == 3

    page.goto(site.address + "/import/")
    bring(page, mended, create_divisions=True)
    assert counts(page)[:3] == ["3", "0", "3"]
    assert page.locator("form[action$='/commit/']").count() == 0


def test_ledger_is_taken_in_without_scripts(
    visit: Visit, site: Site, tmp_path: Path
) -> None:
    row = rows("R1-90 R1.7.1 区長 台帳照会課 道路の台帳 - - -")
    file = write_csv(tmp_path / "台帳.csv", [HEADERS, *row])
    visitor = visit(site, window=Window(scripts=False))
    visitor.sign_in(OFFICER)
    page = visitor.open("/import/")

    bring(page, file, create_divisions=False)
    page.locator("form[action$='/check/'] input[name=create_divisions]").check()
    page.locator("form[action$='/check/'] button").click()
    page.locator("form[action$='/commit/'] button").click()

    expect(page.locator("[aria-labelledby=rows-heading] tbody tr")).to_have_count(1)


def bring(page: Page, file: Path, *, create_divisions: bool) -> None:
    """Choose a ledger of public-records requests and have it checked."""
    page.locator("input[name=kind][value=disclosure]").check()
    page.locator("input[name=file]").set_input_files(file)
    page.locator("input[name=create_divisions]").set_checked(create_divisions)
    with page.expect_navigation():
        page.locator("main form[enctype] button[type=submit]").click()


def counts(page: Page) -> list[str]:
    """Return rows, new, stored already and changed as the report says them."""
    return page.locator("main dl.facts dd").all_inner_texts()[2:]
