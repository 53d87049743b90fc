"""How much a test does: the size of every day, or the long one of `--full`."""

import os
from typing import TypeVar

FULL = "HIROBA_FULL"
Size = TypeVar("Size")


def is_full() -> bool:
    """Tell whether the long sizes are wanted."""
    return os.environ.get(FULL) == "1"


def pick(*, quick: Size, full: Size) -> Size:
    """Return the size that was asked for."""
    return full if is_full() else quick
