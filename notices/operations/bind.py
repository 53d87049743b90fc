"""Bind printed letters into one file for the printer; the letters stay as they are."""

from collections.abc import Iterable
from pathlib import Path

import pypdfium2


def bind(*, sheets: Iterable[bytes], path: Path) -> None:
    """Write the pages of several PDFs into one file.

    Args:
        sheets: In the order of the pages; taken one after the other.
        path: Where the file is written.
    """
    whole = pypdfium2.PdfDocument.new()
    try:
        for content in sheets:
            part = pypdfium2.PdfDocument(content)
            try:
                whole.import_pages(part)
            finally:
                part.close()
        whole.save(path)
    finally:
        whole.close()
