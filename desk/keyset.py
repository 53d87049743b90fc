"""Pages of a list cut by keys: each page begins behind the last row of the one before.

The place in the list stands in the address as the keys of a row (`after=…`,
`before=…`). Nothing is counted and nothing is skipped over: page 600 costs what
page 1 costs, and what comes in meanwhile neither repeats nor hides a row.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.db.models import BooleanField, F, Func, QuerySet, Value
from django.http import QueryDict

from casework.models import Kind, Unit

AFTER, BEFORE = "after", "before"
PLACES = (AFTER, BEFORE)
BETWEEN = "~"
INTEGER = 2**31
KEY = 2**63
Placed = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """How a list is sorted.

    Attributes:
        name: What stands in the address, `-` before it turns the order round.
        keys: Columns that are never empty, the last one unique; an index leads
            with them.
    """

    name: str
    keys: tuple[str, ...]
    is_descending: bool = False


@dataclass(frozen=True, slots=True)
class KeysetPage:
    """One page of a list.

    Attributes:
        previous: The `before` of the page before this one; empty on the first.
        next: The `after` of the page behind this one; empty on the last.
    """

    units: Sequence[Unit]
    previous: str
    next: str


def page_of(
    units: QuerySet[Unit], order: Order, query: QueryDict, *, size: int
) -> KeysetPage:
    """Load the page the address names, in one statement.

    An address that names no place, or one that cannot be read, means the first
    page.

    Args:
        units: Narrowed, not sorted.
        order: How to sort.
        query: The address.
        size: Rows of a page.
    """
    after = _place(query.get(AFTER, ""), order)
    before = None if after else _place(query.get(BEFORE, ""), order)
    if before:
        found = list(_behind(units, order, before, is_turned=True)[: size + 1])
        shown = found[:size][::-1]
        return KeysetPage(
            shown,
            previous=place_of(shown[0], order) if found[size:] else "",
            next=place_of(shown[-1], order) if shown else "",
        )
    found = list(_behind(units, order, after, is_turned=False)[: size + 1])
    shown = found[:size]
    return KeysetPage(
        shown,
        previous=place_of(shown[0], order) if after and shown else "",
        next=place_of(shown[-1], order) if found[size:] else "",
    )


def sorted_by(units: QuerySet[Unit], order: Order) -> QuerySet[Unit]:
    """Sort the whole list."""
    return _sorted(units, order.keys, is_descending=order.is_descending)


def place_of(unit: Unit, order: Order) -> str:
    """Write the keys of a row as the address names them."""
    return BETWEEN.join(str(getattr(unit, key)) for key in order.keys)


def _behind(
    units: QuerySet[Unit], order: Order, place: Placed | None, *, is_turned: bool
) -> QuerySet[Unit]:
    is_descending = order.is_descending is not is_turned
    if place:
        compared = _compare(order.keys, place, "<" if is_descending else ">")
        units = units.filter(compared)
    return _sorted(units, order.keys, is_descending=is_descending)


def _sorted(
    units: QuerySet[Unit], keys: Sequence[str], *, is_descending: bool
) -> QuerySet[Unit]:
    return units.order_by(*(f"-{key}" if is_descending else key for key in keys))


def _compare(keys: Sequence[str], place: Placed, sign: str) -> Func:
    """Compare the keys as one row: `(a, b) > (1, 2)`, which walks an index."""
    columns = Func(*map(F, keys), template="(%(expressions)s)")
    values = Func(*map(Value, place), template="(%(expressions)s)")
    return Func(
        columns,
        values,
        template="%(expressions)s",
        arg_joiner=f" {sign} ",
        output_field=BooleanField(),
    )


def _integer(text: str) -> int:
    return _below(text, INTEGER)


def _key(text: str) -> int:
    return _below(text, KEY)


def _below(text: str, limit: int) -> int:
    if not (text.isascii() and text.isdigit() and int(text) < limit):
        raise ValueError(text)
    return int(text)


def _kind(text: str) -> str:
    return Kind(text).value


READERS: Mapping[str, Callable[[str], object]] = MappingProxyType(
    {
        "queue_order": _integer,
        "outcome_order": _integer,
        "received_on": date.fromisoformat,
        "kind": _kind,
        "fiscal_year": _integer,
        "number": _integer,
        "branch": _integer,
        "pk": _key,
    }
)


def _place(text: str, order: Order) -> Placed | None:
    """Read the keys of a row; None when they are not those of this order."""
    parts = text.split(BETWEEN)
    if len(parts) != len(order.keys):
        return None
    try:
        return tuple(
            READERS[key](part) for key, part in zip(order.keys, parts, strict=True)
        )
    except ValueError:
        return None
