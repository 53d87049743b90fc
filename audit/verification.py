"""Verify every chain of the trail, and what was noted of it elsewhere.

The chains stand in the database they guard: a tail that was cut off, or a whole
database that was put back, still chains. So the heads (the last place of every
stream) are kept outside from time to time, and compared here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Max, OuterRef, Subquery

from audit.models import Entry
from audit.trail import CHANGED, END_MISSING, Break, chain_breaks

ROWS = 2000
# two parameters each; SQLite before 3.32 takes 999
PIECE = 400


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a stream as it was noted outside the database."""

    stream: str
    seq: int
    hash: str


@dataclass(slots=True)
class Verification:
    """A walk over the whole trail; what it met is counted while it goes.

    Attributes:
        n_entries: Entries walked so far.
        n_streams: Streams begun so far.
    """

    n_entries: int = 0
    n_streams: int = 0

    def breaks(self) -> Iterator[Break]:
        """Recompute every chain, stream by stream, and yield what does not hold.

        Reads each entry once and keeps none: memory does not grow with the trail.

        Yields:
            Every changed, removed, inserted or swapped entry with its place.
        """
        entries = Entry.objects.order_by("stream", "seq").select_related("detail")
        yield from chain_breaks(self._counted(entries.iterator(chunk_size=ROWS)))

    def _counted(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        stream = None
        for entry in entries:
            self.n_entries += 1
            if entry.stream != stream:
                self.n_streams, stream = self.n_streams + 1, entry.stream
            yield entry


def heads() -> Iterator[Head]:
    """Yield the last entry of every stream, by stream."""
    last = (
        Entry.objects.filter(stream=OuterRef("stream"))
        .values("stream")
        .annotate(last=Max("seq"))
        .values("last")
    )
    entries = Entry.objects.filter(seq=Subquery(last)).order_by("stream")
    rows = entries.values_list("stream", "seq", "hash").iterator(chunk_size=ROWS)
    for stream, seq, value in rows:
        yield Head(stream, seq, value)


def lost(noted: Iterable[Head]) -> Iterator[Break]:
    """Compare heads noted earlier with the trail as it stands.

    A stream may have grown since; what it had then it must still have.

    Args:
        noted: Heads from outside, read as they come.

    Yields:
        The place of every head that is gone or differs: the tail was cut off,
        or an older database was put back.
    """
    piece: list[Head] = []
    for head in noted:
        piece.append(head)
        if len(piece) == PIECE:
            yield from _lost_of(piece)
            piece = []
    yield from _lost_of(piece)


def _lost_of(piece: list[Head]) -> Iterator[Break]:
    wanted = {(head.stream, head.seq) for head in piece}
    rows = Entry.objects.filter(
        stream__in=[head.stream for head in piece],
        seq__in={head.seq for head in piece},
    ).values_list("stream", "seq", "hash")
    standing = {(s, n): value for s, n, value in rows if (s, n) in wanted}
    for head in piece:
        found = standing.get((head.stream, head.seq))
        if found is None:
            yield Break(head.stream, head.seq, END_MISSING)
        elif found != head.hash:
            yield Break(head.stream, head.seq, CHANGED)
