"""An office goes into one file and comes out of it, or nothing happens."""

import json
import resource
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from config.backup import rows
from config.backup.archive import Writer, reading
from tests import sizes
from tests.config.backup.place import KEY, Place, room
from tests.config.door import ROOT
from tests.live.databases import server_in_use

pytestmark = pytest.mark.live
CASES = 6
# two with an attachment, one with a letter
IN_ALL = CASES + 3


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with room(tmp_path_factory.mktemp("standing")) as place:
        place.ask("prepare", str(CASES), "見本 手紙")
        yield place


@pytest.fixture(scope="module")
def archive(standing: Place, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("archive") / "office.zip"
    done = standing.manage("backup", file)
    assert done.returncode == 0, done.stderr
    return file


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Place]:
    with room(tmp_path) as place:
        yield place


def test_office_comes_back_whole_with_its_proof(
    standing: Place, archive: Path, empty: Place
) -> None:
    done = empty.manage("restore", archive)

    assert done.returncode == 0, done.stderr
    before, after = standing.ask("look"), empty.ask("look")
    assert after["tables"] == before["tables"]
    assert after["files"] == before["files"]
    assert len(after["files"]) == 2
    assert after["letters"] == before["letters"]
    [letter] = after["letters"]
    [printed] = (empty.folder / "notices").rglob("*.pdf")
    assert sha256(printed.read_bytes()).hexdigest() == letter
    assert after["requesters"] == before["requesters"]
    assert after["requesters"][0].startswith("𠮷野 葛\U000e0100子 か\u3099")
    assert after["guards"] == []
    assert (before["sessions"], after["sessions"]) == (1, 0)
    assert done.stdout.count("✓") == 4
    cases = after["tables"]["casework_case"][0]
    assert cases == IN_ALL
    assert _("Restored. Start Hiroba again; everybody signs in anew.") in done.stdout
    # keys go on where they were
    assert empty.ask("receive") == standing.ask("receive")


def test_archive_holds_neither_keys_nor_logs(standing: Place, archive: Path) -> None:
    for name in ("logs/worker.log", "jobs/files/export.csv", "audit_key"):
        path = standing.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("for nobody to read", encoding="ascii")
    again = archive.with_name("again.zip")

    assert standing.manage("backup", again).returncode == 0

    with zipfile.ZipFile(again) as read:
        names = read.namelist()
        everything = b"".join(read.read(name) for name in names)
        manifest = json.loads(read.read("manifest.json"))
    assert not [n for n in names if "worker.log" in n or "export" in n]
    assert standing.key.encode() not in everything
    assert b"for nobody to read" not in everything
    assert sum(name.startswith("files/attachments/") for name in names) == 2
    [letter] = [name for name in names if name.startswith("files/notices/")]
    assert letter.endswith(".pdf")
    assert again.stat().st_mode & 0o077 == 0
    assert manifest["attachments"] == {"standing": 3, "faults": 0}
    assert manifest["trail"]["breaks"] == 0
    assert manifest["trail"]["heads"] == manifest["trail"]["streams"] > CASES
    assert "2020" in manifest["annual_tables"]
    # what is left of a backup that was killed is gone, what is ours too
    assert [path.name for path in archive.parent.iterdir() if path.is_dir()] == []


@pytest.mark.once
def test_file_is_named_from_where_the_door_was_called(
    standing: Place, tmp_path: Path
) -> None:
    done = standing.door("backup", "here.zip", where=tmp_path)

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "here.zip").is_file()


@pytest.mark.once
@pytest.mark.parametrize("place", ["exists", "in the data", "no folder"])
def test_backup_is_refused_where_it_would_be_lost(
    standing: Place, archive: Path, place: str
) -> None:
    target = {
        "exists": archive,
        "in the data": standing.folder / "office.zip",
        "no folder": archive.parent / "nowhere" / "office.zip",
    }[place]
    before = archive.read_bytes()

    done = standing.manage("backup", target)

    assert done.returncode == 1
    assert str(target if place != "no folder" else target.parent) in done.stderr
    assert "Traceback" not in done.stderr
    assert archive.read_bytes() == before


def test_restore_is_refused_where_somebody_works(
    standing: Place, archive: Path
) -> None:
    before = standing.ask("look")

    done = standing.manage("restore", archive)

    assert done.returncode == 1
    assert "--replace" in done.stderr
    assert standing.ask("look") == before


