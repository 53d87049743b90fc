"""What jobs keep beside the database: how far they are, and the files they made.

While a job's transaction is open its progress cannot stand in the database: nobody
would see it, and on SQLite nobody else could write. It stands in a small file of
the data folder, which web server and workers share; the time of the file is the
worker's sign of life.
"""

import json
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Self

from django.conf import settings

FILES_KEPT_DAYS = 7
NAME_BYTES = 24


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is.

    Attributes:
        stage: A code of the kind's stages; empty before the first.
        done: How much of the stage is done.
        total: Of how much; None when that is not known.
    """

    stage: str = ""
    done: int = 0
    total: int | None = None


class Pulse:
    """Tells of a running job from beginning to end, every few seconds."""

    def __init__(self, pk: int, *, every: float) -> None:
        self._path = _place(pk)
        self._every = every
        self._last = Progress()
        self._over = Event()
        self._thread = Thread(target=self._go_on, name=f"pulse {pk}", daemon=True)

    def __enter__(self) -> Self:
        """Begin."""
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._write()
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Fall silent."""
        self._over.set()
        self._thread.join()
        self._path.unlink(missing_ok=True)

    def tell(self, progress: Progress) -> None:
        """Say how far the job is."""
        self._last = progress
        self._write()

    def _go_on(self) -> None:
        while not self._over.wait(self._every):
            # a full disk is the work's trouble to tell of, not the pulse's
            with suppress(OSError):
                self._write()

    def _write(self) -> None:
        aside = self._path.with_suffix(f".{secrets.token_hex(4)}.new")
        aside.write_text(json.dumps(asdict(self._last)), encoding="ascii")
        aside.replace(self._path)


def progress_of(pk: int) -> Progress | None:
    """Return how far a running job is, None when nothing is known of it."""
    try:
        return Progress(**json.loads(_place(pk).read_text(encoding="ascii")))
    except (OSError, ValueError, TypeError):
        return None


def heard_since(instant: datetime) -> list[int]:
    """Return the jobs whose workers gave a sign of life."""
    return [
        int(path.stem)
        for path in _folder().glob("*.json")
        if path.stem.isdecimal() and _is_newer(path, instant)
    ]


def new_file(suffix: str) -> Path:
    """Return where a job may put its file; nobody can guess the name."""
    made = _folder() / "files"
    made.mkdir(parents=True, exist_ok=True, mode=0o700)
    return made / f"{secrets.token_urlsafe(NAME_BYTES)}{suffix}"


def file_named(name: str) -> Path | None:
    """Return a file that a job made, None when it was cleared away."""
    found = _folder() / "files" / Path(name).name
    return found if name and found.is_file() else None


def remove_old_files(*, at: datetime) -> None:
    """Clear away what was made a week ago, and signs of life of the dead."""
    oldest = at - timedelta(days=FILES_KEPT_DAYS)
    for path in (*_folder().glob("files/*"), *_folder().glob("*.*")):
        if not _is_newer(path, oldest):
            path.unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "jobs"


def _place(pk: int) -> Path:
    return _folder() / f"{pk}.json"


def _is_newer(path: Path, instant: datetime) -> bool:
    try:
        return path.stat().st_mtime > instant.timestamp()
    except FileNotFoundError:
        return False
