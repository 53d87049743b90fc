"""Cells of a workbook whose formula failed, such as #N/A.

The reader of workbooks gives them as empty, which would make a pending unit of
a failed look-up; so they are looked for in the sheets themselves.
"""

import html
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import IO

BLOCK = 1024 * 1024
# a formula may be as long as 8,192 characters, each of several bytes
OVERLAP = 64 * 1024
BOOK = "xl/workbook.xml"
BOOK_LINKS = "xl/_rels/workbook.xml.rels"
MOST_BYTES = 4 * BLOCK

Failed = Mapping[tuple[int, int], str]

_TAG = re.compile(rb"<(?:\w+:)?(sheet|Relationship)\s([^>]*)>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_FAILED = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"(?: [^>]*)? t="e"[^>]*>'
    rb"(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]{1,40})</v>"
)


def failed_cells(archive: zipfile.ZipFile) -> dict[str, Failed]:
    """Return sheet → (line, column from 0) → what stands in the failed cell.

    Args:
        archive: An opened workbook, checked for its size.
    """
    parts = _parts(archive)
    return {
        name: _failed_of(archive, part)
        for name, part in parts.items()
        if part in archive.namelist()
    }


def column_number(letters: bytes) -> int:
    """Return 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return sheet → its part of the archive."""
    targets = {
        link.get("Id", ""): link.get("Target", "")
        for link in _tags(archive, BOOK_LINKS, b"Relationship")
    }
    return {
        sheet["name"]: _part(targets.get(sheet.get("r:id", ""), ""))
        for sheet in _tags(archive, BOOK, b"sheet")
        if "name" in sheet
    }


def _part(target: str) -> str:
    return target[1:] if target.startswith("/") else f"xl/{target}"


def _tags(
    archive: zipfile.ZipFile, part: str, wanted: bytes
) -> Iterator[dict[str, str]]:
    if part not in archive.namelist():
        return
    with archive.open(part) as file:
        content = file.read(MOST_BYTES)
    for tag, attributes in _TAG.findall(content):
        if tag == wanted:
            yield {
                name.decode(): html.unescape(value.decode("utf-8", "replace"))
                for name, value in _ATTRIBUTE.findall(attributes)
            }


def _failed_of(archive: zipfile.ZipFile, part: str) -> Failed:
    with archive.open(part) as file:
        return {
            (int(line), column_number(letters) - 1): html.unescape(text.decode())
            for letters, line, text in _found(file)
        }


def _found(file: IO[bytes]) -> Iterator[tuple[bytes, bytes, bytes]]:
    tail = b""
    while block := file.read(BLOCK):
        text = tail + block
        if b't="e"' in text:
            yield from _FAILED.findall(text)
        tail = block[-OVERLAP:]
