"""Letters as they are issued, against the bare compiler printing the same words."""

import argparse
import json
import os
from collections.abc import Iterator
from statistics import median

from tests.bench.places import run_module
from tests.bench.report import Line, ratio

FEWEST = 5
AIM = ">= 0.7"


def measure(options: argparse.Namespace) -> Iterator[Line]:
    """Measure against a plain and a tagged PDF of the bare compiler."""
    repeats = max(FEWEST, options.repeats)
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    found = json.loads(
        run_module("notices_run", [str(repeats), str(options.letters)], env)
    )
    n_letters = found["letters"]
    for name, (ours, theirs) in found["turns"].items():
        speeds = [n_letters / median(spent) for spent in (ours, theirs)]
        yield Line(
            f"letters / bare typst, {name}",
            f"{ratio(theirs, ours):.2f} x",
            AIM,
            f"{speeds[0]:.0f} / {speeds[1]:.0f} letters/s, {repeats} x {n_letters} "
            "letters in turn",
        )
