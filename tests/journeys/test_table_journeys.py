"""From the navigation to the tables, from a number to what it counts (J4, J7)."""

import csv
import io

import pytest
from playwright.sync_api import Locator, Page, expect
from python_calamine import CalamineWorkbook

from tests.journeys.conftest import Visit
from tests.journeys.visitor import Site, Visitor, Window

pytestmark = pytest.mark.browser

MANAGER = "statistics_manager"
AS_OF = "?as_of=2021-05-31"
# typed from the city's report of fiscal year 2020
T01 = {"全部公開": 1107, "部分公開": 1667, "非公開": 23, "不存在": 139}


def test_manager_reaches_the_workbook_of_a_year_in_three_clicks(
    visit: Visit, site: Site
) -> None:
    visitor = visit(site, MANAGER)
    page = visitor.open("/")

    page.locator(".site-nav a[href='/annual/']").click()
    page.locator("main a[href='/annual/2020/']").click()
    with page.expect_download() as download:
        page.locator("a[href*='T01_data.xlsx']").click()

    sheet = CalamineWorkbook.from_path(str(download.value.path())).get_sheet_by_index(0)
    cells = [cell for row in sheet.to_python() for cell in row]
    assert 23 in cells
    assert 1667 in cells


def test_number_opens_to_exactly_the_units_it_counts(visit: Visit, site: Site) -> None:
    page = visit(site, MANAGER).open(f"/annual/2020/{AS_OF}")

    number(page, "T01", "非公開").click()

    expect(page.locator("tbody tr")).to_have_count(23)
    expect(page.locator("tbody tr", has_text="非公開")).to_have_count(23)


def test_manager_goes_on_to_a_unit_and_meets_no_word_about_anybody(
    visit: Visit, site: Site
) -> None:
    page = visit(site, MANAGER).open(f"/annual/2020/{AS_OF}")
    with page.expect_navigation():
        number(page, "T01", "非公開").click()
    told = page.locator("tbody tr").first.locator("th").inner_text()

    with page.expect_navigation():
        page.locator("tbody tr th a").first.click()

    expect(page.locator("h1")).to_contain_text(told)
    expect(page.locator("main")).to_contain_text("非公開")
    for label in ("請求者", "件名"):
        shown = page.locator(f"dt:text-is('{label}') + dd").all_inner_texts()
        assert {text.strip() for text in shown} <= {"非表示"}


def test_number_of_a_thousand_units_opens_page_by_page(
    visit: Visit, site: Site
) -> None:
    page = visit(site, MANAGER).open(f"/annual/2020/{AS_OF}")

    with page.expect_navigation():
        number(page, "T01", "部分公開").click()
    counted = page.locator("tbody tr").count()
    while page.locator("a[rel=next]").count():
        with page.expect_navigation():
            page.locator("a[rel=next]").click()
        counted += page.locator("tbody tr").count()

    assert counted == 1667


def test_way_from_number_to_file_takes_three_clicks(visit: Visit, site: Site) -> None:
    """J7: one click to the 23 units, back, and the tidy file agrees."""
    page = visit(site, MANAGER).open(f"/annual/2020/{AS_OF}")

    number(page, "T01", "非公開").click()
    page.locator(".breadcrumb a[href*='/annual/2020/']").click()
    with page.expect_download() as download:
        page.locator("a[href*='annual_2020.csv']").click()

    text = download.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    found = [row for row in rows if "T01" in row.values() and "23" in row.values()]
    assert len(found) == 1


def test_tables_print_the_report_of_2020(visit: Visit, site: Site) -> None:
    page = visit(site, MANAGER).open(f"/annual/2020/{AS_OF}")

    printed = {head: number(page, "T01", head).inner_text() for head in T01}

    assert printed == {head: f"{n:,}" for head, n in T01.items()}


@pytest.mark.smoke
def test_officer_works_by_keyboard_alone(visit: Visit, site: Site) -> None:
    """Sign in, open the tables, open a number, read the list: without a mouse."""
    visitor = visit(site)
    page = visitor.open("/annual/2020/")
    # the first field waits for typing
    expect(page.locator("input[name=username]")).to_be_focused()
    page.keyboard.type(site.logins[MANAGER])
    tab_to(visitor, "input[name=password]")
    page.keyboard.type(site.password)
    page.keyboard.press("Enter")
    expect(page.locator(".annual-sheet")).to_be_visible()

    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(visitor, "a[href*='/T01/count/non_disclosure/']")
    page.keyboard.press("Enter")

    expect(page.locator("tbody tr")).to_have_count(23)


def test_tables_are_read_without_scripts(visit: Visit, site: Site) -> None:
    visitor = visit(site, window=Window(scripts=False))
    visitor.sign_in(MANAGER)
    page = visitor.open("/annual/2020/")

    page.locator("input[name=as_of]").fill("R3.5.31")
    page.locator("main form[method=get] button").click()
    number(page, "T01", "非公開").click()

    expect(page.locator("tbody tr")).to_have_count(23)


def number(page: Page, table: str, head: str) -> Locator:
    """Return the link in the first row of a table under a column's heading."""
    grid = page.get_by_role("table").and_(
        page.locator(f"table[aria-labelledby='{table}-title']")
    )
    heads = [text.strip() for text in grid.locator("thead th").all_inner_texts()]
    flat = ["".join(text.split()) for text in heads]
    return (
        grid.locator("tbody tr")
        .first.locator("th, td")
        .nth(flat.index(head))
        .locator("a")
    )


def tab_to(visitor: Visitor, selector: str) -> None:
    """Press Tab until the wanted element has the focus, as a person would."""
    wanted = visitor.page.locator(selector).first
    for _press in range(80):
        visitor.page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"no way by keyboard to {selector}")
