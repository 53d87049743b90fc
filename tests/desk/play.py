"""One act as it is played: on which unit, by whom, with what."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from casework.models import Unit
from tests.factories.cases import intake, make_unit
from tests.factories.cast import Cast

TODAY = date(2020, 6, 12)
Stage = Callable[[Cast], Unit]
Body = Callable[[Cast], dict[str, object]]
OFFICER, DIVISION = "records_officer", "division_staff"
LONG = "長" * 5000


def received(cast: Cast) -> Unit:
    """Return a unit nobody has touched."""
    return make_unit(
        intake(division=cast.office.general_affairs, requester="山田 花子")
    )


@dataclass(frozen=True, slots=True)
class Play:
    """One act.

    Attributes:
        typed: what somebody typed that must not be lost.
        wrong: fields that make the same form refused.
        is_versioned: Whether a change by somebody else stops it.
        entries: how many entries of the trail the act writes.
    """

    act: str
    person: str
    stage: Stage
    body: Body
    typed: str
    wrong: dict[str, object] = field(default_factory=dict)
    is_versioned: bool = True
    entries: int = 1

    def __str__(self) -> str:
        return self.act

    def form(self, cast: Cast, unit: Unit) -> dict[str, object]:
        """Return the form as somebody sends it who said yes to the check."""
        sent = {"token": f"key-of-{self.act}", "version": unit.version, "confirm": "1"}
        return {**sent, **self.body(cast)}
