"""The closing days of the office: those of its pack and those it added itself.

The rows are few and read whole. Who folds many clocks reads them once, inside
`read_once()`; who asks what a change would do folds inside `supposing()`.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime

from casework.models import Closure
from ordinances.loading import municipality
from ordinances.schema import ClosedDay


@dataclass(frozen=True, slots=True)
class Row:
    """A closing day of the office's own, and while it was known."""

    on: date
    name: str
    source: str
    added_at: datetime | None = None
    removed_at: datetime | None = None

    def is_known_at(self, at: datetime | None) -> bool:
        """Tell whether it held at a moment; None is now."""
        if at is None:
            return self.removed_at is None
        began = self.added_at is None or self.added_at < at
        return began and (self.removed_at is None or at <= self.removed_at)


_rows: ContextVar[tuple[Row, ...] | None] = ContextVar("closures", default=None)


def closed_days_of(
    municipality_code: str, *, as_of: datetime | None = None
) -> tuple[ClosedDay, ...]:
    """Return the closing days beside weekends, holidays and the year-end closure.

    Args:
        municipality_code: Whose pack.
        as_of: The moment whose knowledge holds: what ended is not moved by a day
            that was added later. None is now.

    Returns:
        Pack and office together, by day; the same tuple for the same days.
    """
    packed = municipality(municipality_code).closed_days
    own = [
        ClosedDay(on=row.on, name_ja=row.name, source=row.source)
        for row in rows()
        if row.is_known_at(as_of)
    ]
    if not own:
        return packed
    return (*packed, *sorted(own, key=lambda day: day.on))


def rows() -> tuple[Row, ...]:
    """Return every row of the office, removed ones too."""
    known = _rows.get()
    return read() if known is None else known


def read() -> tuple[Row, ...]:
    """Read the rows from the database: one statement."""
    stored = Closure.objects.order_by("on", "pk")
    values = stored.values_list("on", "name", "source", "added_at", "removed_at")
    return tuple(Row(*value) for value in values)


@contextmanager
def read_once() -> Iterator[None]:
    """Read the rows once for all clocks that are folded inside."""
    with _holding(rows()):
        yield


@contextmanager
def supposing(*, added: Iterable[Row], removed: Iterable[date]) -> Iterator[None]:
    """Fold clocks as if days were added and removed; nothing is written."""
    gone = set(removed)
    kept = [row for row in read() if row.removed_at or row.on not in gone]
    with _holding((*kept, *added)):
        yield


@contextmanager
def _holding(held: tuple[Row, ...]) -> Iterator[None]:
    token = _rows.set(held)
    try:
        yield
    finally:
        _rows.reset(token)