@pytest.mark.once
def test_what_came_since_goes_when_told_so_and_nobody_works_here(
    archive: Path, empty: Place
) -> None:
    assert empty.manage("restore", archive).returncode == 0
    before = empty.ask("look")
    empty.ask("receive")
    (empty.folder / "attachments" / "stray").write_bytes(b"x")
    # any command of the program shares the folder
    command = "import time; print('here', flush=True); time.sleep(600)"
    worker = empty.begin_to("shell", "-c", command)
    try:
        beside = empty.manage("restore", archive, "--replace")
    finally:
        worker.kill()
        worker.wait()
    # a restore that was cut off while old and new stood side by side
    (empty.folder / "restore.underway").touch()
    refused = empty.manage("verify", "trail")

    done = empty.manage("restore", archive, "--replace")

    assert beside.returncode == 1
    assert str(empty.folder) in beside.stderr
    assert refused.returncode == 1
    assert "./hiroba restore" in refused.stderr
    assert done.returncode == 0, done.stderr
    assert empty.ask("look") == before
    assert not (empty.folder / "attachments" / "stray").exists()
    assert not (empty.folder / "replaced").exists()
    assert not (empty.folder / "restore.underway").exists()
    assert empty.manage("verify", "trail").returncode == 0


def by_steps(whole: Path, into: Path, *, app: str) -> Path:
    """Write an archive as a version did that had one app in its many steps."""
    loader = MigrationLoader(None, replace_migrations=False)
    last = {key[0]: m.replaces[-1] for key, m in loader.replacements.items()}
    ends = [last[app] if node[0] == app else node for node in rows.leaves()]
    tables = {rows.name_of(table): table for table in rows.tables_at(ends)}
    with reading(whole) as read:
        manifest = {**read.manifest, "migrations": ends}
        writer = Writer(into)
        for member in manifest.pop("members"):
            with read.member(member) as opened:
                lines = opened.readlines()
            name = member.removeprefix("tables/").removesuffix(".jsonl")
            if name in tables:
                then = rows.columns_of(tables[name])
                lines = in_order(lines, manifest["tables"][name]["columns"], then)
                manifest["tables"][name]["columns"] = then
            writer.put(member, lines)
        writer.close(manifest)
    return into


def in_order(lines: list[bytes], now: list[str], then: list[str]) -> list[bytes]:
    """Put the values of rows in the order their columns had."""
    found = [dict(zip(now, json.loads(line), strict=True)) for line in lines]
    return [rows._line([row[name] for name in then]) for row in found]


def test_archive_of_an_older_version_is_restored_and_brought_up_to_date(
    archive: Path, empty: Place, tmp_path: Path, settings: LazySettings
) -> None:
    settings.AUDIT_KEY = KEY
    older = by_steps(archive, tmp_path / "older.zip", app="casework")

    done = empty.manage("restore", older)

    assert done.returncode == 0, done.stderr
    assert empty.ask("look")["guards"] == []
    assert empty.manage("backup", tmp_path / "again.zip").returncode == 0


@pytest.mark.once
def test_another_key_is_refused_loudly(archive: Path, tmp_path: Path) -> None:
    with room(tmp_path, key="another key of a trail, and it is long enough") as place:
        done = place.manage("restore", archive)

        assert done.returncode == 1
        assert "AUDIT_KEY" in done.stderr


