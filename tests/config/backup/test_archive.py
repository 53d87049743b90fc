"""The archive: what was written is what is read, or it is refused."""

import json
import zipfile
from pathlib import Path

import pytest
from django.conf import LazySettings

from config.backup import archive
from config.backup.errors import BackupError

KEY = "the key of a trail that stands in no office, and it is long"
ROWS = [f'[{n},"件名その{n}"]\n'.encode() for n in range(400)]


@pytest.fixture(autouse=True)
def key(settings: LazySettings) -> None:
    settings.AUDIT_KEY = KEY


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    path = tmp_path / "office.zip"
    writer = archive.Writer(path)
    assert writer.put("tables/casework_unit.jsonl", iter(ROWS)) == len(ROWS)
    writer.put("files/attachments/a", iter([b"%PDF-1.7\n", b"..."]))
    writer.close({"format": archive.FORMAT, "key_answer": archive.key_answer()})
    return path


def read(path: Path) -> dict[str, bytes]:
    """Read everything there is, each member compared with its digest."""
    with archive.reading(path) as backup:
        found = {}
        for name in backup.verify():
            with backup.member(name) as member:
                found[name] = member.read()
        return found


def changed(whole: Path, into: Path, name: str, content: bytes | None) -> Path:
    """Write the archive again with another content of one member, or without it."""
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(into, "w") as new:
        for member in old.namelist():
            kept = content if member == name else old.read(member)
            if kept is not None:
                new.writestr(member, kept)
    return into


def test_what_was_written_is_read(whole: Path) -> None:
    found = read(whole)

    assert found["tables/casework_unit.jsonl"] == b"".join(ROWS)
    assert found["files/attachments/a"] == b"%PDF-1.7\n..."


@pytest.mark.parametrize(
    "name", ["manifest.json", "seal", "tables/casework_unit.jsonl"]
)
@pytest.mark.parametrize("how", ["changed", "gone"])
def test_other_member_is_refused(
    whole: Path, tmp_path: Path, name: str, how: str
) -> None:
    with zipfile.ZipFile(whole) as opened:
        content = opened.read(name)
    other = content.replace(b"1", b"2", 1) if b"1" in content else b"x" + content
    bad = changed(
        whole, tmp_path / "bad.zip", name, other if how == "changed" else None
    )

    with pytest.raises(BackupError):
        read(bad)


def test_rewritten_manifest_needs_the_key(
    whole: Path, tmp_path: Path, settings: LazySettings
) -> None:
    """Who has no key can make digests that agree, but no seal."""
    with zipfile.ZipFile(whole) as opened:
        manifest = json.loads(opened.read("manifest.json"))
    manifest["trail"] = {"breaks": 0}
    bad = tmp_path / "bad.zip"

    changed(whole, bad, "manifest.json", json.dumps(manifest).encode())

    with pytest.raises(BackupError):
        read(bad)


def test_added_member_is_refused(whole: Path) -> None:
    with zipfile.ZipFile(whole, "a") as opened:
        opened.writestr("files/attachments/b", b"smuggled in")

    with pytest.raises(BackupError):
        read(whole)


def test_another_key_is_named(whole: Path, settings: LazySettings) -> None:
    settings.AUDIT_KEY = "another key"

    with pytest.raises(BackupError, match="AUDIT_KEY"):
        read(whole)


@pytest.mark.parametrize("share", range(0, 100, 4))
def test_cut_off_archive_is_refused(whole: Path, share: int) -> None:
    content = whole.read_bytes()
    whole.write_bytes(content[: len(content) * share // 100])

    with pytest.raises(BackupError):
        read(whole)


def test_no_flipped_byte_goes_unnoticed(whole: Path) -> None:
    """Every byte that means something: read otherwise or refused, never another."""
    content, unnoticed = whole.read_bytes(), 0
    expected = read(whole)
    for place in range(0, len(content), 7):
        flipped = bytearray(content)
        flipped[place] ^= 0xFF
        whole.write_bytes(flipped)
        try:
            unnoticed += read(whole) != expected
        except BackupError:
            continue

    assert unnoticed == 0


def test_newer_format_is_named(tmp_path: Path) -> None:
    path = tmp_path / "newer.zip"
    writer = archive.Writer(path)
    writer.close({"format": archive.FORMAT + 1, "key_answer": archive.key_answer()})

    with pytest.raises(BackupError):
        read(path)
