"""Lists over the API against the same list written by hand, at eight clients."""

import argparse
import json
from collections.abc import Iterator
from statistics import median
from typing import Any

from tests.bench.places import office, place, run_module
from tests.bench.report import Line, ratio

AIM = ">= 15 %"
# two sides of a second each: the bench ends within a minute
MOST_REPEATS = 15


def measure(options: argparse.Namespace) -> Iterator[Line]:
    """Measure on every engine that was asked for."""
    for engine in options.engines:
        with place(engine) as (server, folder), office(server, folder) as env:
            repeats = min(options.repeats, MOST_REPEATS)
            found = json.loads(
                run_module("api_run", [str(options.units), str(repeats)], env)
            )
        yield from _lines(engine, found)


def _lines(engine: str, found: dict[str, Any]) -> list[Line]:
    api, raw = found["turns"]["api"], found["turns"]["raw"]
    return [
        Line(
            f"{engine}: list of the API / raw driver",
            f"{100 * ratio(api, raw):.1f} %",
            AIM,
            f"{median(api):,.0f} / {median(raw):,.0f} requests/s, 8 clients, 50 rows",
        ),
        Line(
            f"{engine}: statements of a list",
            str(found["statements"]),
            "<= 4",
            "token, person and grants with them",
        ),
    ]
