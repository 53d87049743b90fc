"""Every clock of the sweep equals the walk, in every time zone."""

import os
import subprocess
import sys
from collections import Counter
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from tests import sizes
from tests.ordinances import clock_sweep, clock_walk, day_walk
from tests.ordinances.clock_sweep import HISTORIES, TERMS, YEARS, Life, lives
from tests.ordinances.clock_walk import Days, Reading, Terms

ROOT = Path(__file__).parents[2]
PARTS = 4
N_LIVES = sizes.pick(quick=60_000, full=1_200_000)
N_COMPARED = sizes.pick(quick=50_000, full=1_000_000)
N_IN_A_ZONE = sizes.pick(quick=4_000, full=100_000)
ZONES = ("UTC", "Asia/Tokyo", "America/Los_Angeles")


@pytest.mark.parametrize("part", range(PARTS))
def test_every_clock_equals_the_walk(part: int) -> None:
    n, wrong = 0, []
    for life in lives(N_LIVES, first=part, step=PARTS):
        n += 1
        found, expected = clock_sweep.computed(life), clock_sweep.walked(life)
        if found != expected:
            wrong.append((life, found, expected))

    print(f"{n} combinations, {len(wrong)} wrong")  # noqa: T201 - the figure
    assert wrong[:3] == []
    assert n >= N_COMPARED // PARTS


def test_the_sweep_meets_every_value_of_every_parameter() -> None:
    terms: set[Terms] = set()
    histories: set[tuple[tuple[str, int, int | None], ...]] = set()
    seen: Counter[tuple[str, int]] = Counter()
    for life in lives(50_000):
        received = life.happenings[0][1]
        terms.add(life.terms)
        histories.add(
            tuple(
                (kind, on - received, until and until - received)
                for kind, on, until in life.happenings[1:]
            )
        )
        seen[clock_sweep.walked(life).state, life.year] += 1

    assert terms == set(TERMS)
    assert histories == set(HISTORIES)
    states = ("running", "suspended", "stopped", "unknown")
    assert set(seen) == {
        (state, year) for state in states for year in range(len(YEARS))
    }


def test_the_gate_of_an_extension_is_the_walked_initial_due_date() -> None:
    n, wrong = 0, []
    for life in lives(sizes.pick(quick=12_000, full=120_000)):
        reading = clock_sweep.walked(life)
        kinds = Counter(kind for kind, _, _ in life.happenings)
        if reading.initial is None or kinds["stopped"]:
            continue
        n += 1
        if clock_sweep.gate(life) != reading.initial:
            wrong.append((life, reading))

    assert wrong[:3] == []
    assert n >= sizes.pick(quick=1_000, full=10_000)


def test_three_time_zones_compute_the_same_clocks() -> None:
    digests = {zone: digest_in(zone) for zone in ZONES}

    assert len(set(digests.values())) == 1
    assert digests["UTC"] == clock_sweep.digest(N_IN_A_ZONE)
    assert digests["UTC"] != clock_sweep.digest(N_IN_A_ZONE - 1)


def digest_in(zone: str) -> str:
    """Compute in a process that believes in a time zone."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.ordinances.clock_sweep", str(N_IN_A_ZONE)],
        cwd=ROOT,
        env={**os.environ, "TZ": zone},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def another_rule(terms: Terms) -> dict[str, Terms]:
    """Return the rule with one parameter off by one, per parameter."""
    policies = {
        "none": "roll_end",
        "roll_end": "skip_listed_and_roll",
        "skip_listed_and_roll": "none",
    }
    return {
        "length": terms._replace(length=terms.length + 1),
        "first day": terms._replace(counts_first_day=not terms.counts_first_day),
        "policy": terms._replace(policy=policies[terms.policy]),
        "ends of a span": terms._replace(both_ends=not terms.both_ends),
        "extension": terms._replace(extension_days=terms.extension_days + 1),
        "cap moves": terms._replace(cap_moves=not terms.cap_moves),
        "first part": terms._replace(
            special_days=terms.special_days and terms.special_days - 1
        ),
        "first part moves": terms._replace(special_moves=not terms.special_moves),
    }


@pytest.mark.parametrize("changed", list(another_rule(Terms())))
def test_control_a_rule_off_by_one_is_noticed(changed: str) -> None:
    assert divergences(
        lambda life: life._replace(terms=another_rule(life.terms)[changed])
    )


@pytest.mark.parametrize(
    "kind", ["received", "suspended", "resumed", "extended", "special", "redated"]
)
def test_control_an_event_off_by_a_day_is_noticed(kind: str) -> None:
    def later(life: Life) -> Life:
        return life._replace(
            happenings=[
                (one, on + (one == kind), until and until + (one == kind))
                for one, on, until in life.happenings
            ]
        )

    assert divergences(later)


@pytest.mark.parametrize("kind", ["stopped", "reopened"])
def test_control_an_end_that_is_missed_is_noticed(kind: str) -> None:
    def without(life: Life) -> Life:
        return life._replace(
            happenings=[event for event in life.happenings if event[0] != kind]
        )

    assert divergences(without)


def test_control_a_calendar_without_one_holiday_is_noticed() -> None:
    forgotten = date(2020, 4, 29)
    days = Days.told_by(lambda on: on != forgotten and day_walk.is_listed(on))
    received = forgotten.toordinal() - 14
    life = Life(Terms(), [("received", received, None)], 0)
    assert clock_sweep.computed(life) == clock_sweep.walked(life)

    expected = clock_walk.read(life.terms, life.happenings, days)

    assert clock_sweep.computed(life) != expected
    assert expected == Reading(
        "running",
        forgotten.toordinal(),
        forgotten.toordinal(),
        date(2020, 6, 15).toordinal(),
    )


def divergences(change: clock_sweep.Change) -> bool:
    """Tell whether a changed expectation differs somewhere in a small sweep."""
    return any(
        clock_sweep.computed(life) != clock_sweep.walked(change(life))
        for life in islice(lives(20_000), 8_000)
    )
