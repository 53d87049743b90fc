"""Files of a year, read back: the same cells, and no formula anywhere."""

import csv
import io
import json
from datetime import date

import openpyxl
import pytest

from annual.files import file_names, make_file
from annual.render_csv import render_csv
from annual.render_html import render_html
from annual.render_xlsx import CODES, DATA, DEFINITIONS, render_xlsx
from annual.statement import Statement, StatementTable
from annual.text_guard import guard, unguard
from annual.tidy import COLUMNS, tidy_rows
from tests.annual.builders import Lot, add, add_figure
from tests.annual.conftest import StatementOf


@pytest.fixture
def statement(statement_of: StatementOf) -> Statement:
    add(Lot(outcome="partial"), 2, [["personal"], ["legal", "personal"]])
    add(Lot(kind="self_info", request_kind="correction_deletion", outcome="rejected"))
    add_figure("visitors", 10189)
    return statement_of()


def rows_of_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_csv_is_utf8_with_mark_and_crlf(statement: Statement) -> None:
    data = make_file(statement, "annual_2020.csv").content

    assert data.startswith(b"\xef\xbb\xbfarea_code,area_name,fiscal_year,era_year,")
    assert data.count(b"\n") == data.count(b"\r\n") > 50


def test_csv_holds_every_cell(statement: Statement) -> None:
    rows = rows_of_csv(render_csv(statement))

    assert list(rows[0]) == list(COLUMNS)
    written = [tuple(row.values()) for row in rows]
    expected = [
        tuple("" if value is None else str(value) for value in row.values())
        for row in tidy_rows(statement)
    ]
    assert written == expected
    found = {
        (row["table_id"], row["row_key"], row["column_key"]): (
            row["value"],
            row["obs_status"],
        )
        for row in rows
    }
    assert found["T01", "count", "partial"] == ("2", "")
    assert found["T02", "personal", "count"] == ("2", "")
    assert found["T06", "visitors", "value"] == ("10189", "")
    assert found["T06", "visitors", "secondary"] == ("", "not_applicable")
    assert found["T06", "internet_users", "value"] == ("", "not_available")


def test_csv_row_tells_its_period_and_place(statement: Statement) -> None:
    rows = rows_of_csv(render_csv(statement))

    in_t04 = next(r for r in rows if r["table_id"] == "T04" and r["value"] == "1")
    assert in_t04 == {
        "area_code": "131202",
        "area_name": "東京都練馬区",
        "fiscal_year": "2020",
        "era_year": "令和2年度",
        "period_from": "2020-04-01",
        "period_to": "2021-03-31",
        "as_of": "2021-05-31",
        "basis": "received",
        "table_id": "T04",
        "row_key": "correction_deletion",
        "row_label": "訂正・削除請求",
        "column_key": "rejected",
        "column_label": "応じられない",
        "measure": "unit",
        "unit": "件",
        "value": "1",
        "obs_status": "",
        "edition": "",
    }
    grouped = next(r for r in rows if r["column_key"] == "accepted_full")
    assert grouped["column_label"] == "応じる_全部"
    price = next(r for r in rows if r["row_key"] == "nerima_60")
    assert (price["row_label"], price["value"]) == ("ねりま 60", "2500")
    assert price["period_from"] == price["period_to"] == "2021-03-31"


def table_of(statement: Statement, table_id: str) -> StatementTable:
    return statement[table_id]


def workbook_of(statement: Statement, table_id: str) -> openpyxl.Workbook:
    data = render_xlsx(statement, table_of(statement, table_id))
    return openpyxl.load_workbook(io.BytesIO(data))


def test_workbook_holds_the_rows_of_its_table(statement: Statement) -> None:
    workbook = workbook_of(statement, "T02")

    assert workbook.sheetnames == [DATA, CODES, DEFINITIONS]
    sheet = workbook[DATA]
    rows = list(sheet.iter_rows(values_only=True))
    expected = [row.values() for row in tidy_rows(statement.only(["T02"]))]
    assert rows[0] == COLUMNS
    assert rows[1:] == [tuple(v if v != "" else None for v in row) for row in expected]
    assert not sheet.merged_cells.ranges
    values = {type(row[COLUMNS.index("value")]) for row in rows[1:]}
    assert values == {int}


def test_workbook_lists_its_codes_and_definitions(statement: Statement) -> None:
    workbook = workbook_of(statement, "T04")

    codes = list(workbook[CODES].iter_rows(values_only=True))
    assert ("column", "accepted_full", "応じる_全部", "Accepted / In full") in codes
    assert any(row[1] == "correction_deletion" for row in codes)
    notes = list(workbook[DEFINITIONS].iter_rows(values_only=True))
    assert any("division_unit" in str(text) and v == "false" for _, text, v in notes)


def test_workbook_is_the_same_bytes_when_made_again(statement: Statement) -> None:
    table = table_of(statement, "T01")

    assert render_xlsx(statement, table) == render_xlsx(statement, table)


def test_page_file_needs_no_other_file(statement: Statement) -> None:
    page = render_html(statement)

    assert "〔公文書の公開請求件数と処理状況【全2件】〕" in page
    assert 'href="data:text/css;base64,' in page
    assert "<a " not in page
    assert "<script" not in page
    assert "http" not in page


def test_page_file_prints_its_as_of_date(statement_of: StatementOf) -> None:
    page = render_html(statement_of(as_of=date(2020, 9, 30)))

    assert "<p>基準日：令和2年9月30日</p>" in page
    assert "2020-09-30" not in page


def test_every_offered_file_can_be_made(statement: Statement) -> None:
    names = file_names(statement)

    assert names == [
        "annual_2020.json",
        "annual_2020.csv",
        "annual_2020.html",
        *(f"{t}_data.xlsx" for t in ("T01", "T02", "T03", "T04", "T05", "T06", "T32")),
    ]
    for name in names:
        assert make_file(statement, name).content
    document = json.loads(make_file(statement, "annual_2020.json").content)
    assert document["as_of"] == date(2021, 5, 31).isoformat()


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@sum",
        "\tx",
        "\rx",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "'=1",
        "''-",
    ],
)
def test_text_that_would_be_calculated_is_guarded_and_comes_back(text: str) -> None:
    assert guard(text) == f"'{text}"
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("text", ["", "区長", "'引用'", "ねりま 60", "1-2", "a=b"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert guard(text) == text
    assert unguard(text) == text
