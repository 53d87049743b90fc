"""What a bench prints: the machine, then one line per figure."""

import os
import platform
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from statistics import median
from time import perf_counter
from typing import TypeVar

Answer = TypeVar("Answer")
NAMES, FIGURES, AIMS = 46, 14, 7
PACKAGES = ("django", "psycopg", "jpholiday")


@dataclass(frozen=True, slots=True)
class Line:
    """One figure, what is aimed at, and how it came about."""

    name: str
    figure: str
    aim: str = ""
    note: str = ""


def machine() -> str:
    """Name what was measured on."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{os.cpu_count()} cores, {platform.machine()}, Python "
        f"{platform.python_version()}, SQLite {sqlite3.sqlite_version}, {packages}"
    )


def write(line: Line) -> str:
    """Return the text of a line; names and figures stand in columns."""
    text = f"{line.name:<{NAMES}}  {line.figure:>{FIGURES}}  {line.aim:<{AIMS}}"
    return f"{text}  {line.note}".rstrip()


def clock(
    act: Callable[[], Answer], *, by: Callable[[], float] = perf_counter
) -> tuple[float, Answer]:
    """Return the seconds an act takes, and its answer.

    Args:
        act: What is measured.
        by: The clock; `process_time` for what only computes, so that other
            programs on the machine do not count.
    """
    begun = by()
    answer = act()
    return by() - begun, answer


def ratio(above: Sequence[float], below: Sequence[float]) -> float:
    """Return the median of the ratios of two runs taken in turn."""
    return median(a / b for a, b in zip(above, below, strict=True))
