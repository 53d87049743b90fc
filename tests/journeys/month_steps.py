"""What a line of the month's plan is: an act on a day, and what it leaves behind."""

from dataclasses import dataclass, field
from datetime import date

YEAR = 2026


def day(text: str) -> date:
    """Read `05-07` as a day of the month's year."""
    month, _, of_month = text.partition("-")
    return date(YEAR, int(month), int(of_month))


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something done on a page.

    Attributes:
        on: The day it is done.
        act: The verb of the act.
        due: What the unit shows afterwards: a due date, `waits 12` (it stands
            still with twelve days left), or nothing where it is as before.
        branch: The unit of the request.
        what: What the act is about: an outcome, a day, a sum.
        paper: The form of the letter that goes out, for the act `issue`.
        to: Who gets it.
        refused: Whether the page turns it down.
    """

    on: date
    act: str
    due: str = ""
    branch: int = 1
    what: str = ""
    paper: str = ""
    to: str = ""
    refused: bool = False


def did(on: str, act: str, what: str = "", *, due: str = "", branch: int = 1) -> Step:
    """Note an act."""
    return Step(on=day(on), act=act, what=what, due=due, branch=branch)


def refused(on: str, act: str, what: str = "", *, branch: int = 1) -> Step:
    """Note an act the page turns down; nothing moves."""
    return Step(on=day(on), act=act, what=what, branch=branch, refused=True)


def paper(on: str, form: str, *, to: str = "requester", branch: int = 1) -> Step:
    """Note a letter that goes out."""
    return Step(on=day(on), act="issue", paper=form, to=to, branch=branch)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request of the month.

    Attributes:
        number: Its place in the plan; the house numbers by the day of receipt.
        division: Who holds the records of each unit.
        received: The receipt day.
        due: The due date as the receipt slip shows it.
        steps: What is done, in order.
        ends: How each unit ends; None while it waits at the end of the month.
        grounds: The grounds of each unit's counted decision.
    """

    number: int
    division: str
    received: date
    due: date
    steps: tuple[Step, ...]
    ends: tuple[str | None, ...]
    grounds: tuple[tuple[str, ...], ...] = field(default=())