@pytest.mark.once
def test_changed_archive_is_refused(
    archive: Path, empty: Place, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.zip"
    name = "tables/casework_party.jsonl"
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(bad, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, content + b"[]\n" if member == name else content)

    done = empty.manage("restore", bad)

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert {path.name for path in empty.folder.iterdir()} <= {"hiroba.lock"}


@pytest.mark.once
def test_full_disk_leaves_no_archive(standing: Place, tmp_path: Path) -> None:
    """A disk that takes no more, stood in for by a limit on the size of files."""

    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_960, 40_960))

    done = subprocess.run(
        [sys.executable, "manage.py", "backup", tmp_path / "office.zip"],
        cwd=ROOT,
        env=standing.env,
        preexec_fn=little_room,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert list(tmp_path.glob("*.zip")) == []
    assert list(tmp_path.glob(".hiroba-*")) == []
    assert "Traceback" not in done.stderr


@pytest.mark.once
def test_killed_backup_leaves_nothing_under_the_name(
    standing: Place, tmp_path: Path
) -> None:
    target = tmp_path / "office.zip"
    process = standing.begin_to("backup", target)
    process.kill()
    process.wait()
    left = list(tmp_path.glob(".hiroba-*"))

    assert not target.exists()
    assert standing.manage("backup", target).returncode == 0
    assert len(left) == 1
    assert list(tmp_path.glob(".hiroba-*")) == []


@pytest.mark.parametrize("after", sizes.pick(quick=[22], full=[3, 22]))
def test_killed_restore_leaves_what_stood(
    archive: Path, empty: Place, after: int
) -> None:
    empty.ask("prepare", "1")
    before = empty.ask("look")
    process = empty.begin_to("restore", archive, "--replace")
    assert process.stdout is not None
    for _line in range(after):
        process.stdout.readline()
    process.kill()
    process.wait()

    assert empty.ask("look") == before
    assert empty.manage("restore", archive, "--replace").returncode == 0
    assert empty.ask("look")["tables"]["casework_case"][0] == IN_ALL


def test_backup_is_one_instant_of_a_busy_office(
    archive: Path, empty: Place, tmp_path: Path
) -> None:
    assert empty.manage("restore", archive).returncode == 0
    load = empty.begin("go-on")
    busy = tmp_path / "busy.zip"
    try:
        done = empty.manage("backup", busy)
        assert load.poll() is None
    finally:
        load.kill()
        load.wait()
    assert done.returncode == 0, done.stderr
    with room(tmp_path / "other") as other:
        restored = other.manage("restore", busy)
        assert restored.returncode == 0, restored.stderr
        found = other.ask("look")["tables"]

    # every case whole: its unit, its party, its clock, its stream of the trail
    cases = found["casework_case"][0]
    assert cases > IN_ALL
    assert found["casework_unit"][0] == found["casework_party"][0] == cases
    assert empty.ask("look")["tables"]["casework_case"][0] >= cases


@pytest.mark.once
def test_faults_of_the_trail_are_carried_and_told(
    archive: Path, empty: Place, tmp_path: Path
) -> None:
    assert empty.manage("restore", archive).returncode == 0
    empty.ask("tamper")
    faulty = tmp_path / "faulty.zip"

    made = empty.manage("backup", faulty)
    with room(tmp_path / "other") as other:
        restored = other.manage("restore", faulty)

    assert made.returncode == 1
    assert faulty.exists()
    assert "verify trail" in made.stderr
    assert restored.returncode == 0, restored.stderr


@pytest.mark.once
def test_row_that_came_out_otherwise_replaces_nothing(
    archive: Path, empty: Place
) -> None:
    """A fault between reading and writing: one value changes on its way in."""
    empty.ask("prepare", "1")
    before = empty.ask("look")
    program = (
        "import sys, django; django.setup(); from config.backup import rows\n"
        "whole = rows._value\n"
        "rows._value = lambda field, value: whole(field, "
        "value + '!' if field.name == 'subject' and value else value)\n"
        "from django.core.management import call_command\n"
        f"call_command('restore', {str(archive)!r}, '--replace')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=empty.env,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "casework_case" in done.stderr
    assert empty.ask("look") == before


@pytest.mark.once
def test_office_moves_to_the_other_engine_and_back(
    standing: Place, archive: Path, tmp_path: Path
) -> None:
    """Both ways where a PostgreSQL is at hand; else from one file to another."""
    before = standing.ask("look")
    with room(tmp_path / "sqlite", server="") as light:
        moved = light.manage("restore", archive)
        assert moved.returncode == 0, moved.stderr
        there = light.ask("look")
        packed = tmp_path / "packed.zip"
        assert light.manage("backup", packed).returncode == 0
    with room(tmp_path / "back", server=server_in_use()) as place:
        back = place.manage("restore", packed)
        assert back.returncode == 0, back.stderr
        again = place.ask("look")

    same = {"tables", "files", "guards", "requesters", "letters"}
    # the office received more since the archive was made
    assert {k: v for k, v in there.items() if k in same} == {
        k: v for k, v in again.items() if k in same
    }
    assert there["files"] == before["files"]
