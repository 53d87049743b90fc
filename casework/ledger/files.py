"""From a file to lines of text: CSV in three encodings, and XLSX.

A line keeps the number it has in the file. Whatever a file is, opening it
either gives sheets or raises `CannotReadLedger` with one clear sentence.
"""

import csv
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from django.utils.translation import gettext as _
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from casework.errors import CaseworkError
from casework.ledger.failed_cells import Failed, column_number, failed_cells

MAX_BYTES = 50 * 1024 * 1024
MAX_UNPACKED_BYTES = 400 * 1024 * 1024
MAX_CELLS = 20_000_000
MAX_PARTS = 2_000
BLOCK = 1024 * 1024
WESTERN_BOM = b"\xef\xbb\xbf"
UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
OLE = b"\xd0\xcf\x11\xe0"
BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)

# control characters, and the surrogates that stand for undecodable bytes
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
UNDECODABLE = re.compile("[\ud800-\udfff]")
_ROW = re.compile(rb'<row [^>]*?\br="(\d{1,9})"')
_FAR_CELL = re.compile(rb'<c [^>]*?\br="([A-Z]{2,3})\d')


class CannotReadLedger(CaseworkError):
    """The file as a whole cannot be read; says why and what to do.

    Attributes:
        reason: What is the matter.
        mend: What to do.
        line: Where reading stopped, 0 for the file as a whole.
    """

    code = "unreadable_ledger"

    def __init__(self, reason: str, mend: str, *, line: int = 0) -> None:
        self.reason, self.mend, self.line = reason, mend, line
        super().__init__(f"{reason} {mend}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file: its own number and its cells as text."""

    number: int
    cells: tuple[str, ...]


class Sheet(Protocol):
    """Something with lines that can be walked more than once."""

    @property
    def name(self) -> str:
        """The name of the sheet; empty for a text file."""

    def lines(self) -> Iterator[Line]:
        """Walk the lines from the first."""


def open_ledger(path: Path) -> list[Sheet]:
    """Open a ledger.

    Args:
        path: A `.csv` or `.xlsx` file.

    Returns:
        Its sheets, visible ones first; a CSV file has one.

    Raises:
        CannotReadLedger: The file is missing, too large, of another sort,
            locked or broken.
    """
    if not path.is_file():
        raise CannotReadLedger(
            _("There is no file “%(name)s”.") % {"name": path.name},
            _("Check the name and the folder."),
        )
    size = path.stat().st_size
    if size == 0:
        raise CannotReadLedger(
            _("The file “%(name)s” is empty.") % {"name": path.name},
            _("Save the ledger again and take that file."),
        )
    if size > MAX_BYTES:
        raise _too_large(path.name)
    suffix = path.suffix.lower()
    if suffix == ".csv":
        return [TextSheet(path)]
    if suffix == ".xlsx":
        return _workbook(path)
    raise CannotReadLedger(
        _("“%(name)s” is neither a CSV file nor an XLSX workbook.")
        % {"name": path.name},
        _("Save the ledger as CSV or as an Excel workbook (.xlsx)."),
    )


class TextSheet:
    """A CSV file: UTF-8 with or without BOM, CP932, or UTF-16 with BOM."""

    name = ""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.encoding = _encoding(path)

    def lines(self) -> Iterator[Line]:
        """Walk the records; a record has the number of its first line.

        Bytes that are no text become lone surrogates, which `cells` reports.

        Raises:
            CannotReadLedger: A quotation mark is not closed, or a field never ends.
        """
        with self._path.open(
            encoding=self.encoding, errors="surrogateescape", newline=""
        ) as file:
            reader = csv.reader(file, strict=True)
            started = 1
            try:
                for record in reader:
                    yield Line(started, tuple(record))
                    started = reader.line_num + 1
            except csv.Error:
                raise CannotReadLedger(
                    _("The record that begins on line %(line)s does not end properly.")
                    % {"line": started},
                    _("Check the quotation marks of that line, or save the CSV again."),
                    line=started,
                ) from None


class WorkbookSheet:
    """One sheet of a workbook; a failed formula reads as what it shows."""

    def __init__(self, name: str, sheet: CalamineSheet, failed: Failed) -> None:
        self.name = name
        self._sheet, self._failed = sheet, failed
        self._failed_lines = {line for line, _column in failed}

    def lines(self) -> Iterator[Line]:
        """Walk the rows by the numbers the sheet shows."""
        if self._sheet.start is None:
            return
        for number, row in enumerate(self._sheet.iter_rows(), start=1):
            texts = tuple(cell_text(cell) for cell in row)
            yield Line(number, self._with_failed(number, texts))

    def _with_failed(self, line: int, texts: tuple[str, ...]) -> tuple[str, ...]:
        if line not in self._failed_lines:
            return texts
        return tuple(
            text or self._failed.get((line, column), "")
            for column, text in enumerate(texts)
        )


def cell_text(cell: object) -> str:
    """Return a workbook's cell as an officer would write it.

    Example:
        >>> cell_text(123.0), cell_text(date(2020, 4, 1)), cell_text(True)
        ('123', '2020-04-01', 'TRUE')
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        midnight = (cell.hour, cell.minute, cell.second) == (0, 0, 0)
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def readable(text: str) -> str:
    r"""Return text as it can be shown, what is no text written as \x85."""
    return "".join(
        f"\\x{ord(char) & 0xFF:02x}" if NO_TEXT.match(char) else char for char in text
    )


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(3)
    if head == WESTERN_BOM:
        return "utf-8-sig"
    if head[:2] in UTF16_BOMS:
        return "utf-16"
    undecodable = {name: _undecodable(path, name) for name in ("utf-8", "cp932")}
    return min(undecodable, key=lambda name: undecodable[name])


def _undecodable(path: Path, encoding: str) -> int:
    """Count the bytes of a file that are no text in an encoding."""
    count = 0
    with path.open(encoding=encoding, errors="surrogateescape") as file:
        while block := file.read(BLOCK):
            count += sum(1 for char in block if "\udc80" <= char <= "\udcff")
    return count


def _workbook(path: Path) -> list[Sheet]:
    with path.open("rb") as file:
        if file.read(4) == OLE:
            raise _locked(path.name)
    failed = _check_parts(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        names = [
            (sheet.visible != SheetVisibleEnum.Visible, sheet.name)
            for sheet in book.sheets_metadata
        ]
        return [
            WorkbookSheet(name, book.get_sheet_by_name(name), failed.get(name, {}))
            for _hidden, name in sorted(names, key=lambda pair: pair[0])
        ]
    except PasswordError:
        raise _locked(path.name) from None
    except CalamineError:
        raise _broken(path.name) from None


def _check_parts(path: Path) -> dict[str, Failed]:
    """Refuse an archive that unpacks to far more than a ledger can be.

    Returns:
        Its cells with a failed formula, by sheet.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS:
                raise _too_large(path.name)
            unpacked = 0
            for part in parts:
                unpacked += _check_part(archive, part, path.name, unpacked)
            return failed_cells(archive)
    except BROKEN_ARCHIVE:
        raise _broken(path.name) from None


def _check_part(
    archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str, before: int
) -> int:
    unpacked, last_row, last_column, tail = 0, 0, 0, b""
    is_sheet = part.filename.startswith("xl/worksheets/")
    with archive.open(part) as file:
        while block := file.read(BLOCK):
            unpacked += len(block)
            if before + unpacked > MAX_UNPACKED_BYTES:
                raise _too_large(name)
            if is_sheet:
                text = tail + block
                last_row = max(last_row, *map(int, _ROW.findall(text)), 0)
                far = map(column_number, _FAR_CELL.findall(text))
                last_column = max(last_column, *far, 0)
                tail = block[-80:]
    if last_row * max(last_column, 26) > MAX_CELLS:
        raise _too_large(name)
    return unpacked


def _too_large(name: str) -> CannotReadLedger:
    return CannotReadLedger(
        _("“%(name)s” is larger than any ledger Hiroba takes.") % {"name": name},
        _("Delete empty far rows and columns, or split the ledger by fiscal year."),
    )


def _locked(name: str) -> CannotReadLedger:
    return CannotReadLedger(
        _("“%(name)s” is protected by a password or is an old .xls workbook.")
        % {"name": name},
        _("Remove the password and save it as an Excel workbook (.xlsx)."),
    )


def _broken(name: str) -> CannotReadLedger:
    return CannotReadLedger(
        _("“%(name)s” is broken or is not a workbook at all.") % {"name": name},
        _("Open it in Excel, save it as an Excel workbook (.xlsx) and take that file."),
    )
