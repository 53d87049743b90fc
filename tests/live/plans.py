"""Who takes which number when: laid down before a process starts.

A plan says of every attempt how it ends, so what the database must hold in the
end is known without asking it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Literal

from ordinances.fiscal_years import fiscal_year_of

PROCESSES = 32
KILLS = 12
SEED = 20200401
Ending = Literal["commit", "abort", "kill"]

KINDS = ("public_records", "self_info")
# the two sides of the turn of the fiscal year
DAYS = (date(2020, 3, 31), date(2020, 4, 1))
# of five attempts one is rolled back
COMMITS_PER_ABORT = 4
# of two numbers one is that of a whole case
NUMBERS_PER_CASE = 2


@dataclass(frozen=True, slots=True)
class Step:
    """One transaction that takes a number.

    Attributes:
        kind: The kind of case; it chooses the series.
        received_on: The receipt day; it chooses the fiscal year.
        is_case: Whether `open_case` takes the number, or `number.take` alone.
        ending: What becomes of the transaction.
    """

    kind: str
    received_on: date
    is_case: bool
    ending: Ending

    @property
    def key(self) -> str:
        """Kind and fiscal year: the numbers of one key are 1, 2, 3 …"""
        return f"{self.kind} {fiscal_year_of(self.received_on)}"


Plan = Sequence[Step]


def plans_of(numbers: int) -> list[Plan]:
    """Return one plan per process, always the same ones.

    Some processes are killed in mid-transaction, once each.

    Args:
        numbers: How many transactions commit, in all plans together.
    """
    dice = Random(SEED)  # noqa: S311 - a course of events, no secret
    endings: list[Ending] = ["commit"] * numbers
    endings += ["abort"] * (numbers // COMMITS_PER_ABORT)
    steps = [_step(dice, ending) for ending in endings]
    dice.shuffle(steps)
    plans = [steps[first::PROCESSES] for first in range(PROCESSES)]
    for victim in dice.sample(plans, KILLS):
        victim.insert(dice.randint(0, len(victim)), _step(dice, "kill"))
    return [tuple(plan) for plan in plans]


def commits(plans: Iterable[Plan]) -> dict[str, int]:
    """Return how many numbers every key has in the end."""
    return dict(Counter(s.key for s in _all(plans) if s.ending == "commit"))


def cases(plans: Iterable[Plan]) -> int:
    """Return how many whole cases stand in the end."""
    return sum(step.is_case and step.ending == "commit" for step in _all(plans))


def count(plans: Iterable[Plan], ending: Ending) -> int:
    """Return how many transactions end in this way."""
    return sum(step.ending == ending for step in _all(plans))


def legs(plan: Plan) -> list[Plan]:
    """Cut a plan behind each kill: what one process does, then its successor."""
    found: list[list[Step]] = [[]]
    for step in plan:
        found[-1].append(step)
        if step.ending == "kill":
            found.append([])
    return [tuple(leg) for leg in found if leg]


def _step(dice: Random, ending: Ending) -> Step:
    is_case = dice.randrange(NUMBERS_PER_CASE) == 0
    return Step(dice.choice(KINDS), dice.choice(DAYS), is_case, ending)


def _all(plans: Iterable[Plan]) -> list[Step]:
    return [step for plan in plans for step in plan]
