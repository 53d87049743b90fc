"""The queue at a million units against a hundredth of them, and its page 600.

One process per size, both asked in turn: what the machine does beside hits both.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any

from tests.bench.places import PROGRAM, ROOT, office, place
from tests.bench.report import Line, ratio

# the small office has one unit of so many
PART = 100
# fewer would not fill a page
SMALLEST = 100
# requests of each page per repeat
REQUESTS = 4
TIMED = ("queue", "deep", "division", "cases")
SIZES = ("size 20", "size 50", "size 100")
MILLISECONDS = 1000


@dataclass(slots=True)
class World:
    """A process with an office in it."""

    process: "subprocess.Popen[str]"
    units: int

    def ask(self, name: str) -> dict[str, Any]:
        """Let it open one page."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{name}\n")
        self.process.stdin.flush()
        return _heard(self.process)


def measure(options: argparse.Namespace) -> Iterator[Line]:
    """Measure on every engine that was asked for."""
    for engine in options.engines:
        with place(engine) as (server, folder), ExitStack() as stack:
            large, small = (
                stack.enter_context(
                    _world(stack.enter_context(office(server, folder / str(n))), n)
                )
                for n in (options.most, max(options.most // PART, SMALLEST))
            )
            yield from _lines(engine, large, small, options.repeats * REQUESTS)


def _lines(engine: str, large: World, small: World, turns: int) -> Iterator[Line]:
    yield Line(f"{engine}: units", f"{large.units:,}", note=f"against {small.units:,}")
    spent = _take_turns(large, small, turns)
    for name, what in (
        ("queue", "queue, p95"),
        ("division", "queue of a division, p95"),
        ("cases", "cases by receipt, p95"),
    ):
        above, below = spent[name, "large"], spent[name, "small"]
        yield Line(
            f"{engine}: {what}, large / small",
            f"{_p95(above) / _p95(below):.2f} x",
            "<= 1.25" if name == "queue" else "",
            f"{_ms(_p95(above))} / {_ms(_p95(below))} ms; medians "
            f"{_ms(median(above))} / {_ms(median(below))} ms, "
            f"{ratio(above, below):.2f} x",
        )
    first, deep = spent["queue", "large"], spent["deep", "large"]
    yield Line(
        f"{engine}: page 600 / page 1",
        f"{ratio(deep, first):.2f} x",
        "<= 1.2",
        f"{_ms(median(deep))} / {_ms(median(first))} ms",
    )
    for name in SIZES:
        found = large.ask(name)
        yield Line(
            f"{engine}: statements of a page of {found['rows']}",
            str(found["statements"]),
            note="session, person and grants with them",
        )


def _take_turns(
    large: World, small: World, turns: int
) -> dict[tuple[str, str], list[float]]:
    worlds = {"large": large, "small": small}
    spent: dict[tuple[str, str], list[float]] = {}
    for name in TIMED:
        for world in worlds.values():
            world.ask(name)
    for _ in range(turns):
        for name in TIMED:
            for size, world in worlds.items():
                seconds = world.ask(name)["seconds"]
                spent.setdefault((name, size), []).append(seconds)
    return spent


@contextmanager
def _world(env: dict[str, str], n_units: int) -> Iterator[World]:
    program = PROGRAM.format(module="list_run")
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(n_units)],
        cwd=ROOT,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield World(process, _heard(process)["units"])
    finally:
        process.kill()
        process.wait()


def _heard(process: "subprocess.Popen[str]") -> dict[str, Any]:
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, "the process ended; it said why above"
    heard: dict[str, Any] = json.loads(line)
    return heard


def _p95(spent: list[float]) -> float:
    return quantiles(spent, n=20)[-1] if len(spent) > 1 else spent[0]


def _ms(seconds: float) -> str:
    return f"{MILLISECONDS * seconds:.1f}"
