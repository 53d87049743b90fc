"""Content to PDF with a compiler that is made once per thread."""

import json
import threading
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _

from casework.errors import CaseworkError
from notices.rendering.characters import FACES, Unprintable, borrowed, unprintable

TEMPLATE = Path(__file__).parent / "notice.typ"
STANDARDS: list[Any] = ["ua-1"]
"""Tagged for screen readers, with every font embedded."""

_own = threading.local()


class CannotRender(CaseworkError):
    """A letter cannot be printed as it is.

    Attributes:
        unprintable: The characters no face has.
    """

    code = "cannot_render"

    def __init__(self, message: str, found: tuple[Unprintable, ...] = ()) -> None:
        super().__init__(message)
        self.unprintable = found
        self.field = found[0].field if found else ""


def render(content: Mapping[str, Any]) -> bytes:
    """Print a letter; the same content gives the same bytes.

    Args:
        content: What `text.compose` made, as it was frozen.

    Returns:
        A PDF/UA-1 file, its fonts embedded. Its keywords name the unit
        (`unit:123`) and the wording of the form.

    Raises:
        CannotRender: A character is in no face, or the compiler warned or failed.
    """
    if found := unprintable(content):
        raise CannotRender(_say(found), tuple(found))
    at = datetime.combine(date.fromisoformat(content["issued_on"]), time(), UTC)
    inputs = {
        "content": json.dumps(content, ensure_ascii=False),
        "borrowed": json.dumps(borrowed(content), ensure_ascii=False),
    }
    try:
        made, warnings = _compiler().compile_with_warnings(
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=STANDARDS,
            timestamp=at,
        )
    except typst.TypstError as error:
        raise CannotRender(_failed(error.message)) from error
    # a face that is not there is no error to the compiler
    if warnings:
        raise CannotRender(_failed("; ".join(str(one) for one in warnings)))
    if not isinstance(made, bytes):
        raise CannotRender(_failed("no PDF"))
    return made


def _compiler() -> typst.Compiler:
    """Return this thread's compiler: making one reads the fonts anew."""
    found: typst.Compiler | None = getattr(_own, "compiler", None)
    if found is None:
        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(face.parent) for face in FACES],
        )
        found = typst.Compiler(
            input=str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=fonts
        )
        _own.compiler = found
    return found


def _say(found: list[Unprintable]) -> str:
    listed = ", ".join(f"{one.code} ({one.field})" for one in found)
    return _(
        "The letter holds characters that cannot be printed: %(listed)s. Please "
        "replace them, for example by a character of the standard set."
    ) % {"listed": listed}


def _failed(why: str) -> str:
    return _("The letter could not be printed: %(why)s. Please tell the operator.") % {
        "why": why
    }
