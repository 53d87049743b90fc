"""What is sent and answered: JSON, strictly."""

import json
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import JSONRenderer

from desk.api.problems import Problem

# no value of any field is longer; a database takes no larger whole number
MOST_DIGITS = 18


class StrictParser(BaseParser):  # type: ignore[misc]  # no types
    """Reads one JSON object; what no database can store is refused here."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: Any = None, context: Any = None) -> Any:
        """Return the object.

        Raises:
            Problem: The body is too large.
            ParseError: It is not JSON, not an object, or holds a character or a
                number that cannot be stored.
        """
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        raw = stream.read(most + 1)
        if len(raw) > most:
            raise Problem(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                "too_large",
                _("The request is larger than %(most)s bytes.") % {"most": most},
            )
        try:
            found = json.loads(
                raw.decode("utf-8"), parse_constant=_refuse, parse_int=_whole
            )
            _check(found)
        except (ValueError, RecursionError) as error:
            raise ParseError(_not_json()) from error
        if not isinstance(found, dict):
            raise ParseError(_not_json())
        return found


class OnlyJson(BaseContentNegotiation):  # type: ignore[misc]  # no types
    """There is one format; `Accept` chooses nothing."""

    def select_parser(self, request: Any, parsers: Any) -> Any:
        """Return the parser when the body says that it is JSON."""
        sent = (request.content_type or "").partition(";")[0].strip().lower()
        return next((item for item in parsers if item.media_type == sent), None)

    def select_renderer(self, request: Any, renderers: Any, suffix: Any = None) -> Any:
        """Return the one renderer."""
        return renderers[0], renderers[0].media_type


class PlainRenderer(JSONRenderer):  # type: ignore[misc]  # no types
    """Writes what is JSON already; days are written out where they are read."""

    def render(self, data: Any, media_type: Any = None, context: Any = None) -> bytes:
        """Return the bytes of the answer."""
        return b"" if data is None else to_bytes(data)


def to_bytes(data: object) -> bytes:
    """Write JSON; kanji stay kanji."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _not_json() -> str:
    return _(
        "The body must be one JSON object in UTF-8, without NUL characters, half "
        "characters (surrogates) and numbers beyond 18 digits."
    )


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise ValueError(digits)
    return int(digits)


def _check(found: Any) -> None:
    if isinstance(found, str):
        if "\0" in found:
            raise ValueError(found)
        found.encode("utf-8")
    elif isinstance(found, list):
        for item in found:
            _check(item)
    elif isinstance(found, dict):
        for key, item in found.items():
            _check(key)
            _check(item)
