"""How long a ledger takes to come in, and how much memory, at two sizes.

The command runs as an officer starts it. Its peak memory is the kernel's word on
that one process, so nothing of this bench is counted with it.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from time import perf_counter

from tests.bench.places import ROOT, office, place, run_module
from tests.bench.report import Line

KILOBYTES_PER_MEGABYTE = 1024
BYTES_PER_KILOBYTE = 1024
AIMS = {3_102: "<= 10 s", 30_000: "<= 60 s"}


@dataclass(frozen=True, slots=True)
class Ended:
    """What a process came to; the clock on the wall counts waiting, too."""

    seconds: float
    computing: float
    megabytes: float
    printed: str


def measure(options: argparse.Namespace) -> Iterator[Line]:
    """Import ledgers of every size on every engine that was asked for."""
    for engine in options.engines:
        with place(engine) as (server, folder):
            peaks = []
            for n_rows in options.rows:
                ended = _import(server, folder / str(n_rows), n_rows)
                peaks.append(ended.megabytes)
                yield _line(engine, n_rows, ended)
            growth = f"{max(peaks) - min(peaks):+.0f} MB"
            yield Line(f"{engine}: peak, most - least", growth)


def _import(server: str, folder: Path, n_rows: int) -> Ended:
    with office(server, folder) as env:
        path = folder / "ledger.csv"
        run_module("import_ledger_file", [str(n_rows), str(path)], env)
        ended = watch(
            [sys.executable, "manage.py", "import_ledger", "disclosure", str(path),
             "--create-divisions", "--json"],
            env,
        )  # fmt: skip
    report = json.loads(ended.printed)
    assert (report["created"], report["errors"]) == (n_rows, [])
    return ended


def watch(command: list[str], env: dict[str, str]) -> Ended:
    """Run one process and read off its time and its peak memory.

    Raises:
        AssertionError: It did not end well.
    """
    with TemporaryFile("w+") as out, TemporaryFile("w+") as errors:
        begun = perf_counter()
        process = subprocess.Popen(
            command, cwd=ROOT, env=env, stdout=out, stderr=errors, text=True
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        for stream in (out, errors):
            stream.seek(0)
        printed, said = out.read(), errors.read()
    assert process.returncode == 0, f"{printed}\n{said}"
    return Ended(
        seconds=seconds,
        computing=usage.ru_utime + usage.ru_stime,
        megabytes=_megabytes(usage.ru_maxrss),
        printed=printed,
    )


def _megabytes(peak: int) -> float:
    """Return a peak in megabytes; macOS counts bytes, Linux kilobytes."""
    kilobytes = peak / BYTES_PER_KILOBYTE if sys.platform == "darwin" else peak
    return kilobytes / KILOBYTES_PER_MEGABYTE


def _line(engine: str, n_rows: int, ended: Ended) -> Line:
    return Line(
        f"{engine}: {n_rows:,} rows",
        f"{ended.seconds:.1f} s",
        AIMS.get(n_rows, ""),
        f"{ended.computing:.1f} s of them computing, peak {ended.megabytes:.0f} MB; "
        "from start to end of the command",
    )
