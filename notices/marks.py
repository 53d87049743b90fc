"""The marks inside the printed bytes: whose letter a PDF is, told by itself.

They stand in the document's keywords: the unit, a keyed digest of the addressee and
the document number. Before a letter is handed over they are read from the bytes and
compared with the row, so that a letter in another's place is noticed.
"""

import re

import pypdfium2

from notices.keys import addressee_mark, addressee_mark_of
from notices.letter import Letter
from notices.models import Notice

SEPARATOR = re.compile(r"\s*[,;]\s*")
# the template prints the unit by itself; these it is given
KEY = "marks"
COMPARED = ("unit:", "addressee:", "number:")


def marks_of_letter(letter: Letter, number_text: str) -> list[str]:
    """Return the marks that are put among the words of a letter."""
    return _marks(addressee_mark(letter.addressee), number_text)


def marks_of(notice: Notice) -> list[str]:
    """Return the marks that the bytes of an issued letter have to bear, sorted."""
    own = _marks(addressee_mark_of(notice), notice.number_text)
    return sorted([f"unit:{notice.unit_id}", *own])


def marks_in(content: bytes) -> list[str]:
    """Return the marks inside printed bytes, sorted; none where it is no PDF."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return []
    try:
        keywords = document.get_metadata_dict().get("Keywords", "")
    finally:
        document.close()
    return sorted(
        word for word in SEPARATOR.split(keywords) if word.startswith(COMPARED)
    )


def _marks(addressee: str, number_text: str) -> list[str]:
    return [f"addressee:{addressee}", f"number:{number_text}"]
