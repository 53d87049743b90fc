"""Chance that falls the same on every machine: digests of a seed and a count.

The generators of the standard library promise less: only parts of them stay as
they are from version to version.
"""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")

DIGEST_BYTES = 8
PERCENT = 100


class Dice:
    """A stream of draws that depends on its seed alone."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._drawn = 0

    def fork(self, label: str) -> "Dice":
        """Return another stream, so that a change in one leaves the others."""
        return Dice(f"{self._seed}/{label}")

    def draw(self) -> int:
        """Return the next number of 64 bits."""
        self._drawn += 1
        text = f"{self._seed}#{self._drawn}"
        return int.from_bytes(sha256(text.encode()).digest()[:DIGEST_BYTES])

    def below(self, n: int) -> int:
        """Return a number from 0 to n - 1."""
        return self.draw() % n

    def between(self, first: int, last: int) -> int:
        """Return a number from first to last, both included."""
        return first + self.below(last - first + 1)

    def hits(self, percent: int) -> bool:
        """Tell whether something happens that happens so many times in a hundred."""
        return self.below(PERCENT) < percent

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of the choices, each as likely."""
        return choices[self.below(len(choices))]

    def weighed(self, weights: Mapping[T, int]) -> T:
        """Return one of the keys, as likely as its weight says."""
        rest = self.below(sum(weights.values()))
        for choice, weight in weights.items():
            if rest < weight:
                return choice
            rest -= weight
        raise AssertionError("the rest is smaller than the sum of the weights")

    def shuffled(self, choices: Iterable[T]) -> list[T]:
        """Return the choices in any order."""
        return sorted(choices, key=lambda _: self.draw())

    def some(self, choices: Sequence[T], n: int) -> list[T]:
        """Return n different choices in the order they were given in."""
        taken = self.shuffled(range(len(choices)))[:n]
        return [choices[index] for index in sorted(taken)]

    def heaviest(self, weights: Mapping[T, int], n: int) -> list[T]:
        """Return n different keys, likelier the heavier, those of weight 0 last.

        The best of w draws is as good as one draw to the power of 1/w: a draw
        without replacement by weight, in whole numbers only.
        """
        keys = {
            choice: (weight > 0, max(self.draw() for _ in range(max(weight, 1))))
            for choice, weight in weights.items()
        }
        return sorted(keys, key=lambda choice: keys[choice], reverse=True)[:n]
