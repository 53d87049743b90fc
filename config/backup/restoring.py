"""Restore an office: built aside, proven, and only then put in its place.

SQLite is built as a file of its own and changes places with the old one.
PostgreSQL is built inside one transaction, which is committed when all is proven.
"""

import hashlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from audit import triggers
from config import occupancy
from config.backup import archive, proof, rows, target
from config.backup.errors import BackupError
from config.backup.snapshot import keep_on_disk, pointed_at, remove_sqlite

Say = Callable[[str], None]


class Differs(BackupError):
    """What was restored is not what was backed up.

    Attributes:
        what: What differs, in words.
    """

    def __init__(self, what: Sequence[str]) -> None:
        self.what = what
        super().__init__(
            _(
                "What came out of the archive is not what went in: %(what)s. Nothing "
                "was replaced; what stood here before stands unchanged."
            )
            % {"what": "; ".join(what)}
        )


@dataclass(frozen=True, slots=True)
class Restored:
    """What stands after a restore, all of it compared.

    Attributes:
        rows: In all tables.
        tables: How many.
        files: How many.
        attachments: Whether the cases have theirs.
        trail: As it was verified.
        heads: Ends of chains that were compared.
        years: Fiscal years whose tables are equal.
    """

    rows: int
    tables: int
    files: int
    attachments: proof.Attachments
    trail: proof.Trail
    heads: int
    years: list[str]


def restore(source: Path, *, replace: bool, say: Say) -> Restored:
    """Put an archive in the place of what stands here.

    Args:
        source: The archive.
        replace: Whether what stands here may go.
        say: Told how far the work is.

    Returns:
        What was proven.

    Raises:
        BackupError: The archive cannot be used, something stands here already,
            or something came out otherwise than it went in.
        Occupied: Hiroba is running here.
        OSError: The disk is full, or refuses.
    """
    folder = Path(settings.DATA_DIR)
    with occupancy.alone(folder), archive.reading(source) as backup:
        _refuse_foreign(backup)
        target.refuse_taken(folder, replace=replace)
        say(_("Comparing the archive with its manifest …"))
        for _name in backup.verify():
            continue
        staged = folder / occupancy.STAGED
        shutil.rmtree(staged, ignore_errors=True)
        try:
            n_files = _unpack(backup, staged, say)
            if connection.vendor == "postgresql":
                return _in_one_transaction(backup, staged, n_files, say)
            return _in_a_file_of_its_own(backup, staged, n_files, say)
        finally:
            shutil.rmtree(staged, ignore_errors=True)


def _refuse_foreign(backup: archive.Reader) -> None:
    manifest = backup.manifest
    strange = rows.unknown((app, name) for app, name in manifest["migrations"])
    if strange:
        raise BackupError(
            _(
                "The archive was made by a newer version of Hiroba (it has "
                "%(migrations)s). Restore it with that version."
            )
            % {"migrations": ", ".join(strange)}
        )
    if manifest["municipality"] != settings.HIROBA_MUNICIPALITY:
        raise BackupError(
            _(
                "The archive is of the municipality “%(theirs)s”; this office is set "
                "up for “%(ours)s”. Set HIROBA_MUNICIPALITY and start again."
            )
            % {
                "theirs": manifest["municipality"],
                "ours": settings.HIROBA_MUNICIPALITY,
            }
        )


def _unpack(backup: archive.Reader, staged: Path, say: Say) -> int:
    """Write the data files below the staged folder."""
    staged.mkdir(mode=0o700)
    digests = backup.digests(archive.FILES)
    for name, told in sorted(digests.items()):
        path = staged / name
        if staged not in path.resolve().parents:
            raise archive.damaged()
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with backup.member(archive.FILES + name) as member, path.open("wb") as file:
            shutil.copyfileobj(member, file, archive.PIECE_BYTES)
        path.chmod(0o600)
        keep_on_disk(path)
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != told:
                raise Differs([_("the file %(name)s") % {"name": name}])
    say(_("Data files: %(files)s") % {"files": f"{len(digests):,}"})
    return len(digests)


def _in_one_transaction(
    backup: archive.Reader, staged: Path, n_files: int, say: Say
) -> Restored:
    folder = Path(settings.DATA_DIR)
    with transaction.atomic():
        target.refuse_company()
        target.drop_tables()
        restored = _build(backup, n_files, say)
        say(_("Everything is equal; putting it in its place …"))
        # whether a commit that was cut off counts, only the server knows
        target.mark(folder)
    target.change_folders(folder, staged)
    target.unmark(folder)
    return restored


