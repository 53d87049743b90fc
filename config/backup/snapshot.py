"""The database as it stood at one instant, read while others go on writing."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, transaction


@contextmanager
def snapshot(aside: Path) -> Iterator[None]:
    """Let the models read one instant of the database until the block ends.

    PostgreSQL shows one instant to a transaction. SQLite is copied by its backup
    interface, which neither waits for writers nor keeps them waiting.

    Args:
        aside: Where the copy may stand.
    """
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
        return
    source = Path(connection.settings_dict["NAME"])
    with (
        closing(sqlite3.connect(source)) as read,
        closing(sqlite3.connect(aside)) as written,
    ):
        read.backup(written)
    with pointed_at(aside):
        yield


@contextmanager
def pointed_at(path: Path) -> Iterator[None]:
    """Let the connection mean another SQLite file; what was meant before, after."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def remove_sqlite(path: Path) -> None:
    """Remove a SQLite file with what stands beside it."""
    for end in ("", "-wal", "-shm", "-journal"):
        Path(f"{path}{end}").unlink(missing_ok=True)


def keep_on_disk(path: Path) -> None:
    """Wait until a file or folder is on the disk, whatever happens to the power."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
