"""Pages of plain rows by the last row seen: page 600 costs what page 1 costs.

A cursor holds the order and the keys of the last row. It is signed: what comes
back is what was handed out, and nothing a client writes reaches the database.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core import signing
from django.db.models import BooleanField, F, Func, Model, QuerySet, Value

from desk.keyset import Order

ROWS, MOST_ROWS = 50, 200
# the keys that are days: a cursor keeps them as text
DAYS = frozenset({"received_on", "held_on"})
Row = tuple[Any, ...]


class BadCursor(ValueError):
    """The cursor was not handed out for this order."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and the cursor of those after them; None after the last."""

    rows: Sequence[Row]
    cursor: str | None


def both_ways(orders: Mapping[str, tuple[str, ...]]) -> dict[str, Order]:
    """Return every order a list offers: each name, and with `-` the other way."""
    found = {}
    for name, keys in orders.items():
        found[name] = Order(name, keys)
        found[f"-{name}"] = Order(f"-{name}", keys, is_descending=True)
    return found


def page(
    rows: "QuerySet[Model, Any]",
    *,
    order: Order,
    columns: Sequence[str],
    cursor: str,
    limit: int,
) -> Page:
    """Return one page of plain rows; one statement.

    Args:
        rows: Narrowed, in no order.
        order: How they are sorted; its keys are never empty, the last is unique.
        columns: What each row holds, the keys of the order among it.
        cursor: Of the page before; empty for the first.
        limit: How many rows.

    Raises:
        BadCursor: The cursor was not handed out for this order.
    """
    if cursor:
        rows = rows.filter(_beyond(order, _read(cursor, order)))
    sign = "-" if order.is_descending else ""
    ordered = rows.order_by(*(f"{sign}{key}" for key in order.keys))
    if ordered.query.values_select == ():
        ordered = ordered.values_list(*columns)
    found: list[Row] = list(ordered[: limit + 1])
    if len(found) <= limit:
        return Page(found, None)
    last = found[limit - 1]
    values = [last[columns.index(key)] for key in order.keys]
    return Page(found[:limit], _write(order, values))


def _beyond(order: Order, values: Sequence[Any]) -> Func:
    """Compare the keys as one row: `(a, b) > (1, 2)`, which walks an index."""
    return Func(
        Func(*map(F, order.keys), template="(%(expressions)s)"),
        Func(*map(Value, values), template="(%(expressions)s)"),
        template="%(expressions)s",
        arg_joiner=" < " if order.is_descending else " > ",
        output_field=BooleanField(),
    )


def _write(order: Order, values: list[Any]) -> str:
    plain = [v.isoformat() if isinstance(v, date) else v for v in values]
    return _signer().sign_object([order.name, *plain])


def _read(cursor: str, order: Order) -> list[Any]:
    try:
        name, *values = _signer().unsign_object(cursor)
    except (signing.BadSignature, ValueError) as error:
        raise BadCursor from error
    if name != order.name or len(values) != len(order.keys):
        raise BadCursor
    return [
        date.fromisoformat(value) if key in DAYS else value
        for key, value in zip(order.keys, values, strict=True)
    ]


def _signer() -> signing.Signer:
    return signing.Signer(salt="hiroba.api.cursor")
