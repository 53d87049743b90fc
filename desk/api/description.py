"""How operations are described: one decorator that names all that may be answered."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    inline_serializer,
)
from rest_framework import serializers

from desk.api import shapes
from desk.api.keyset import MOST_ROWS, ROWS
from desk.api.problems import CONTENT_TYPE
from desk.keyset import Order

F = TypeVar("F", bound=Callable[..., Any])
READ = (400, 401, 404, 429)
ACT = (400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 429)
KNOWN = OpenApiParameter(
    "If-None-Match",
    str,
    OpenApiParameter.HEADER,
    description="The ETag of the answer the client has.",
)
UNCHANGED = OpenApiResponse(description="The client has this answer already.")
REFUSALS = {
    400: "The request cannot be read: `errors` names what, by field.",
    401: "Nobody is signed in, or the token is not valid.",
    403: "A browser session without the token of a page.",
    404: "There is nothing here, or it is not for this person.",
    409: "Not at this point of the procedure, or the same key is being worked on.",
    412: "Somebody changed it since it was read: `detail` says who changed what.",
    413: "The body is too large.",
    415: "The body is not JSON.",
    422: "Refused: `code` and `detail` say why and what to do.",
    429: "Too many unknown tokens came from here.",
    428: "If-Match or Idempotency-Key is missing.",
}


def reads(
    name: str,
    tag: str,
    answer: Any,
    *,
    parameters: Iterable[OpenApiParameter] = (),
) -> Callable[[F], F]:
    """Describe a question."""
    return extend_schema(
        operation_id=name,
        tags=[tag],
        parameters=list(parameters),
        responses={200: answer, **refusals(READ)},
    )


def shows(name: str, tag: str, answer: Any) -> Callable[[F], F]:
    """Describe a question about one thing, which is answered with its tag."""
    return extend_schema(
        operation_id=name,
        tags=[tag],
        parameters=[KNOWN],
        responses={200: answer, 304: UNCHANGED, **refusals(READ)},
    )


def does(
    name: str,
    body: Any,
    *,
    parameters: Iterable[OpenApiParameter] = (),
    tag: str = "acts",
    answer: Any = shapes.Done,
) -> Callable[[F], F]:
    """Describe an act."""
    return extend_schema(
        operation_id=name,
        tags=[tag],
        request=body,
        parameters=list(parameters),
        responses={200: answer, **refusals(ACT)},
    )


def refusals(codes: Iterable[int]) -> dict[tuple[int, str], OpenApiResponse]:
    """Return the refusals an operation may answer with."""
    return {
        (code, CONTENT_TYPE): OpenApiResponse(shapes.Problem, REFUSALS[code])
        for code in codes
    }


def list_of(shape: type[serializers.Serializer]) -> serializers.Serializer:
    """Return the answer of a list: a page of rows and the link to the next."""
    fields = {
        "results": shape(many=True),
        "next": serializers.CharField(
            allow_null=True, help_text="The next page; null on the last."
        ),
    }
    return inline_serializer(f"{shape.__name__}Page", fields)


def paging(orders: dict[str, Order], default: str) -> list[OpenApiParameter]:
    """Return the parameters every list takes."""
    return [
        OpenApiParameter(
            "limit",
            {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": ROWS},
            description="Rows of a page.",
        ),
        OpenApiParameter("order", str, enum=list(orders), default=default),
        OpenApiParameter("cursor", str, description="From `next`; no other is taken."),
    ]


def filters(filter_set: Any) -> list[OpenApiParameter]:
    """Return the parameters by which a list is narrowed, as its form knows them."""
    return [
        OpenApiParameter(name, str, description=item.label, enum=_codes(item))
        for name, item in filter_set.base_filters.items()
    ]


def _codes(item: Any) -> list[str] | None:
    """Return the codes of a choice; what hangs on the packs is not listed."""
    choices = item.extra.get("choices")
    if not isinstance(choices, list):
        return None
    return [str(code) for code, _label in choices]
