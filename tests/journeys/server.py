"""Start Hiroba for the browser: own data folder, own database, own port."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests.journeys.clock import CLOCK

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_SECONDS = 30


@contextmanager
def database_address(folder: Path) -> Iterator[str]:
    """Yield the address of a fresh database: a file, or one more on the server."""
    server = os.environ.get("TEST_DATABASE_URL", "")
    if not server:
        yield f"sqlite:///{folder / 'hiroba.sqlite3'}"
        return
    name = f"journeys_{uuid.uuid4().hex[:12]}"
    parts = urlsplit(server)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield urlunsplit(parts._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            )


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
