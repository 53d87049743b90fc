"""A guard, how it is taken away, and the play that only it refuses."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import IntegrityError, transaction

from casework.errors import CaseworkError
from casework.models import Unit
from tests.factories.cast import Cast

DATABASE = "database"


def nothing(*_args: object, **_kwargs: object) -> None:
    """Stand in for a guard that refuses nothing."""


def no_words(*_args: object, **_kwargs: object) -> str:
    """Stand in for a question whose answer is a sentence when it refuses."""
    return ""


@dataclass(frozen=True, slots=True)
class Control:
    """One row of a table of controls.

    Attributes:
        guard: Dotted path of what refuses, as the operation sees it.
        stand_in: What stands there while the guard is off.
        code: The code of the refusal while it is on.
        code: The code of the refusal while it stands.
        play: What is refused, with what has to come before.
        stand_in: What stands in its place.
        beneath: What refuses then: a code, `database`, or nothing.
    """

    guard: str
    code: str
    play: Callable[[Cast, Unit], object]
    stand_in: Callable[..., object] = nothing
    beneath: str = ""


def name_of(control: Control) -> str:
    """Return a readable name for a row of the table."""
    return f"{control.guard.rpartition('operations.')[2]}-{control.code}"


def refused_with_and_without(
    control: Control, cast: Cast, unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> tuple[str, str]:
    """Play twice from the same state and return the codes of both refusals.

    Args:
        control: The guard and its play.
        cast: Who acts.
        unit: On what.
        monkeypatch: Takes the guard away for the second time.

    Returns:
        The code with the guard, and the one without it; empty where it went through.
    """
    code = _code(control, cast, unit)
    monkeypatch.setattr(control.guard, control.stand_in)
    return code, _code(control, cast, unit)


def _code(control: Control, cast: Cast, unit: Unit) -> str:
    try:
        with transaction.atomic():
            control.play(cast, unit)
    except IntegrityError:
        return DATABASE
    except CaseworkError as refusal:
        return str(getattr(refusal, "code", type(refusal).__name__))
    return ""
