"""The page of a year against SQL written by hand for the same tables."""

import argparse
import json
from collections.abc import Iterator
from statistics import median
from typing import Any

from tests.bench.places import office, place, run_module
from tests.bench.report import Line, ratio

AIM = "<= 1.5"


def measure(options: argparse.Namespace) -> Iterator[Line]:
    """Measure on every engine that was asked for."""
    for engine in options.engines:
        with place(engine) as (server, folder), office(server, folder) as env:
            arguments = [str(options.units), str(options.repeats)]
            turns = json.loads(run_module("annual_run", arguments, env))
        yield from _lines(engine, turns)


def _lines(engine: str, turns: dict[str, Any]) -> list[Line]:
    def line(name: str, above: str, below: str, aim: str, note: str) -> Line:
        figure = f"{ratio(turns[above], turns[below]):.2f} x"
        times = " / ".join(f"{1000 * median(turns[t]):.1f}" for t in (above, below))
        counts = " / ".join(str(turns["n_statements"][t]) for t in (above, below))
        return Line(
            f"{engine}: {name}", figure, aim, f"{times} ms, {counts} statements; {note}"
        )

    units, in_year = turns["units"]
    return [
        Line(f"{engine}: units, of them in the year", f"{units:,}, {in_year:,}"),
        line("numbers / SQL", "numbers", "sql", AIM, "the cells, like for like"),
        line("statement / SQL", "statement", "sql_twice", AIM,
             "with captions, sentences and identities on a second path"),
        line("statement / SQL of cells", "statement", "sql", "",
             "the second path on one side only"),
        line("page / SQL of cells", "page", "sql", "", "from request to answer"),
    ]  # fmt: skip
