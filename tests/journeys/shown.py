"""A page in a state it can be in, and who looks at it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Page

State = Literal["empty", "filled", "error"]
STATES: tuple[State, ...] = ("empty", "filled", "error")
OFFICER, DIVISION, MANAGER = "records_officer", "division_staff", "statistics_manager"

ASKS_NOTHING = "asks for nothing that could be wrong"
SHOWS_NOTHING = "shows nothing of the office that could be missing"


@dataclass(frozen=True, slots=True)
class Shown:
    """A page in a state.

    Attributes:
        address: the name of its address.
        role: who looks; empty before signing in.
        path: where it is.
        act: what brings it into the state once it is open.
            status: what the server answers.
        note: what sets it apart from the same page in the same state.
    """

    address: str
    state: State
    role: str
    path: str
    act: Callable[[Page], None] | None = None
    status: int = 200
    note: str = ""

    def __str__(self) -> str:
        parts = (self.address.replace(":", "."), self.state, self.note)
        return "-".join(part for part in parts if part)
