"""Run the suite: on SQLite, again on PostgreSQL, and in a browser.

`./hiroba test [--full] [--without-browser] [--processes N] [PYTEST ARGUMENTS]`.
Two runs of the suite, one per engine, both without the browser; then the browser
tests on PostgreSQL and one of them on SQLite. What is the same on either engine
(marked `once`: it asks no database, or brings its own) is asked again on the second
one in the full size only. The last line says how many
tests passed and failed in all of them.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from tests import chromium
from tests.postgresql import NoPostgreSQL, server
from tests.totals import TOTALS_FILE

ADDRESS = "TEST_DATABASE_URL"
NOTHING_COLLECTED = 5


@dataclass(frozen=True, slots=True)
class Run:
    """One run of pytest.

    Attributes:
        name: What it is called in the summary.
        address: The database; empty for a file of its own.
        marks: The tests it takes.
    """

    name: str
    address: str
    marks: str


@dataclass(slots=True)
class Result:
    """What a run came to."""

    name: str
    passed: int = 0
    failed: int = 0
    spent: float = 0.0
    code: int = 0


def main(arguments: list[str]) -> int:
    """Run everything that was asked for and add it up."""
    options, rest = read(arguments)
    signal.signal(signal.SIGTERM, _stop)
    with ExitStack() as stack:
        try:
            runs = plan(options, stack)
        except (NoPostgreSQL, chromium.NoChromium) as error:
            print(f"hiroba: {error}\n0 passed, 1 failed")
            return 1
        results = [execute(run, options, rest) for run in runs]
    return report(results, narrowed=bool(rest))


def read(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """Separate our options from pytest's."""
    parser = argparse.ArgumentParser(prog="./hiroba test")
    parser.add_argument("--full", action="store_true", help="the long sizes")
    parser.add_argument("--without-browser", action="store_true")
    parser.add_argument("--processes", default="2", help="side by side (2)")
    parser.add_argument(
        "--engine", choices=["sqlite", "postgresql"], help="only this one"
    )
    return parser.parse_known_args(arguments)


def plan(options: argparse.Namespace, stack: ExitStack) -> list[Run]:
    """Return the runs, with a PostgreSQL and a browser at hand if one needs them."""
    runs = []
    if not options.without_browser:
        os.environ[chromium.CHROMIUM] = chromium.require()
    if options.engine != "postgresql":
        runs.append(Run("SQLite", "", "not browser"))
    if options.engine != "sqlite":
        address = os.environ.get(ADDRESS) or stack.enter_context(server())
        is_second = options.engine is None and not options.full
        marks = "not browser and not once" if is_second else "not browser"
        runs.append(Run("PostgreSQL", address, marks))
        if not options.without_browser:
            runs.append(Run("browser, PostgreSQL", address, "browser"))
    if not options.without_browser and options.engine != "postgresql":
        runs.append(Run("browser, SQLite", "", "smoke"))
    return runs


def execute(run: Run, options: argparse.Namespace, rest: list[str]) -> Result:
    """Run pytest once in processes of its own."""
    print(f"\n=== {run.name}", flush=True)
    command = [sys.executable, "-m", "pytest", "-m", run.marks]
    if options.processes != "0":
        # a month in the browser is one long test: the other process goes on beside it
        command += ["-n", options.processes, "--dist", "worksteal"]
    command += ["--full", *rest] if options.full else rest
    env = {**os.environ, ADDRESS: run.address, "PYTHONUNBUFFERED": "1"}
    with tempfile.TemporaryDirectory(prefix="hiroba-totals-") as folder:
        totals = Path(folder) / "totals.json"
        begun = time.monotonic()
        done = subprocess.run(
            command, env={**env, TOTALS_FILE: str(totals)}, check=False
        )
        result = Result(run.name, spent=time.monotonic() - begun, code=done.returncode)
        if totals.exists():
            found = json.loads(totals.read_text(encoding="utf-8"))
            result.passed, result.failed = found["passed"], found["failed"]
    return result


def report(results: list[Result], *, narrowed: bool) -> int:
    """Print one line per run and the totals; anything unclear has failed.

    A run that finds no test has failed, unless arguments narrowed the choice and
    another run found some.
    """
    print("\n=== totals")
    sums: Counter[str] = Counter()
    for result in results:
        empty = result.code == NOTHING_COLLECTED and not result.failed
        broken = result.code != 0 and not result.failed and not (empty and narrowed)
        sums["passed"] += result.passed
        sums["failed"] += result.failed + broken
        note = " (it ended badly)" if broken else ""
        print(
            f"{result.name:<20} {result.passed:>6} passed {result.failed:>4} failed "
            f"{result.spent:>7.1f} s{note}"
        )
    if not sums["passed"]:
        sums["failed"] += not sums["failed"]
    print(f"\n{sums['passed']} passed, {sums['failed']} failed")
    return 1 if sums["failed"] else 0


def _stop(_signal: int, _frame: object) -> NoReturn:
    """End as Ctrl-C does, so that the server is stopped."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("\nhiroba: the tests were stopped.")
        sys.exit(130)
