"""A list as a file: nothing calculated, nothing lost, read back as it was."""

import csv
import io
from collections.abc import Iterator
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual.list_files import (
    Encoding,
    Row,
    Unwritable,
    csv_lines,
    in_cp932,
    unwritable,
    xlsx_file,
)
from annual.text_guard import is_formula, unguard

HEADER = ["番号", "件名", "日", "数"]
DAY = date(2020, 9, 1)
DANGEROUS = [
    "=1+1",
    "+81",
    "-1",
    "@SUM(A1)",
    "\tx",
    "＝1+1",
    "＋81",
    "－1",
    "＠x",
    "'=1",
]


def written(rows: list[Row], encoding: Encoding = "utf-8") -> list[list[str]]:
    """Write a list and read it as a spreadsheet would."""
    data = b"".join(csv_lines(HEADER, rows, encoding=encoding))
    text = data.decode("utf-8-sig" if encoding == "utf-8" else "cp932")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_csv_holds_header_and_rows() -> None:
    rows: list[Row] = [
        ["第1号", "道路, 「台帳」\n改行", DAY, 3],
        ["第2号", "", None, 0],
    ]

    assert written(rows) == [
        HEADER,
        ["第1号", "道路, 「台帳」\n改行", "2020-09-01", "3"],
        ["第2号", "", "", "0"],
    ]


def test_csv_begins_with_the_byte_order_mark_only_in_utf_8() -> None:
    first = b"".join(csv_lines(HEADER, []))
    other = b"".join(csv_lines(HEADER, [], encoding="cp932"))

    assert first.startswith(b"\xef\xbb\xbf")
    assert other == "番号,件名,日,数\r\n".encode("cp932")


@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
@pytest.mark.parametrize("text", [*DANGEROUS, "−1"])
def test_csv_cell_never_calculates_and_is_read_back(
    text: str, encoding: Encoding
) -> None:
    """A minus sign becomes a full-width one in CP932, and is guarded as such."""
    _header, (_number, cell, *_rest) = written([["1", text, None, None]], encoding)

    assert not is_formula(cell)
    assert unguard(cell) == (in_cp932(text) if encoding == "cp932" else text)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_any_text_comes_back_from_csv(text: str) -> None:
    _header, (_number, cell, *_rest) = written([["1", text, None, None]])

    assert unguard(cell) == text
    assert not is_formula(cell)


def test_workbook_holds_text_days_and_numbers_and_no_formula() -> None:
    rows: list[Row] = [["第1号", text, DAY, 3] for text in DANGEROUS]

    with xlsx_file("一覧", HEADER, rows) as file:
        sheet = openpyxl.load_workbook(file)["一覧"]

    read = list(sheet.iter_rows(min_row=2))
    assert [cell.value for cell in next(iter(sheet.iter_rows(max_row=1)))] == HEADER
    assert [row[1].value for row in read] == DANGEROUS
    assert {row[1].data_type for row in read} == {"s"}
    assert all(
        row[1].quotePrefix for row in read if not str(row[1].value).startswith("'")
    )
    assert {(row[2].value.date(), row[3].value) for row in read} == {(DAY, 3)}  # type: ignore[union-attr]  # a day


def test_rows_are_written_while_they_are_read() -> None:
    """The first lines leave before the last row was asked for."""
    read: list[int] = []

    def rows() -> Iterator[Row]:
        for number in range(1000):
            read.append(number)
            yield [number, "x", None, None]

    lines = csv_lines(HEADER, rows())
    next(lines)

    assert 0 < len(read) < 1000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("髙橋﨑", "髙橋﨑"),
        ("𠮷野家", "〔U+20BB7〕野家"),
        ("1〜2−3—4‖", "1～2－3―4∥"),
        ("葛\U000e0100", "葛〔U+E0100〕"),
    ],
)
def test_cp932_keeps_what_it_has_and_writes_codes_for_the_rest(
    text: str, expected: str
) -> None:
    assert in_cp932(text) == expected
    assert written([["1", text, None, None]], "cp932")[1][1] == expected


def test_what_cp932_does_not_have_is_named_with_its_cell() -> None:
    rows: list[Row] = [["第1号", "𠮷と𠮷と☃", DAY, 1], ["第2号", "髙〜", None, 2]]

    found = list(unwritable(HEADER, rows))

    assert found == [
        Unwritable("第1号", "件名", "𠮷"),
        Unwritable("第1号", "件名", "☃"),
    ]
    assert [item.code for item in found] == ["U+20BB7", "U+2603"]
