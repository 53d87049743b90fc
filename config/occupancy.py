"""Who works in a data folder: many at once, or a restore alone.

Every process of the program shares a lock on one file; it ends with the process,
however that ends. A restore takes it for itself and so never changes a database
under a running process.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

LOCK = "hiroba.lock"
# stands while a restore puts the new in the place of the old
UNDERWAY = "restore.underway"
STAGED = "restoring"
REPLACED = "replaced"
FOLDERS = (STAGED, REPLACED)
_kept: list[int] = []


class Occupied(ImproperlyConfigured):
    """The data folder cannot be worked in now; the message says why."""


def enter(folder: Path) -> None:
    """Work in a data folder until this process ends, beside others.

    Raises:
        Occupied: A restore is going on, or was broken off.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = _opened(folder)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise Occupied(
            _("A restore is going on in %(folder)s. Wait until it has ended.")
            % {"folder": folder}
        ) from None
    if (folder / UNDERWAY).exists():
        os.close(handle)
        raise Occupied(
            _(
                "A restore in %(folder)s was broken off. Run the same ./hiroba restore "
                "again with --replace; until then nothing can be started here."
            )
            % {"folder": folder}
        )
    _kept.append(handle)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Work in a data folder alone.

    Raises:
        Occupied: Another process works in it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = _opened(folder)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Occupied(
                _(
                    "Hiroba is running in %(folder)s. Stop the web server and every "
                    "worker first, then start again."
                )
                % {"folder": folder}
            ) from None
        yield
    finally:
        os.close(handle)


@contextmanager
def held(path: Path, *, wait: bool) -> Iterator[bool]:
    """Lock a file or folder; tell whether it could be had without waiting."""
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(handle)


def _opened(folder: Path) -> int:
    return os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
