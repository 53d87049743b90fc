"""What every list shares: limit, order, cursor, and the link to the next page."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from desk.api.keyset import MOST_ROWS, ROWS, BadCursor, Page, page
from desk.api.problems import invalid
from desk.keyset import Order

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet
    from django.http import QueryDict

# a narrowed list keeps its question in the address of the next page
PAGING = frozenset({"limit", "order", "cursor"})


def page_of(
    request: Any,
    rows: "QuerySet[Model, Any]",
    *,
    columns: Sequence[str],
    orders: Mapping[str, Order],
    default: str,
) -> Page:
    """Return the page the address names.

    Raises:
        Problem: The limit, the order or the cursor is none.
    """
    sent: QueryDict = request.GET
    code = sent.get("order", default)
    order = orders.get(code)
    if order is None:
        known = ", ".join(orders)
        raise invalid(
            {"order": [_("Please choose one of: %(known)s.") % {"known": known}]}
        )
    try:
        return page(
            rows,
            order=order,
            columns=columns,
            cursor=sent.get("cursor", ""),
            limit=limit_of(sent.get("limit", "")),
        )
    except BadCursor:
        says = _("This cursor is not of this list. Please begin again without one.")
        raise invalid({"cursor": [says]}) from None


def limit_of(text: str) -> int:
    """Return how many rows a page has.

    Raises:
        Problem: It is no number from 1 to the most.
    """
    if not text:
        return ROWS
    if text.isascii() and text.isdigit() and len(text) <= len(str(MOST_ROWS)):
        limit = int(text)
        if 1 <= limit <= MOST_ROWS:
            return limit
    says = _("Please give a number from 1 to %(most)s.") % {"most": MOST_ROWS}
    raise invalid({"limit": [says]})


def as_list(
    request: Any, found: Page, results: list[dict[str, object]]
) -> dict[str, object]:
    """Return a page as it is answered; `next` is null after the last."""
    return {"results": results, "next": _next(request, found.cursor)}


def _next(request: Any, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    asked: QueryDict = request.GET.copy()
    asked["cursor"] = cursor
    return f"{request.path}?{asked.urlencode()}"
