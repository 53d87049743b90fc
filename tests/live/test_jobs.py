"""A real broker, real workers, a real database: no job lost, none done twice."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.live.databases import copy_of, server_in_use
from tests.live.plans import PROCESSES
from tests.live.workers import Workplace, until, workplace

pytestmark = pytest.mark.live

# one more than a page takes in itself
ROWS = 3_001
# enough for the writing to be met in the middle
MANY_ROWS = 6_000
NO_WORKER = "ウェブサーバー自身が処理を行います"


@pytest.fixture
def place(template: str, tmp_path: Path) -> Iterator[Workplace]:
    with (
        copy_of(template, server_in_use(), tmp_path) as address,
        workplace(tmp_path, address) as made,
    ):
        yield made


def ended(place: Workplace, pk: int) -> Any:
    """Wait until a job has ended and return how it stands."""

    def look() -> Any:
        seen = place.ask("look", str(pk))
        return seen if seen["state"] not in {"waiting", "running"} else None

    return until(look)


def is_whole(seen: Any, *, rows: int, attempts: int) -> bool:
    """Tell whether the ledger was taken in, once."""
    return bool(
        seen["state"] == "done"
        and seen["attempts"] == attempts
        and seen["cases"] == seen["rows"] == rows
        and seen["runs"] == [seen["result"]]
        and seen["breaks"] == 0
    )


def stage_of(place: Workplace, pk: int) -> str:
    """Return the stage a worker is in, as its sign of life says."""
    try:
        text = (place.folder / "jobs" / f"{pk}.json").read_text(encoding="ascii")
    except FileNotFoundError:
        return ""
    return str(json.loads(text)["stage"])


def test_worker_does_what_the_page_rings_for(place: Workplace) -> None:
    place.start_broker()
    place.start_worker()

    seen = place.ask("browse", str(ROWS))

    assert seen["has_broker"]
    assert NO_WORKER not in seen["first"]
    assert "notice--success" in seen["last"]
    assert is_whole(place.ask("look", str(seen["pk"])), rows=ROWS, attempts=1)


@pytest.mark.once
def test_web_process_does_it_without_a_broker_and_says_so(place: Workplace) -> None:
    seen = place.ask("browse", str(ROWS))

    assert not seen["has_broker"]
    assert NO_WORKER in seen["first"]
    assert "notice--success" in seen["last"]
    assert is_whole(place.ask("look", str(seen["pk"])), rows=ROWS, attempts=1)


@pytest.mark.once
def test_worker_that_comes_later_finds_what_waits(place: Workplace) -> None:
    place.start_broker()
    pk = place.ask("ask", str(ROWS), "silent")
    before = place.ask("look", str(pk))["state"]

    place.start_worker()

    assert before == "waiting"
    assert is_whole(ended(place, pk), rows=ROWS, attempts=1)


def test_sweep_finds_what_a_broken_broker_lost(place: Workplace) -> None:
    place.start_broker()
    place.start_sweeper()
    place.stop_broker()

    pk = place.ask("ask", str(ROWS), "ring")
    before = place.ask("look", str(pk))["state"]
    place.start_broker()

    assert before == "waiting"
    assert is_whole(ended(place, pk), rows=ROWS, attempts=1)


def test_job_of_a_killed_worker_is_done_once(place: Workplace) -> None:
    place.start_broker()
    first = place.start_worker()
    pk = place.ask("ask", str(MANY_ROWS), "ring")
    until(lambda: stage_of(place, pk) == "write")

    place.kill(first)
    left = place.ask("look", str(pk))
    place.start_sweeper()
    place.start_sweeper()

    assert (left["state"], left["cases"], left["runs"]) == ("running", 0, [])
    assert is_whole(ended(place, pk), rows=MANY_ROWS, attempts=2)


def test_one_of_32_workers_gets_a_job(place: Workplace) -> None:
    assert place.ask("storm") == [1]


@pytest.mark.once
def test_every_worker_gets_it_without_the_guard(place: Workplace) -> None:
    assert place.ask("storm-unguarded") == [1] * PROCESSES
