"""The printed page judges the computed tables, and finds what is not the same."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from annual.printing import print_table
from annual.reference import Place, PrintedPage, first_difference, reference_of
from annual.statement import Statement, annual_statement
from tests.annual.builders import AS_OF, fiscal_2020


@pytest.fixture(scope="module")
def statement(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Statement]:
    """Fill the year once for all tests here: a statement never changes."""
    with django_db_blocker.unblock(), transaction.atomic():
        fiscal_2020()
        yield annual_statement(municipality="nerima", fiscal_year=2020, as_of=AS_OF)
        transaction.set_rollback(True)


@pytest.fixture
def page() -> PrintedPage:
    page = reference_of("nerima", 2020)
    assert page is not None
    return page


def with_text(page: PrintedPage, place: Place, text: str) -> PrintedPage:
    assert place in page.texts
    return replace(page, texts={**page.texts, place: text})


def test_tables_of_2020_are_the_printed_ones(
    statement: Statement, page: PrintedPage
) -> None:
    assert page.tables == ("T01", "T02", "T03", "T04", "T05", "T06", "T32")
    assert first_difference(statement, page) is None
    # each printed text of every table was there to be compared
    assert len(page.texts) == 127


def test_every_text_of_the_page_is_compared(
    statement: Statement, page: PrintedPage
) -> None:
    for place, text in page.texts.items():
        difference = first_difference(statement, with_text(page, place, text + "x"))

        assert difference is not None, place
        assert difference.place == place


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("T01", "unit_line"), "（単位：件）令和2年度"),
        (Place("T01", "after", 1), "また、令和２年度は8件の審査請求があった。"),
        (Place("T05", "before", 0), "令和２年度は２回開催した。"),
        (Place("T32", "unit_line"), "（単位：円）令和３年3月現在"),
        (
            Place("T02", "rows", 2, 0),
            "公共の安全と秩序の維持に支障が生じるおそれがあるもの",
        ),
    ],
)
def test_width_and_spelling_count(
    statement: Statement, page: PrintedPage, place: Place, text: str
) -> None:
    difference = first_difference(statement, with_text(page, place, text))

    assert difference is not None
    assert (difference.place, difference.printed) == (place, text)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("T01", "unit_line"), "（単位：件） 　令和２年度"),
        (Place("T06", "rows", 0, 1), "10,189人"),
        (Place("T02", "heads", 0, 1), "件数"),
    ],
)
def test_spaces_are_layout(
    statement: Statement, page: PrintedPage, place: Place, text: str
) -> None:
    assert first_difference(statement, with_text(page, place, text)) is None


def test_text_that_is_not_on_the_page_is_a_difference(
    statement: Statement, page: PrintedPage
) -> None:
    place = Place("T02", "notes")
    texts = {p: text for p, text in page.texts.items() if p != place}

    difference = first_difference(statement, replace(page, texts=texts))

    assert difference is not None
    assert (difference.place, difference.printed) == (place, "∅")


def test_difference_names_row_and_column(
    statement: Statement, page: PrintedPage
) -> None:
    changed = with_text(page, Place("T01", "rows", 0, 2), "1,666")

    difference = first_difference(statement, changed)

    assert difference is not None
    assert (difference.label, difference.printed, difference.computed) == (
        "件数 部分公開",
        "1,666",
        "1,667",
    )


def test_year_without_a_printed_page_has_no_reference() -> None:
    assert reference_of("nerima", 2019) is None


def test_printed_spacing_is_the_page_s_own(statement: Statement) -> None:
    """Spaces the comparison ignores are still printed as the city prints them."""
    lines = [table.unit_line for table in statement]

    assert lines == [
        "（単位：件）令和２年度",
        "（単位：件）　令和２年度",
        "（単位：件） 令和２年度",
        None,
        None,
        "令和２年度",
        "（単位：円）　令和3年 3月現在",
    ]
    cells = [row.cells[0].text for row in print_table(statement["T06"]).rows]
    assert cells == ["10,189 人", "330人", "2,407 点（55件）", "118 点（346件）"]


def test_reference_was_not_made_by_the_code() -> None:
    """Nothing of the product writes below the folder of references."""
    root = Path(__file__).parent.parent.parent
    writers = [
        path
        for path in (root / "annual").rglob("*.py")
        if "REFERENCES" in path.read_text(encoding="utf-8")
    ]

    assert [path.name for path in writers] == ["reference.py"]
    assert "write" not in writers[0].read_text(encoding="utf-8")
