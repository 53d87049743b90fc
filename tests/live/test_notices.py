"""Letters through faults: none lost, none crossed, every swap caught."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from config import engine
from tests import sizes
from tests.live.databases import copy_of, server_in_use
from tests.live.workers import Workplace, until, workplace

pytestmark = pytest.mark.live

ROOT = Path(__file__).resolve().parent.parent.parent
DESK = (
    "import sys, django; django.setup(); "
    "from tests.live.notice_desk import main; main(sys.argv[1:])"
)
LETTERS = sizes.pick(quick=24, full=1000)
PATIENCE_SECONDS = sizes.pick(quick=240, full=2400)
KILLED = -9
POINTS = (
    "before the lock",
    "after the lock",
    "before the print",
    "after the print",
    "before the file",
    "inside the file",
    "before the row",
    "after the commit",
)
KILLS = sizes.pick(
    quick=("after the lock", "before the row", "after the commit"), full=POINTS
)


@pytest.fixture
def place(template: str, tmp_path: Path) -> Iterator[Workplace]:
    with (
        copy_of(template, server_in_use(), tmp_path) as address,
        workplace(tmp_path, address) as found,
    ):
        yield found


def start(place: Workplace, *arguments: str) -> "subprocess.Popen[str]":
    """Start a process of the office."""
    return subprocess.Popen(
        [sys.executable, "-c", DESK, *arguments],
        cwd=ROOT,
        env={**os.environ, **place.env},
        stdout=subprocess.PIPE,
        text=True,
    )


def run(place: Workplace, *arguments: str) -> tuple[int, Any]:
    """Let a process do something; return how it ended and what it said."""
    return ended(start(place, *arguments))


def ended(process: "subprocess.Popen[str]") -> tuple[int, Any]:
    """Wait for a process; return how it ended and what it said."""
    said, _ = process.communicate(timeout=PATIENCE_SECONDS)
    return process.returncode, json.loads(said) if said else None


def asked(place: Workplace, *arguments: str) -> Any:
    code, said = run(place, *arguments)
    assert code == 0
    return said


def is_whole(seen: Any) -> bool:
    """Tell whether every letter is printed once, with its own words."""
    return bool(
        seen["issued"] == seen["printed"] == LETTERS
        and seen["numbers"] == list(range(1, LETTERS + 1))
        and seen["wrong"] == []
    )


def files(place: Workplace) -> list[Path]:
    """Return the finished files."""
    return list((place.folder / "notices").rglob("*.pdf"))


def test_two_workers_cross_no_letter_and_every_swap_is_caught(
    place: Workplace,
) -> None:
    """By a clock that stands: nothing but the letter itself tells them apart."""
    asked(place, "issue", str(LETTERS))
    crew = [start(place, "print", "none", "0") for _number in range(2)]

    shares = []
    for worker in crew:
        code, share = ended(worker)
        assert code == 0
        shares.append(share)

    assert sum(shares) == LETTERS
    assert is_whole(asked(place, "look"))
    assert len(files(place)) == LETTERS
    assert asked(place, "swap") == {
        "injected": 3 * LETTERS,
        "caught": 3 * LETTERS,
        "right": LETTERS,
    }


def test_kill_at_any_of_eight_points_loses_no_letter(place: Workplace) -> None:
    asked(place, "issue", str(LETTERS))
    for point in KILLS:
        code, _said = run(place, "print", point, "2")
        assert code == KILLED, point

    asked(place, "print", "none", "0")

    assert is_whole(asked(place, "look"))
    # killed before its row, a file is the very one that was written again
    assert len(files(place)) == LETTERS


def test_broker_that_is_emptied_and_stopped_loses_no_letter(place: Workplace) -> None:
    place.start_broker()
    for _number in range(2):
        place.start_sweeper()
    asked(place, "issue", str(LETTERS))
    until(lambda: len(files(place)) > LETTERS // 8)
    engine._speak(place.socket, b"FLUSHALL\r\n")
    place.stop_broker()
    time.sleep(1)
    place.start_broker()

    end = time.monotonic() + PATIENCE_SECONDS
    while len(files(place)) < LETTERS and time.monotonic() < end:
        time.sleep(0.1)

    until(lambda: is_whole(asked(place, "look")))
    assert len(files(place)) == LETTERS
