"""Pages of a list by the last row seen: as fast on page 600 as on page 1.

A cursor holds the order and the keys of the last row. It is signed: what comes
back is what was handed out, and nothing a client writes reaches the database.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core import signing
from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy

ROWS, MOST_ROWS = 50, 200
Row = tuple[Any, ...]


class BadCursor(ValueError):
    """The cursor was not handed out for this order."""


@dataclass(frozen=True, slots=True)
class Key:
    """A column of an order.

    Attributes:
        name: A path of the model; the rows of the list carry it.
        is_nullable: Rows without a value come last, whichever way it is sorted.
        read: Turns the cursor's value back into the column's.
    """

    name: str
    is_nullable: bool = False
    read: Callable[[Any], Any] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and the cursor of those after them; None after the last."""

    rows: Sequence[Row]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class Order:
    """One way to sort, either way round; the last key is unique."""

    code: str
    keys: tuple[Key, ...]
    is_descending: bool

    def expressions(self) -> list[OrderBy]:
        """Return the keys for `order_by`."""
        return [self._expression(key) for key in self.keys]

    def after(self, values: Sequence[Any]) -> Q:
        """Return the condition on the rows after one with these values."""
        found, same = Q(), Q()
        for key, value in zip(self.keys, values, strict=True):
            beyond = self._beyond(key, value)
            if beyond is not None:
                found |= same & beyond
            same &= _same(key, value)
        first, value = self.keys[0], values[0]
        if first.is_nullable or len(self.keys) == 1:
            return found
        # an index is entered at its first column; the rest is for ties
        return Q(**{f"{first.name}__{self._way}e": value}) & found

    @property
    def _way(self) -> str:
        return "lt" if self.is_descending else "gt"

    def _expression(self, key: Key) -> OrderBy:
        nulls = True if key.is_nullable else None
        if self.is_descending:
            return F(key.name).desc(nulls_last=nulls)
        return F(key.name).asc(nulls_last=nulls)

    def _beyond(self, key: Key, value: Any) -> Q | None:
        if value is None:
            return None
        beyond = Q(**{f"{key.name}__{self._way}": value})
        return beyond | Q(**{key.name: None}) if key.is_nullable else beyond


def day(value: str | None) -> date | None:
    """Read a day of a cursor."""
    return None if value is None else date.fromisoformat(value)


def orders(keys: Mapping[str, tuple[Key, ...]]) -> dict[str, Order]:
    """Return every order a list offers: each name, and with `-` the other way."""
    found = {}
    for name, columns in keys.items():
        found[name] = Order(name, columns, is_descending=False)
        found[f"-{name}"] = Order(f"-{name}", columns, is_descending=True)
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
        order: How they are sorted.
        columns: What each row holds, the keys of the order among it.
        cursor: Of the page before; empty for the first.
        limit: How many rows.

    Raises:
        BadCursor: The cursor was not handed out for this order.
    """
    if cursor:
        rows = rows.filter(order.after(_read(cursor, order)))
    ordered = rows.order_by(*order.expressions())
    found: list[Row] = list(ordered.values_list(*columns)[: limit + 1])
    if len(found) <= limit:
        return Page(found, None)
    places = [columns.index(key.name) for key in order.keys]
    last = found[limit - 1]
    return Page(found[:limit], _write(order, [last[place] for place in places]))


def _same(key: Key, value: Any) -> Q:
    return Q(**{key.name: value})


def _write(order: Order, values: list[Any]) -> str:
    plain = [v.isoformat() if isinstance(v, date) else v for v in values]
    return _signer().sign_object([order.code, *plain])


def _read(cursor: str, order: Order) -> list[Any]:
    try:
        code, *values = _signer().unsign_object(cursor)
    except (signing.BadSignature, ValueError) as error:
        raise BadCursor from error
    if code != order.code or len(values) != len(order.keys):
        raise BadCursor
    return [
        key.read(value) if key.read else value
        for key, value in zip(order.keys, values, strict=True)
    ]


def _signer() -> signing.Signer:
    return signing.Signer(salt="hiroba.api.cursor")
