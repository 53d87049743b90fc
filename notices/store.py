"""The printed letters: below the data folder, each named by its own digest.

A file is written once and never changed: other bytes have another name. What a
process left behind when it died is the very file its successor would write.
"""

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings

FOLDER = "notices"
FIRST = 2
NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL


def digest_of(content: bytes) -> str:
    """Return the digest that names printed bytes."""
    return hashlib.sha256(content).hexdigest()


class NoticeStore:
    """The folder of printed letters.

    Attributes:
        folder: Where they lie; made when first needed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, content: bytes) -> str:
        """Store printed bytes and return their name below the folder."""
        name = digest_of(content)
        path = f"{name[:FIRST]}/{name}.pdf"
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        aside = target.with_suffix(f".{secrets.token_hex(8)}.new")
        try:
            with os.fdopen(os.open(aside, NEW_FILE, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(target)
        finally:
            aside.unlink(missing_ok=True)
        return path

    def read(self, path: str) -> bytes | None:
        """Return the bytes that lie there now, None where there are none."""
        try:
            return (self.folder / path).read_bytes()
        except OSError:
            return None


def notice_store() -> NoticeStore:
    """Return the store of this installation."""
    return NoticeStore(Path(settings.DATA_DIR) / FOLDER)
