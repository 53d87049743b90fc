"""The files of cases: below the data folder, under names nobody can guess.

The row says what a file is and binds its bytes by their digest; here they lie.
What has no row is an orphan: it is removed when its transaction fails, and by
`remove_orphans` where a process died in between.
"""

import hashlib
import os
import secrets
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings
from django.utils.translation import gettext as _

from casework.errors import CaseworkError
from casework.file_types import content_type_of

FOLDER = "attachments"
MOST_BYTES = 30 * 1024 * 1024
PIECE_BYTES = 64 * 1024
NAME_BYTES = 24
MEGABYTE = 1024 * 1024
NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that lies in the folder.

    Attributes:
        path: Its opaque name below the folder.
        content_type: Of the allow-list, by name and first bytes.
    """

    path: str
    content_type: str
    size: int
    sha256: str


class CannotKeepFile(CaseworkError):
    """The file is none that belongs to a case.

    Attributes:
        field: What to mend.
    """

    field = "file"

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


class FileDamaged(CaseworkError):
    """The bytes on disk are not those that were attached, or are gone."""

    code = "file_damaged"

    def __init__(self) -> None:
        super().__init__(
            _(
                "The file is not what was attached, so it is not given out. Please "
                "tell the administrator; a backup holds the right one."
            )
        )


class Pending:
    """A stored file that goes again unless its transaction is committed."""

    def __init__(self, store: "AttachmentStore", path: str) -> None:
        self._discard = weakref.finalize(self, store.discard, path)

    def keep(self) -> None:
        """Let the file stay; called when the transaction is committed."""
        self._discard.detach()

    def discard(self) -> None:
        """Remove the file now."""
        self._discard()


class AttachmentStore:
    """The folder of attachments.

    Attributes:
        folder: Where they lie; made when first needed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, content: IO[bytes], *, name: str) -> StoredFile:
        """Store a file of an allowed type and size.

        Raises:
            CannotKeepFile: It is empty, too large, or not of an allowed type.
        """
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = secrets.token_hex(NAME_BYTES)
        target = self.folder / path
        try:
            with os.fdopen(os.open(target, NEW_FILE, 0o600), "wb") as file:
                size, sha256 = _copy(content, file)
            return StoredFile(path, _checked(target, name, size), size, sha256)
        except BaseException:
            target.unlink(missing_ok=True)
            raise

    def pending(self, stored: StoredFile) -> Pending:
        """Return the handle by which a file goes again unless it is kept."""
        return Pending(self, stored.path)

    def open(self, path: str, *, sha256: str) -> IO[bytes]:
        """Open a file for reading after its bytes were compared.

        Raises:
            FileDamaged: It is gone, or its digest is another.
        """
        try:
            file = (self.folder / path).open("rb")
        except OSError as error:
            raise FileDamaged from error
        if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            file.close()
            raise FileDamaged
        file.seek(0)
        return file

    def discard(self, path: str) -> None:
        """Remove a file; one that is gone already is no matter."""
        (self.folder / path).unlink(missing_ok=True)

    def older_than(self, timestamp: float) -> Iterator[str]:
        """Walk the names of files written before an instant (Unix seconds)."""
        if not self.folder.is_dir():
            return
        with os.scandir(self.folder) as entries:
            for entry in entries:
                if entry.is_file() and entry.stat().st_mtime < timestamp:
                    yield entry.name


def attachment_store() -> AttachmentStore:
    """Return the store of this installation."""
    return AttachmentStore(Path(settings.DATA_DIR) / FOLDER)


def plain_name(name: str) -> str:
    """Return a file name without folders and control characters.

    Raises:
        CannotKeepFile: Nothing is left of it.
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(sign for sign in last if sign.isprintable()).strip(" .")
    if not kept:
        raise CannotKeepFile("no_name", _("The file has no name. Give it one."))
    return kept[-255:]


def _copy(content: IO[bytes], file: IO[bytes]) -> tuple[int, str]:
    """Write the content to disk and return its size and digest."""
    digest, size = hashlib.sha256(), 0
    content.seek(0)
    while piece := content.read(PIECE_BYTES):
        size += len(piece)
        if size > MOST_BYTES:
            raise CannotKeepFile(
                "too_large",
                _(
                    "The file is larger than %(most)s MB. Scan it at a lower "
                    "resolution, or attach it in parts."
                )
                % {"most": MOST_BYTES // MEGABYTE},
            )
        digest.update(piece)
        file.write(piece)
    file.flush()
    os.fsync(file.fileno())
    return size, digest.hexdigest()


def _checked(path: Path, name: str, size: int) -> str:
    if size == 0:
        raise CannotKeepFile("empty", _("The file is empty. Choose the right one."))
    content_type = content_type_of(path, name)
    if content_type is None:
        raise CannotKeepFile(
            "type_not_allowed",
            _(
                "Only PDF, PNG, JPEG, TIFF, text, CSV and Office files without macros "
                "(docx, xlsx, pptx) can be attached, and the content has to be what "
                "the name says. Save the file as PDF, for instance."
            ),
        )
    return content_type
