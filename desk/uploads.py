"""Ledgers that wait on the server between their preview and their import.

A file lies under a name nobody can guess, and only the session that brought it
knows the name. What is known of it lies beside it, so that a reload, an error
or a second click loses nothing.
"""

import fcntl
import json
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

KEPT_FOR = timedelta(days=1)
NAME_BYTES = 24


@dataclass(slots=True)
class Upload:
    """A ledger that was brought and is not done with.

    Attributes:
        token: Its name.
        kind: The kind of ledger.
        file_name: What the officer calls it.
        create_divisions: See the form.
        update: See the form.
        is_done: Whether it was taken in.
        run_id: The run, when it changed anything.
        counts: Rows, created, unchanged, changed, updated.
        report: The report by the keys of its contract.
    """

    token: str
    kind: str
    file_name: str
    create_divisions: bool = False
    update: bool = False
    is_done: bool = False
    run_id: int | None = None
    counts: dict[str, int] = field(default_factory=dict)
    report: dict[str, object] = field(default_factory=dict)


class UploadStore:
    """The folder of waiting ledgers.

    Attributes:
        folder: Where they lie; made when first needed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, upload: Upload, chunks: Iterable[bytes], *, at: datetime) -> None:
        """Store a file; those left behind for a day are removed."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._remove_old(at)
        with self.path(upload).open("wb") as target:
            for chunk in chunks:
                target.write(chunk)
        self.note(upload)

    def note(self, upload: Upload) -> None:
        """Store what is known of a file; it is replaced whole or not at all."""
        text = json.dumps(asdict(upload), ensure_ascii=False)
        written = self.folder / f"{upload.token}.{secrets.token_hex(4)}.new"
        written.write_text(text, encoding="utf-8")
        written.replace(self._notes(upload.token))

    def load(self, token: str) -> Upload | None:
        """Return what is known of a file, None when it is gone."""
        try:
            text = self._notes(token).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        return Upload(**json.loads(text))

    def path(self, upload: Upload) -> Path:
        """Return where the file lies."""
        return self.folder / (upload.token + Path(upload.file_name).suffix.lower())

    @contextmanager
    def alone(self, upload: Upload) -> Iterator[None]:
        """Let one request at a time work on a file; a second click waits.

        A file that is done with is gone; then there is nothing to wait for.
        """
        try:
            locked = self.path(upload).open("rb")
        except FileNotFoundError:
            yield
            return
        with locked:
            fcntl.flock(locked, fcntl.LOCK_EX)
            yield

    def drop(self, upload: Upload) -> None:
        """Remove the file itself: every row of it is stored now."""
        self.path(upload).unlink(missing_ok=True)

    def _notes(self, token: str) -> Path:
        return self.folder / f"{token}.json"

    def _remove_old(self, at: datetime) -> None:
        oldest = (at - KEPT_FOR).timestamp()
        for path in self.folder.iterdir():
            if path.is_file() and path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)


def new_token() -> str:
    """Return a name nobody can guess."""
    return secrets.token_urlsafe(NAME_BYTES)
