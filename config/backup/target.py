"""Where an office is restored to: what stands there, and how it changes places."""

import shutil
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext as _

from config import occupancy
from config.backup import making, proof
from config.backup.errors import BackupError
from config.backup.snapshot import keep_on_disk

# an office in which nobody has an account and nothing was received is empty
TELLING = ("offices_staff", "casework_case")


def refuse_taken(folder: Path, *, replace: bool) -> None:
    """Refuse a place where somebody works, unless it may go.

    Raises:
        BackupError: There are accounts, cases or files, and they may not go.
    """
    if replace:
        return
    if _has_rows() or any(proof.data_files(folder, left_out=making.LEFT_OUT)):
        raise BackupError(
            _(
                "This office is not empty: there are accounts, cases or files in it. "
                "Make a backup of it if it may be needed; then start again with "
                "--replace, and all of it goes for what the archive holds."
            )
        )


def refuse_company() -> None:
    """Refuse a PostgreSQL database somebody else is connected to.

    Raises:
        BackupError: There are other connections.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND usesysid IS NOT NULL"
        )
        [others] = cursor.fetchone()
    if others:
        raise BackupError(
            _(
                "%(count)s other programs are connected to the database. Stop the web "
                "server, every worker and whoever looks at the database, then start "
                "again."
            )
            % {"count": others}
        )


def drop_tables() -> None:
    """Drop every table of the database; the transaction around it may undo that."""
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(name)} CASCADE")


def change_folders(folder: Path, staged: Path) -> None:
    """Put the staged data folders in the place of those that stand.

    What stood is kept aside until everything is in its place.
    """
    replaced = folder / occupancy.REPLACED
    replaced.mkdir(mode=0o700, exist_ok=True)
    for place in _data_folders(folder):
        kept = replaced / place.name
        shutil.rmtree(kept, ignore_errors=True)
        place.replace(kept)
    for place in sorted(staged.iterdir()):
        place.replace(folder / place.name)
    keep_on_disk(folder)


def mark(folder: Path) -> None:
    """Let nothing start here while old and new stand side by side."""
    (folder / occupancy.UNDERWAY).touch(mode=0o600)
    keep_on_disk(folder)


def unmark(folder: Path) -> None:
    """Let work begin again; what stood here before is removed."""
    (folder / occupancy.UNDERWAY).unlink()
    shutil.rmtree(folder / occupancy.REPLACED, ignore_errors=True)


def _data_folders(folder: Path) -> list[Path]:
    return [
        place
        for place in sorted(folder.iterdir())
        if place.is_dir()
        and not place.is_symlink()
        and place.name not in making.LEFT_OUT
    ]


def _has_rows() -> bool:
    with connection.cursor() as cursor:
        standing = {*connection.introspection.table_names(cursor)}
        for name in TELLING:
            if name in standing:
                quoted = connection.ops.quote_name(name)
                cursor.execute(f"SELECT 1 FROM {quoted} LIMIT 1")  # noqa: S608 - a name of our own
                if cursor.fetchone():
                    return True
    return False
