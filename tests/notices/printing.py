"""What a test reads back from a printed letter."""

import re
from typing import Any

import pypdfium2

from notices.letter import Letter
from notices.text import compose
from ordinances.loading import pack
from tests.notices.letters import CONTACT, ON, REGIME


def content_of(letter: Letter, number_text: str = "8練総情第123号") -> dict[str, Any]:
    """Compose a letter as it would be issued."""
    form = pack(REGIME).notice_form(letter.form, ON)
    return compose(form, letter, number_text=number_text, issued_on=ON, contact=CONTACT)


def text_of(pdf: bytes) -> str:
    """Return the text of a PDF without spaces and line ends."""
    return re.sub(r"[\s\u3000]", "", "".join(pages_of(pdf)))


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_text(page) for page in document]
    finally:
        document.close()


def keywords_of(pdf: bytes) -> str:
    """Return the keywords in the metadata of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return str(document.get_metadata_dict()["Keywords"])
    finally:
        document.close()


def _text(page: pypdfium2.PdfPage) -> str:
    reader = page.get_textpage()
    try:
        return str(reader.get_text_range())
    finally:
        reader.close()
        page.close()


def texts_in(value: object) -> list[str]:
    """Return every text of a content that is printed, without spaces."""
    if isinstance(value, str):
        return [squeezed] if (squeezed := re.sub(r"[\s\u3000]", "", value)) else []
    if isinstance(value, dict):
        return [text for inner in value.values() for text in texts_in(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in texts_in(inner)]
    return []
