"""Start Hiroba for the browser: own data folder, own database, own port."""

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests.journeys.clock import CLOCK

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_SECONDS = 30


@contextmanager
def database_address(folder: Path) -> Iterator[str]:
    """Yield the address of a fresh database with its tables: a file, or one more.

    The tables are made once and copied for each office.
    """
    server = os.environ.get("TEST_DATABASE_URL", "")
    if not server:
        file = folder / "hiroba.sqlite3"
        shutil.copyfile(_file_with_tables(), file)
        yield f"sqlite:///{file}"
        return
    name = f"journeys_{uuid.uuid4().hex[:12]}"
    copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
        sql.Identifier(name), sql.Identifier(_with_tables(server))
    )
    _tell(server, copy)
    try:
        yield _address(server, name)
    finally:
        _drop(server, name)


@cache
def _file_with_tables() -> Path:
    """Return a file that has its tables and nothing in them."""
    folder = Path(tempfile.mkdtemp(prefix="hiroba-tables-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / "hiroba.sqlite3"
    manage(environment(folder, f"sqlite:///{file}"), "migrate")
    return file


@cache
def _with_tables(server: str) -> str:
    """Return a database that has its tables and nothing in them."""
    name = f"tables_{uuid.uuid4().hex[:12]}"
    _tell(server, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    atexit.register(_drop, server, name)
    with tempfile.TemporaryDirectory(prefix="hiroba-tables-") as folder:
        manage(environment(Path(folder), _address(server, name)), "migrate")
    return name


def _address(server: str, name: str) -> str:
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def _drop(server: str, name: str) -> None:
    drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
    _tell(server, drop)


def _tell(server: str, command: sql.Composed) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(command)


def environment(folder: Path, address: str) -> dict[str, str]:
    """Return the environment of every process of this server."""
    return {
        **os.environ,
        "HIROBA_DATA": str(folder),
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
    }


def manage(env: dict[str, str], *arguments: str) -> str:
    """Run a management command and return what it printed.

    Where the office has a clock of the test's, the command goes by it.
    """
    door = ["-m", "tests.journeys.clock"] if CLOCK in env else ["manage.py"]
    done = subprocess.run(
        [sys.executable, *door, *arguments],
        cwd=ROOT,
        env=env,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


@contextmanager
def serving(env: dict[str, str]) -> Iterator[str]:
    """Serve on a free port of the loopback and yield the address.

    Where the office has a clock of the test's, its pages go by it.
    """
    product = "tests.journeys.dated" if CLOCK in env else "config.wsgi"
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            product,
            "--bind",
            f"127.0.0.1:{port}",
            "--worker-class",
            "gthread",
            "--threads",
            "4",
            "--timeout",
            "120",
            "--log-level",
            "error",
        ],
        cwd=ROOT,
        env=env,
    )
    try:
        _wait(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_SECONDS)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/sign-in/", timeout=2):  # noqa: S310 - our own address
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    message = f"the server at {address} did not come up"
    raise RuntimeError(message)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
