"""The search of an office against a walk over its rows, and against its aim."""

import argparse
import json
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from tests.bench.places import office, place, run_module
from tests.bench.report import Line, ratio

AIM, AIM_OF_RATIO = "<= 300", "<= 1.0"
PERCENTILE = 0.95


def measure(options: argparse.Namespace) -> Iterator[Line]:
    """Measure on every engine that was asked for."""
    for engine in options.engines:
        with place(engine) as (server, folder), office(server, folder) as env:
            arguments = [str(options.cases), str(options.repeats)]
            turns = json.loads(run_module("search_run", arguments, env))
        yield from _lines(engine, turns)


def _lines(engine: str, turns: dict[str, Any]) -> Iterator[Line]:
    yield Line(f"{engine}: cases, units", f"{turns['cases']:,}, {turns['units']:,}")
    yield Line(
        f"{engine}: rows missed",
        str(turns["missed"]),
        "0",
        f"{turns['compared']} words against a walk over every row",
    )
    for name, asked in turns["asked"].items():
        spent = asked["page"]
        figure = f"{1000 * median(spent):.0f} / {1000 * late(spent):.0f} ms"
        yield Line(
            f"{engine}: page, {name}",
            figure,
            AIM,
            f"p50 / p95; {asked['hits']:,} hits, {asked['statements']} statements",
        )
        yield Line(
            f"{engine}: search / LIKE scan, {name}",
            f"{ratio(asked['search'], asked['scan']):.2f} x",
            AIM_OF_RATIO,
            f"{1000 * median(asked['search']):.0f} / "
            f"{1000 * median(asked['scan']):.0f} ms",
        )


def late(spent: Sequence[float]) -> float:
    """Return the time that 95 of 100 turns keep."""
    ordered = sorted(spent)
    return ordered[min(len(ordered) - 1, int(len(ordered) * PERCENTILE))]
