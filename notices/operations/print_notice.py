"""Print an issued letter and keep its bytes: after the commit, once, by anybody.

The row of the letter is the queue: a letter without bytes waits to be printed,
whatever became of the bell that was rung for it.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import connection, transaction

from casework.errors import CaseworkError
from notices.bytes_check import BytesDiffer
from notices.marks import marks_in, marks_of
from notices.models import Notice, Printed
from notices.press import Render
from notices.store import NoticeStore, digest_of

# as many as one task prints before it makes room for another
MOST = 50
logger = logging.getLogger(__name__)


def print_notice(
    *, notice: Notice, render: Render, store: NoticeStore, at: datetime
) -> bool:
    """Print one letter, unless it is printed or another worker is just at it.

    The file lies before its row is committed; killed in between, the next worker
    writes the very same file. Leaves nothing on the trail: what was issued stands
    there already.

    Args:
        notice: An issued letter.
        render: Makes the bytes from the frozen words.
        store: Where they are kept.
        at: The instant.

    Returns:
        Whether this call printed it; False where another did or is just at it.

    Raises:
        BytesDiffer: The bytes that came out are not this letter's.
    """
    with transaction.atomic():
        held = _held(notice)
        if held is None:
            return False
        content = render(held.text)
        if marks_in(content) != marks_of(held):
            raise BytesDiffer(held, "marks")
        Printed.objects.create(
            notice=held,
            path=store.put(content),
            sha256=digest_of(content),
            size=len(content),
            at=at,
        )
        return True


def render_missing(
    *,
    render: Render,
    store: NoticeStore,
    clock: Callable[[], datetime],
    most: int = MOST,
) -> int:
    """Print what was issued and has no bytes yet; several workers share the work.

    A letter that cannot be printed is logged and does not stop the others.

    Args:
        render: Makes the bytes from the frozen words.
        store: Where they are kept.
        clock: What time it is.
        most: How many at most.

    Returns:
        How many letters were printed.
    """
    waiting = Notice.objects.filter(printed=None).order_by("pk")
    done = 0
    for notice in waiting.select_related("unit")[:most]:
        try:
            made = print_notice(notice=notice, render=render, store=store, at=clock())
        except (CaseworkError, OSError):
            logger.exception("notice %s was not printed", notice.pk)
        else:
            done += made
    return done


def _held(notice: Notice) -> Notice | None:
    """Lock the letter if it still waits and nobody else holds it.

    PostgreSQL passes over what is locked; SQLite holds one lock for all.
    """
    can_skip = connection.features.has_select_for_update_skip_locked
    rows = Notice.objects.select_for_update(of=("self",), skip_locked=can_skip)
    held = rows.select_related("unit").filter(pk=notice.pk).first()
    # looked up after the lock: whoever held it before may have printed it
    if held is None or Printed.objects.filter(notice=held).exists():
        return None
    return held
