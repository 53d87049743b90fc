"""Remove files that no attachment speaks of: a process died in between."""

from datetime import datetime

from casework.attachment_files import AttachmentStore
from casework.models import Attachment

PIECE = 500


def remove_orphans(*, store: AttachmentStore, before: datetime) -> int:
    """Remove the files written before an instant that have no row.

    A file lies before its row is committed, so younger ones are left alone. The
    bytes of a removed attachment are orphans as well. Writes no row.

    Args:
        store: Where files lie.
        before: The instant, an hour ago or more.

    Returns:
        How many were removed.
    """
    removed, piece = 0, list[str]()
    for name in store.older_than(before.timestamp()):
        piece.append(name)
        if len(piece) == PIECE:
            removed, piece = removed + _remove(store, piece), []
    return removed + _remove(store, piece)


def _remove(store: AttachmentStore, names: list[str]) -> int:
    kept = set(
        Attachment.objects.filter(path__in=names, removed_on=None).values_list(
            "path", flat=True
        )
    )
    orphans = [name for name in names if name not in kept]
    for name in orphans:
        store.discard(name)
    return len(orphans)
