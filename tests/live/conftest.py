"""A database for each live test: a copy of one that was migrated once."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.live.databases import ADDRESS, copy_of, empty_database, server_in_use

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAM = (
    "import sys, django; django.setup(); "
    "from tests.live.crew import main; main(sys.argv[1:])"
)
PATIENCE_SECONDS = 300
PATIENCE_IN_FULL = 1500


@dataclass(frozen=True, slots=True)
class Standing:
    """How the processes ended, and what stands in the database afterwards.

    Attributes:
        codes: Exit codes, sorted; -9 was killed.
        taken: Kind and fiscal year → the numbers that stand, sorted.
        cases: Whole cases.
        units: Units of them.
        events: Clock events of them.
        entries: Entries of the trail that tell of an opening.
        counters: The counters, sorted.
    """

    codes: list[int]
    taken: dict[str, list[int]]
    cases: int
    units: int
    events: int
    entries: int
    counters: list[int]


Crew = Callable[..., Standing]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of a migrated database nobody is connected to."""
    folder = tmp_path_factory.mktemp("live")
    with empty_database(server_in_use(), folder) as address:
        _run(address, "prepare", patience=PATIENCE_SECONDS)
        yield address


@pytest.fixture
def crew(template: str, tmp_path: Path, full_size: bool) -> Iterator[Crew]:
    """Yield a function that sends 32 processes to a copy of the database."""
    patience = PATIENCE_IN_FULL if full_size else PATIENCE_SECONDS
    with copy_of(template, server_in_use(), tmp_path) as address:

        def send(verb: str, *arguments: str) -> Standing:
            printed: dict[str, Any] = json.loads(
                _run(address, verb, *arguments, patience=patience)
            )
            return Standing(**printed)

        yield send


def _run(address: str, *arguments: str, patience: int) -> str:
    """Run a crew; one that takes too long is ended with all its processes."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=ROOT,
        env={
            **os.environ,
            ADDRESS: address,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
        },
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        printed, _ = process.communicate(timeout=patience)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    assert process.returncode == 0
    return printed
