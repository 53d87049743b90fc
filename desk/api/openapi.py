"""The OpenAPI document itself, for programs and for the page about the API."""

from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language
from drf_spectacular.generators import SchemaGenerator
from rest_framework.response import Response

from desk.api.view import ApiView
from offices.models import Staff


class Document(ApiView):
    """For whoever is signed in."""

    schema = None

    def may(self, staff: Staff, *, on: date) -> bool:
        """Tell that the document is for everybody: it says nothing of the office."""
        return True

    def get(self, request: Any) -> Response:
        """Show the document."""
        return Response(document())


def document() -> dict[str, Any]:
    """Return the OpenAPI document in the language of the request."""
    return _document(get_language() or "ja")


@lru_cache(maxsize=4)
def _document(language: str) -> dict[str, Any]:
    generator = SchemaGenerator()  # type: ignore[no-untyped-call]  # no types there
    found: dict[str, Any] = generator.get_schema(request=None, public=True)  # type: ignore[no-untyped-call]  # no types there
    return found
