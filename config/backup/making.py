"""Make a backup: everything into one archive, read back before it has its name."""

import fcntl
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from config import occupancy
from config.backup import archive, proof, rows
from config.backup.errors import BackupError
from config.backup.snapshot import keep_on_disk, snapshot

# made anew by whoever needs it: words of programs, files that were asked for
LEFT_OUT = frozenset({"logs", "jobs", *occupancy.FOLDERS, "lost+found"})
ASIDE = ".hiroba-backup-"

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Made:
    """What a backup holds.

    Attributes:
        rows: In all tables.
        tables: How many.
        files: How many.
        attachments: Whether the cases have theirs.
        trail: As it stood.
        years: Fiscal years whose tables were noted.
    """

    rows: int
    tables: int
    files: int
    attachments: proof.Attachments
    trail: proof.Trail
    years: list[str]


def make(target: Path, *, version: str, at: datetime, say: Say) -> Made:
    """Write an archive of the office; it has its name when it is whole.

    Args:
        target: A file that does not exist, outside the data folder.
        version: Of this program.
        at: Now.
        say: Told how far the work is.

    Returns:
        What it holds.

    Raises:
        BackupError: The target cannot be used, or the database is not at the
            state of this program.
        OSError: The disk is full, or refuses.
    """
    refuse_target(target)
    _refuse_other_state()
    with _aside(target.parent) as folder:
        written = folder / "archive"
        writer = archive.Writer(written)
        with snapshot(folder / "snapshot.sqlite3"):
            manifest, made = _fill(writer, version=version, at=at, say=say)
        writer.close(manifest)
        say(_("Reading the archive back …"))
        with archive.reading(written) as read:
            for _name in read.verify():
                continue
        keep_on_disk(written)
        written.chmod(0o600)
        refuse_target(target)
        written.replace(target)
    keep_on_disk(target.parent)
    return made


def refuse_target(target: Path) -> None:
    """Refuse a place where a backup would be lost, or would destroy another.

    Raises:
        BackupError: The file exists, its folder does not, or it is the data folder.
    """
    if target.exists():
        raise BackupError(
            _(
                "“%(file)s” exists already; a backup never replaces another. Choose "
                "another name."
            )
            % {"file": target}
        )
    if not target.parent.is_dir():
        raise BackupError(
            _("There is no folder “%(folder)s”. Make it, or choose another one.")
            % {"folder": target.parent}
        )
    if Path(settings.DATA_DIR) in target.parents:
        raise BackupError(
            _(
                "“%(file)s” would lie in the data folder and be lost with it. Choose a "
                "place on another disk."
            )
            % {"file": target}
        )


def _refuse_other_state() -> None:
    executor = MigrationExecutor(connection)
    applied = executor.loader.applied_migrations
    behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    ahead = [
        node
        for node in applied
        # steps that one migration replaces were applied in an older office
        if node not in executor.loader.disk_migrations
        and node[0] in executor.loader.migrated_apps
    ]
    if not applied or behind or ahead:
        raise BackupError(
            _(
                "The database does not stand where this version of Hiroba has it. "
                "Make the backup with the version that works in this office, before "
                "an upgrade."
            )
        )


def _fill(
    writer: archive.Writer, *, version: str, at: datetime, say: Say
) -> tuple[archive.Manifest, Made]:
    nodes = rows.leaves()
    as_of = at.astimezone(get_current_timezone()).date()
    tables: dict[str, dict[str, Any]] = {}
    for table in rows.tables_at(nodes):
        name = rows.name_of(table)
        count = writer.put(f"{archive.TABLES}{name}.jsonl", rows.lines_of(table))
        tables[name] = {"rows": count, "columns": rows.columns_of(table)}
        if count:
            say(
                _("Table %(name)s: %(rows)s rows")
                % {"name": name, "rows": f"{count:,}"}
            )
    n_files = _files(writer, say)
    attached = proof.attachments(writer.digests(archive.FILES))
    say(_("Walking the trail …"))
    trail = proof.trail_as_it_stands()
    n_heads = writer.put(archive.HEADS, proof.head_lines())
    say(_("Computing the annual tables …"))
    digests = proof.annual_digests(as_of=as_of)
    manifest: archive.Manifest = {
        "format": archive.FORMAT,
        "version": version,
        "engine": connection.vendor,
        "municipality": settings.HIROBA_MUNICIPALITY,
        "made_at": at.isoformat(),
        "as_of": as_of.isoformat(),
        "migrations": nodes,
        "tables": tables,
        "trail": {**asdict(trail), "heads": n_heads},
        "attachments": asdict(attached),
        "annual_tables": digests,
        "key_answer": archive.key_answer(),
    }
    n_rows = sum(table["rows"] for table in tables.values())
    return manifest, Made(n_rows, len(tables), n_files, attached, trail, list(digests))


def _files(writer: archive.Writer, say: Say) -> int:
    """Put the data files in; one removed since the instant was given up by an act."""
    folder, count = Path(settings.DATA_DIR), 0
    for path in proof.data_files(folder, left_out=LEFT_OUT):
        try:
            with path.open("rb") as file:
                name = path.relative_to(folder).as_posix()
                writer.put(f"{archive.FILES}{name}", archive.pieces(file))
        except FileNotFoundError:
            continue
        count += 1
    say(_("Data files: %(files)s") % {"files": f"{count:,}"})
    return count


@contextmanager
def _aside(parent: Path) -> Iterator[Path]:
    """Yield a folder of our own beside the target; those of the dead are removed."""
    for left in parent.glob(f"{ASIDE}*"):
        with occupancy.held(left, wait=False) as mine:
            if mine:
                shutil.rmtree(left, ignore_errors=True)
    folder = parent / f"{ASIDE}{secrets.token_hex(8)}"
    folder.mkdir(mode=0o700)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield folder
    finally:
        os.close(handle)
        shutil.rmtree(folder, ignore_errors=True)