def _in_a_file_of_its_own(
    backup: archive.Reader, staged: Path, n_files: int, say: Say
) -> Restored:
    folder = Path(settings.DATA_DIR)
    wanted = Path(connection.settings_dict["NAME"])
    aside = wanted.with_name(f"{wanted.name}.restoring")
    remove_sqlite(aside)
    try:
        with pointed_at(aside):
            restored = _build(backup, n_files, say)
        say(_("Everything is equal; putting it in its place …"))
        keep_on_disk(aside)
        target.mark(folder)
        remove_sqlite(wanted)
        aside.replace(wanted)
        keep_on_disk(wanted.parent)
        target.change_folders(folder, staged)
        target.unmark(folder)
    finally:
        remove_sqlite(aside)
    return restored


def _build(backup: archive.Reader, n_files: int, say: Say) -> Restored:
    manifest = backup.manifest
    nodes = [(app, name) for app, name in manifest["migrations"]]
    say(_("Making the tables …"))
    executor = MigrationExecutor(connection)
    executor.loader = rows.way_to(nodes, connection)
    executor.migrate(nodes)
    tables = rows.tables_at(nodes)
    with transaction.atomic():
        rows.refer_later()
        _load(backup, tables, say)
        # every reference now: later steps change tables in the same transaction
        connection.check_constraints()
    rows.go_on_counting(tables)
    _compare_rows(backup, tables, say)
    # brings an older backup up to date, and installs the append-only guards
    call_command("migrate", verbosity=0, interactive=False)
    return _proven(backup, len(tables), n_files, say)


def _load(backup: archive.Reader, tables: Sequence[rows.Table], say: Say) -> None:
    told = backup.manifest["tables"]
    if {rows.name_of(table) for table in tables} != {*told}:
        raise archive.damaged()
    rows.empty(tables)
    for table in tables:
        name = rows.name_of(table)
        count = 0
        with backup.member(f"{archive.TABLES}{name}.jsonl") as lines:
            for count in rows.load(table, lines, told[name]["columns"]):  # noqa: B007 - the last one is told
                continue
        if count:
            say(
                _("Table %(name)s: %(rows)s rows")
                % {"name": name, "rows": f"{count:,}"}
            )


def _compare_rows(
    backup: archive.Reader, tables: Sequence[rows.Table], say: Say
) -> None:
    """Read every table back and compare it with what the archive holds."""
    say(_("Comparing every row …"))
    expected = backup.digests(archive.TABLES)
    different = []
    for table in tables:
        name = rows.name_of(table)
        if rows.content_of(table).sha256 != expected[f"{name}.jsonl"]:
            different.append(_("the rows of %(name)s") % {"name": name})
    if different:
        raise Differs(different)


def _proven(backup: archive.Reader, n_tables: int, n_files: int, say: Say) -> Restored:
    """Compare what only the whole shows: trail, annual tables, files, guards."""
    manifest = backup.manifest
    say(_("Walking the trail …"))
    trail = proof.trail_as_it_stands()
    with backup.member(archive.HEADS) as lines:
        n_lost = proof.lost_heads(iter(lines))
    say(_("Computing the annual tables …"))
    digests = proof.annual_digests(as_of=date.fromisoformat(manifest["as_of"]))
    attached = proof.attachments(backup.digests(archive.FILES))
    noted = manifest["trail"]
    years = manifest["annual_tables"]
    compared = {
        _("the entries of the trail"): (trail.entries, noted["entries"]),
        _("the chains of the trail"): (trail.streams, noted["streams"]),
        _("the faults of the trail"): (trail.breaks, noted["breaks"]),
        _("the ends of the chains"): (n_lost, 0),
        _("the faults of attachments"): (
            attached.faults,
            manifest["attachments"]["faults"],
        ),
        _("the append-only guards"): (triggers.missing(), []),
        **{
            _("the annual tables of %(year)s") % {"year": year}: (
                digests.get(year),
                told,
            )
            for year, told in years.items()
        },
    }
    different = [what for what, (found, told) in compared.items() if found != told]
    if different:
        raise Differs(different)
    return Restored(
        rows=sum(table["rows"] for table in manifest["tables"].values()),
        tables=n_tables,
        files=n_files,
        attachments=attached,
        trail=trail,
        heads=noted["heads"],
        years=sorted(years),
    )
