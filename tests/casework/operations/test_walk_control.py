"""With a guard off, the walk parts from the model: it can fail."""

from collections.abc import Callable

import pytest

from tests.factories.way.moves import MOVES
from tests.factories.way.walk import Walk

LONGEST = 4000

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def nothing(*_args: object, **_kwargs: object) -> None:
    """Stand in for a guard that refuses nothing."""


def always(*_args: object, **_kwargs: object) -> bool:
    """Stand in for a question that is always answered yes."""
    return True


def never(*_args: object, **_kwargs: object) -> bool:
    """Stand in for a question that is always answered no."""
    return False


@pytest.mark.parametrize(
    ("act", "place", "stand_in"),
    [
        ("assign", "begin.require", nothing),
        ("approve", "approve.has_concurred", always),
        ("approve", "approve._check_people", nothing),
        ("decide", "decide._same_person", never),
        ("decide_record", "decide_record._check_versions", nothing),
        ("void", "void._check_undecided", nothing),
        ("withdraw", "withdraw._check", nothing),
        ("assign", "assign._check_handler", nothing),
        ("correct_decision", "conclude.check_outcome", nothing),
        ("order_supplementation", "order_supplementation._check_order", nothing),
        ("answer_supplementation", "answer_supplementation.move_clocks", nothing),
        ("lapse_supplementation", "lapse_supplementation._check", nothing),
        ("extend", "extend_period.check_notice", nothing),
        ("extend_specially", "extend_specially._check_days", nothing),
        ("implement", "carry_out.check_may_hand_over", nothing),
        ("appoint", "appoint._check_open", nothing),
        ("answer_consultation", "answer_consultation._check", nothing),
        ("redecide", "redecide._check", nothing),
    ],
)
def test_walk_goes_red_when_a_guard_is_off(
    monkeypatch: pytest.MonkeyPatch,
    act: str,
    place: str,
    stand_in: Callable[..., object],
) -> None:
    monkeypatch.setattr(f"casework.operations.{place}", stand_in)
    walk = Walk(77, MOVES, tempting=act)

    for _step in range(LONGEST):
        walk.step()
        if walk.divergences:
            break

    assert walk.divergences != []
