"""With a guard off, the walk parts from the model: it can fail."""

from collections.abc import Callable

import pytest

from tests.factories.way.moves import MOVES
from tests.factories.way.walk import Walk

LONGEST = 6000

pytestmark = pytest.mark.django_db


def nothing(*_args: object, **_kwargs: object) -> None:
    """Stand in for a guard that refuses nothing."""


def always(*_args: object, **_kwargs: object) -> bool:
    """Stand in for a question that is always answered yes."""
    return True


def never(*_args: object, **_kwargs: object) -> bool:
    """Stand in for a question that is always answered no."""
    return False


@pytest.mark.parametrize(
    ("place", "stand_in"),
    [
        ("begin.require", nothing),
        ("approve.suffices", always),
        ("approve.has_concurred", always),
        ("approve._check_people", nothing),
        ("decide._same_person", never),
        ("decide_record._check_versions", nothing),
        ("draft.check_choice", nothing),
        ("void._check_undecided", nothing),
        ("withdraw._check", nothing),
        ("assign._check_handler", nothing),
        ("conclude.check_outcome", nothing),
    ],
)
def test_walk_goes_red_when_a_guard_is_off(
    monkeypatch: pytest.MonkeyPatch, place: str, stand_in: Callable[..., object]
) -> None:
    monkeypatch.setattr(f"casework.operations.{place}", stand_in)
    walk = Walk(77, MOVES)

    for _step in range(LONGEST):
        walk.step()
        if walk.divergences:
            break

    assert walk.divergences != []
