"""How the units of a year end: exactly as often as the plan says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desk.demonstration.dice import Dice
from desk.demonstration.requests import UnitDraft
from desk.demonstration.vocabulary import GroundSet, Topic, ground_set

WITHHELD = ("non_disclosure", "partial")
SCALE = 12


@dataclass(frozen=True, slots=True)
class End:
    """An outcome and the grounds it rests on."""

    outcome: str
    grounds: GroundSet = ()


def planned_ends(plan: Mapping[str, Any]) -> list[tuple[End, int]]:
    """Return the ends of a plan and how often each comes, rare ones first.

    `partial` comes last: whatever no other end has taken is disclosed in part.
    """
    ends: list[tuple[End, int]] = []
    for outcome in ("withdrawn", "absent", "non_disclosure", "full", "partial"):
        if outcome in WITHHELD:
            ends += _with_grounds(outcome, plan[outcome])
        else:
            ends.append((End(outcome), plan["outcomes"][outcome]))
    return ends


def allot(
    units: Sequence[UnitDraft], ends: Sequence[tuple[End, int]], *, dice: Dice
) -> list[End]:
    """Give every unit an end that suits what it asks for.

    Args:
        units: As many as the ends add up to.
        ends: How often each end comes; taken in order.
        dice: Chance.

    Returns:
        One end per unit, in the order of the units.
    """
    found: dict[int, End] = {}
    waiting = set(range(len(units)))
    later = [end.outcome for end, _ in ends]
    for position, (end, n) in enumerate(ends):
        open_outcomes = frozenset(later[position:])
        weights = {
            index: _weight(units[index].request.topic, end, open_outcomes)
            for index in sorted(waiting)
        }
        taken = dice.heaviest(weights, n)
        found.update(dict.fromkeys(taken, end))
        waiting.difference_update(taken)
    if waiting or len(found) != len(units):
        raise ValueError(f"The plan ends {len(found)} of {len(units)} units.")
    return [found[index] for index in range(len(units))]


def _with_grounds(outcome: str, sets: Mapping[str, int]) -> list[tuple[End, int]]:
    return [(End(outcome, ground_set(text)), n) for text, n in sets.items()]


def _weight(topic: Topic, end: End, open_outcomes: frozenset[str]) -> int:
    """Return how well an end suits a topic, among the outcomes still open."""
    likely = topic.outcomes.get(end.outcome, 0)
    if end.grounds:
        return likely and topic.grounds.get(end.grounds, 0)
    total = sum(n for outcome, n in topic.outcomes.items() if outcome in open_outcomes)
    return max(1, SCALE * likely // total) if likely else 0
