"""A list as a file: CSV line by line, or a workbook. No layout, no formulas.

A text that a spreadsheet would calculate is made harmless so that it can be read
back exactly (`annual.text_guard`). CP932 cannot write every character; what it
cannot is named, never lost.
"""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, Literal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from annual.text_guard import guard, is_formula

Value = str | int | date | None
Row = Sequence[Value]
Encoding = Literal["utf-8", "cp932"]

BOM = "\ufeff"
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_date_format": "yyyy-mm-dd",
}
WIDTH = 16
LINES_AT_ONCE = 200
# one character of JIS each, for which Unicode and CP932 use different codes
SAME_CHARACTER = str.maketrans("〜−—‖", "～－―∥")


@dataclass(frozen=True, slots=True)
class Unwritable:
    """A character that CP932 does not have.

    Attributes:
        row: the first cell of its row, such as a case number.
        column: the header of its column.
        character: the character.
    """

    row: str
    column: str
    character: str

    @property
    def code(self) -> str:
        """The character's code, such as U+20BB7."""
        return f"U+{ord(self.character):04X}"


def csv_lines(
    header: Sequence[str], rows: Iterable[Row], *, encoding: Encoding = "utf-8"
) -> Iterator[bytes]:
    """Write a list as CSV: RFC 4180 quoting, CRLF.

    Args:
        header: the column headers.
        rows: the rows, read once and not kept.
        encoding: `utf-8` with a byte-order mark, or `cp932`, in which a character
            that is not there stands as its code: 〔U+20BB7〕.

    Yields:
        A few hundred lines at a time.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    if encoding == "utf-8":
        buffer.write(BOM)
    writer.writerow([_written(cell, encoding) for cell in header])
    for line, row in enumerate(rows, start=1):
        writer.writerow([_written(value, encoding) for value in row])
        if line % LINES_AT_ONCE == 0:
            yield _taken(buffer, encoding)
    yield _taken(buffer, encoding)


def xlsx_file(title: str, header: Sequence[str], rows: Iterable[Row]) -> IO[bytes]:
    """Write a list as a workbook of one sheet; memory does not grow with its rows.

    Args:
        title: the name of the sheet.
        header: the column headers.
        rows: the rows, read once and not kept.

    Returns:
        A temporary file at its beginning; gone when it is closed.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        bold = book.add_format({"bold": True})
        quoted = book.add_format({"quote_prefix": True})
        sheet = book.add_worksheet(title)
        sheet.set_column(0, max(len(header) - 1, 0), WIDTH)
        sheet.freeze_panes(1, 1)
        for column, cell in enumerate(header):
            sheet.write_string(0, column, cell, bold)
        for line, row in enumerate(rows, start=1):
            _write_row(sheet, line, row, quoted)
    file.seek(0)
    return file


def unwritable(header: Sequence[str], rows: Iterable[Row]) -> Iterator[Unwritable]:
    """Yield every character of a list that CP932 does not have, cell by cell.

    Args:
        header: the column headers.
        rows: the rows, the first cell of each names it.
    """
    for row in rows:
        for column, value in zip(header, row, strict=True):
            if isinstance(value, str) and not _fits(value):
                for character in dict.fromkeys(value):
                    if not _fits(character):
                        yield Unwritable(str(row[0]), column, character)


def in_cp932(text: str) -> str:
    """Write a text with what CP932 has; the rest as codes.

    Example:
        >>> in_cp932("𠮷野〜")
        '〔U+20BB7〕野～'
    """
    if _fits(text):
        return text.translate(SAME_CHARACTER)
    return "".join(
        character if _fits(character) else f"〔U+{ord(character):04X}〕"
        for character in text.translate(SAME_CHARACTER)
    )


def _fits(text: str) -> bool:
    try:
        text.translate(SAME_CHARACTER).encode("cp932")
    except UnicodeEncodeError:
        return False
    return True


def _written(value: Value, encoding: Encoding) -> str | int:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        # guarded as it will stand there: a minus sign becomes a full-width one
        return guard(in_cp932(value) if encoding == "cp932" else value)
    return "" if value is None else value


def _taken(buffer: io.StringIO, encoding: Encoding) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode(encoding)


def _write_row(sheet: Worksheet, line: int, row: Row, quoted: Format) -> None:
    for column, value in enumerate(row):
        if isinstance(value, int):
            sheet.write_number(line, column, value)
        elif isinstance(value, date):
            sheet.write_datetime(line, column, value)
        elif value:
            style = quoted if is_formula(value) else None
            sheet.write_string(line, column, value, style)
