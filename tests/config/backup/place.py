"""Where an office stands in these tests: its data, its database, its key."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.config.door import DOOR, ROOT
from tests.live.databases import empty_database, server_in_use

OFFICE = (
    "import sys, django; django.setup(); "
    "from tests.config.backup.office import main; main(sys.argv[1:])"
)
KEY = "the key of the trail of the office in these tests, long enough"
PATIENCE_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Place:
    """An office, or room for one.

    Attributes:
        folder: Its data.
        address: Its database.
        key: The key of its trail.
    """

    folder: Path
    address: str
    key: str = KEY

    @property
    def env(self) -> dict[str, str]:
        """The environment of its processes."""
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.local",
            "DATABASE_URL": self.address,
            "HIROBA_DATA": str(self.folder),
            "HIROBA_BROKER": "none",
            "AUDIT_KEY": self.key,
            "SECRET_KEY": "a key of sessions",
        }

    def ask(self, *arguments: str) -> Any:
        """Let the office do something and return what it says."""
        done = subprocess.run(
            [sys.executable, "-c", OFFICE, *arguments],
            cwd=ROOT,
            env=self.env,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            timeout=PATIENCE_SECONDS,
        )
        return json.loads(done.stdout)

    def begin(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a process of the office and wait for its first line."""
        return _begun([sys.executable, "-c", OFFICE, *arguments], self.env)

    def manage(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        """Run a verb of the door to its end."""
        return subprocess.run(
            [sys.executable, "manage.py", *map(str, arguments)],
            cwd=ROOT,
            env=self.env,
            check=False,
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
        )

    def begin_to(self, *arguments: object) -> subprocess.Popen[str]:
        """Start a verb and wait for its first line."""
        command = [sys.executable, "-u", "manage.py", *map(str, arguments)]
        return _begun(command, self.env)

    def door(self, *arguments: object, where: Path) -> subprocess.CompletedProcess[str]:
        """Go through the door from some folder."""
        return subprocess.run(
            [sys.executable, "-B", DOOR, *map(str, arguments)],
            cwd=where,
            env=self.env,
            check=False,
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
        )


@contextmanager
def room(folder: Path, *, server: str | None = None, key: str = KEY) -> Iterator[Place]:
    """Yield room for an office: an empty folder, a database without tables.

    Args:
        folder: Below which it stands.
        server: A PostgreSQL server, empty for SQLite; None for the one in use.
        key: The key of its trail.
    """
    data = folder / "data"
    data.mkdir(parents=True, mode=0o700)
    server = server_in_use() if server is None else server
    with empty_database(server, folder) as address:
        yield Place(data, address, key)


def _begun(command: list[str], env: dict[str, str]) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline()
    return process
