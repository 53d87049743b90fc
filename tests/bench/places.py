"""Where a bench works: databases and processes of its own, gone afterwards."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.live.databases import ADDRESS, copy_of, empty_database, server_in_use
from tests.postgresql import server

ROOT = Path(__file__).resolve().parent.parent.parent
PREPARED = "HIROBA_BENCH_OFFICE"
PROGRAM = (
    "import sys, django; django.setup(); "
    "from tests.bench.{module} import main; main(sys.argv[1:])"
)


@contextmanager
def place(engine: str) -> Iterator[tuple[str, Path]]:
    """Yield the address of a server (empty for SQLite) and a folder.

    The server is the one `TEST_DATABASE_URL` names, else one of the bench's own.
    """
    with TemporaryDirectory(prefix="hiroba-bench-") as folder, ExitStack() as stack:
        address = ""
        if engine == "postgresql":
            address = server_in_use() or stack.enter_context(server())
        yield address, Path(folder)


@contextmanager
def office(address: str, folder: Path) -> Iterator[dict[str, str]]:
    """Yield the environment of a fresh installation without cases.

    Whoever runs many benches prepares one office and names it by `PREPARED`.
    """
    folder.mkdir(exist_ok=True)
    template = os.environ.get(PREPARED)
    with (
        copy_of(template, address, folder)
        if template
        else empty_database(address, folder)
    ) as database:
        env = _environment(database, folder)
        if not template:
            prepare(env)
        yield env


@contextmanager
def prepared_office(address: str, folder: Path) -> Iterator[str]:
    """Yield the address of an installation to be copied."""
    with empty_database(address, folder) as database:
        prepare(_environment(database, folder))
        yield database


def prepare(env: dict[str, str]) -> None:
    """Set an installation up, without cases."""
    run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], env)
    run([sys.executable, "manage.py", "prepare_office"], env)


def _environment(database: str, folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        ADDRESS: database,
        "HIROBA_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }


def run_module(module: str, arguments: Sequence[str], env: dict[str, str]) -> str:
    """Run `main` of a module of this folder in a process and return its output."""
    program = PROGRAM.format(module=module)
    return run([sys.executable, "-c", program, *arguments], env)


def run(command: Sequence[str], env: dict[str, str]) -> str:
    """Run one step; what it complains of is shown."""
    done = subprocess.run(
        command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout
