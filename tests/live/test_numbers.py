"""Numbers under 32 processes: no gap and no double, whatever happens to them."""

from collections.abc import Mapping, Sequence

import pytest

from tests.live import plans
from tests.live.conftest import Crew
from tests.live.plans import KILLS, PROCESSES, plans_of
from tests.live.takers import GIVEN, REFUSED
from tests.sizes import pick

NUMBERS = pick(quick=2_000, full=10_000)
KILLED = -9
pytestmark = pytest.mark.live


def flaws(taken: Mapping[str, Sequence[int]], expected: Mapping[str, int]) -> list[str]:
    """Name every number that is missing, stands twice or is one too many."""
    found = []
    for key in sorted({*taken, *expected}):
        numbers, wanted = taken.get(key, ()), range(1, expected.get(key, 0) + 1)
        found += [f"{key}: no {n}" for n in wanted if n not in set(numbers)]
        found += [f"{key}: {n} beyond the last" for n in set(numbers) - set(wanted)]
        found += [
            f"{key}: {n} twice" for n in {n for n in numbers if numbers.count(n) > 1}
        ]
    return found


def test_numbers_have_no_gap_and_no_double(crew: Crew) -> None:
    planned = plans_of(NUMBERS)
    expected = plans.commits(planned)

    standing = crew("take", "--numbers", str(NUMBERS))

    assert flaws(standing.taken, expected) == []
    assert standing.codes == [KILLED] * KILLS + [0] * PROCESSES
    assert standing.counters == sorted(expected.values())
    n_cases = plans.cases(planned)
    rows = (standing.cases, standing.units, standing.events, standing.entries)
    assert rows == (n_cases,) * 4


def test_plan_is_the_one_promised() -> None:
    planned = plans_of(NUMBERS)
    n_commits, n_aborts = (plans.count(planned, e) for e in ("commit", "abort"))

    assert len(planned) == 32
    assert n_commits == NUMBERS
    assert n_aborts / (n_commits + n_aborts) == 0.2
    assert plans.count(planned, "kill") == KILLS
    assert plans.cases(planned) >= NUMBERS * 0.4
    by_key = plans.commits(planned)
    assert len(by_key) == 4
    assert min(by_key.values()) >= NUMBERS / 5
    # both fiscal years are in every process's hands, one after the other
    for plan in planned:
        days = [step.received_on for step in plan]
        assert len({*days}) == 2
        assert days != sorted(days)


@pytest.mark.once
def test_highest_number_plus_one_gives_doubles(crew: Crew) -> None:
    standing = crew("highest")

    [(key, numbers)] = standing.taken.items()
    assert f"{key}: 1 twice" in flaws(standing.taken, {key: PROCESSES})
    assert numbers == [1] * PROCESSES


@pytest.mark.once
def test_number_taken_outside_the_transaction_leaves_gaps(crew: Crew) -> None:
    standing = crew("outside")

    [key] = standing.taken
    found = flaws(standing.taken, {key: PROCESSES})
    assert f"{key}: no 1" in found
    assert f"{key}: {2 * PROCESSES} beyond the last" in found


def test_one_case_stands_when_everybody_gives_the_same_number(crew: Crew) -> None:
    standing = crew("given")

    assert standing.codes == [0] + [REFUSED] * (PROCESSES - 1)
    assert list(standing.taken.values()) == [[GIVEN]]
    rows = (standing.cases, standing.units, standing.events, standing.entries)
    assert rows == (1, 1, 1, 1)
    assert standing.counters == [GIVEN]


@pytest.mark.once
def test_everybody_has_the_number_without_the_constraint(crew: Crew) -> None:
    standing = crew("given-unguarded")

    assert standing.codes == [0] * PROCESSES
    assert list(standing.taken.values()) == [[GIVEN] * PROCESSES]
