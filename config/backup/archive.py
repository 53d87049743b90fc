"""The archive: a ZIP file whose manifest names every member by its digest."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from audit import trail
from config.backup.errors import BackupError

FORMAT = 1
MANIFEST = "manifest.json"
SEAL = "seal"
TABLES = "tables/"
FILES = "files/"
HEADS = "heads.jsonl"
PIECE_BYTES = 1024 * 1024
# what is computed with the key and says nothing: are two keys the same?
KEY_QUESTION = {"question": "is this the key of the trail?"}
BROKEN: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
)

Manifest = dict[str, Any]


class Writer:
    """An archive that grows.

    Attributes:
        members: Name → digest and size of what was put in.
    """

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(
            path, "w", compression=zipfile.ZIP_DEFLATED, allowZip64=True
        )
        self.members: dict[str, dict[str, object]] = {}

    def put(self, name: str, pieces: Iterable[bytes]) -> int:
        """Put a member in; return how many pieces it had."""
        digest, size, count = hashlib.sha256(), 0, 0
        with self._zip.open(name, "w", force_zip64=True) as member:
            for piece in pieces:
                member.write(piece)
                digest.update(piece)
                size += len(piece)
                count += 1
        self.members[name] = {"sha256": digest.hexdigest(), "size": size}
        return count

    def digests(self, folder: str) -> dict[str, str]:
        """Return path below a folder → digest of what was put in."""
        return digests_of(self.members, folder)

    def close(self, manifest: Mapping[str, object] | None = None) -> None:
        """End the archive with its manifest; without one it is no backup."""
        if manifest is not None:
            whole = {**manifest, "members": self.members}
            text = json.dumps(whole, ensure_ascii=False, sort_keys=True, indent=1)
            self._zip.writestr(MANIFEST, text)
            self._zip.writestr(SEAL, _seal(text))
        self._zip.close()


class Reader:
    """An archive whose manifest was read and whose seal holds.

    Attributes:
        manifest: What there is.
    """

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self._zip = archive
        self.manifest = manifest

    @contextmanager
    def member(self, name: str) -> Iterator[IO[bytes]]:
        """Open a member."""
        # a place beyond the file's ends is an OSError
        with _whole(KeyError, ValueError, RuntimeError, OSError):
            opened = self._zip.open(name)
        with _whole(), opened:
            yield opened

    def digests(self, folder: str) -> dict[str, str]:
        """Return path below a folder → digest."""
        return digests_of(self.manifest["members"], folder)

    def verify(self) -> Iterator[str]:
        """Read every member and compare its digest; yield each name that holds.

        Raises:
            BackupError: A member is gone, damaged, or not in the manifest.
        """
        expected = self.manifest["members"]
        if {*self._zip.namelist()} != {*expected, MANIFEST, SEAL}:
            raise damaged()
        for name, told in expected.items():
            with self.member(name) as opened:
                found = hashlib.file_digest(opened, "sha256").hexdigest()  # type: ignore[arg-type]  # a ZIP member reads like a file
            if found != told["sha256"]:
                raise damaged()
            yield name


def digests_of(members: Mapping[str, Mapping[str, Any]], folder: str) -> dict[str, str]:
    """Return path below a folder → digest, for the members there."""
    return {
        name.removeprefix(folder): str(told["sha256"])
        for name, told in members.items()
        if name.startswith(folder)
    }


@contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """Open an archive.

    Raises:
        BackupError: It is none, is damaged, was made by a newer program, or its
            key of the trail is another.
    """
    with _whole():
        archive = zipfile.ZipFile(path)
    with archive:
        with _whole(KeyError, ValueError, RuntimeError, OSError):
            text = archive.read(MANIFEST).decode()
            manifest: Manifest = json.loads(text)
            _check(manifest, text, seal=archive.read(SEAL).decode())
        yield Reader(archive, manifest)


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    """Read a file piece by piece."""
    while piece := file.read(PIECE_BYTES):
        yield piece


def key_answer() -> str:
    """Return what tells the key of the trail from every other."""
    return trail.digest(KEY_QUESTION)


def damaged() -> BackupError:
    """Return the refusal of an archive that is not what was written."""
    return BackupError(
        _(
            "The archive is damaged: it is not what was written when the backup was "
            "made. Nothing was restored. Take another copy of it, or an earlier "
            "backup."
        )
    )


def _check(manifest: Manifest, text: str, *, seal: str) -> None:
    if manifest["format"] != FORMAT:
        raise BackupError(
            _(
                "The archive was made by a newer version of Hiroba. Nothing was "
                "restored. Restore it with that version."
            )
        )
    if not constant_time_compare(manifest["key_answer"], key_answer()):
        raise BackupError(
            _(
                "The key of the trail (AUDIT_KEY) is not the one this backup was made "
                "with: the trail could not be verified. Nothing was restored. Give "
                "the right key, from where it is kept apart from the backups, and "
                "start again."
            )
        )
    if not constant_time_compare(seal, _seal(text)):
        raise damaged()


def _seal(text: str) -> str:
    return trail.digest({"manifest": text})


@contextmanager
def _whole(*more: type[Exception]) -> Iterator[None]:
    """Turn what a damaged archive gives rise to into one sentence."""
    try:
        yield
    except (*BROKEN, *more) as error:
        raise damaged() from error
