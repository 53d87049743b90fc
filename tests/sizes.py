"""How much a test does: the size of every day, or the long one of `--full`."""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

import pytest

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet

FULL = "HIROBA_FULL"
Size = TypeVar("Size")


def is_full() -> bool:
    """Tell whether the long sizes are wanted."""
    return os.environ.get(FULL) == "1"


def thinned(values: Iterable[object], *, one_of: int) -> "list[ParameterSet]":
    """Return parameters of which the second engine is asked one of so many."""
    return [
        pytest.param(value, marks=[pytest.mark.once] if place % one_of else [])
        for place, value in enumerate(values)
    ]


def pick(*, quick: Size, full: Size) -> Size:
    """Return the size that was asked for."""
    return full if is_full() else quick
