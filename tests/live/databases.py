"""A migrated database, and copies of it for many processes to work on.

The suite's own database is never touched: a copy is a file beside it, or one more
database on the server that `TEST_DATABASE_URL` names.
"""

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ADDRESS = "TEST_DATABASE_URL"


def server_in_use() -> str:
    """Return the address of the server the suite runs on; empty for SQLite."""
    address = os.environ.get(ADDRESS, "")
    return address if address.startswith("postgres") else ""


@contextmanager
def empty_database(server: str, folder: Path) -> Iterator[str]:
    """Yield the address of a database without tables; it is gone afterwards."""
    with _created(server, folder, sql.SQL("")) as address:
        yield address


@contextmanager
def copy_of(template: str, server: str, folder: Path) -> Iterator[str]:
    """Yield the address of a copy of a database nobody is connected to."""
    if server:
        name = sql.Identifier(urlsplit(template).path.lstrip("/"))
        with _created(server, folder, sql.SQL(" TEMPLATE ") + name) as address:
            yield address
    else:
        with _created(server, folder, sql.SQL("")) as address:
            shutil.copyfile(urlsplit(template).path, urlsplit(address).path)
            yield address


@contextmanager
def _created(server: str, folder: Path, how: sql.Composable) -> Iterator[str]:
    name = f"live_{uuid.uuid4().hex[:12]}"
    if not server:
        folder.mkdir(parents=True, exist_ok=True)
        yield f"sqlite:///{folder / name}.sqlite3"
        return
    database = sql.Identifier(name)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(database) + how)
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(database)
            )
