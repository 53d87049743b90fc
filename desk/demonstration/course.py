"""The days of a unit between receipt and the hand-over of copies."""

from dataclasses import dataclass
from datetime import date, timedelta

from desk.demonstration.dice import Dice
from desk.demonstration.open_days import last_open, next_open, open_days

DISCLOSED = ("full", "partial")
# out of a hundred
SAME_DAY, LATE, EXTENDED = 4, 1, {"full": 4, "partial": 9, "absent": 4}
LATE_DAYS = 8
HANDOVER_DAYS = 12
EXTENSIONS = (21, 28, 30, 44, 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """How long a decision may take.

    Attributes:
        days: Calendar days from receipt.
        last_on: Everything is over on this day.
    """

    days: int
    last_on: date

    def due_on(self, received_on: date, *, days: int = 0) -> date:
        """Return the open day on which a period ends."""
        return next_open(received_on + timedelta(days=days or self.days))


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What happened to a unit, and when.

    Attributes:
        decided_on: The day of the outcome.
        extended_until: The extended due date, if it was extended.
        handed_over_on: The day copies were handed over, if there were any.
        is_late: Whether the decision came after its due date.
    """

    decided_on: date
    extended_until: date | None = None
    handed_over_on: date | None = None
    is_late: bool = False


def run(received_on: date, outcome: str, *, period: Period, dice: Dice) -> Course:
    """Let a unit take its course.

    Args:
        received_on: The receipt day.
        outcome: How it ends.
        period: How long it may take.
        dice: Chance.
    """
    due_on = period.due_on(received_on)
    if outcome == "withdrawn":
        return Course(decided_on=dice.pick(open_days(received_on, due_on)))
    if outcome == "full" and dice.hits(SAME_DAY):
        return Course(decided_on=received_on, handed_over_on=received_on)
    until_on = None
    if dice.hits(EXTENDED.get(outcome, 0)):
        until_on = period.due_on(received_on, days=dice.pick(EXTENSIONS))
    is_late = dice.hits(LATE) and until_on is None
    decided_on = (
        _after(due_on, dice=dice, most=period.last_on)
        if is_late
        else _decision_day(received_on, due_on, until_on, dice=dice)
    )
    return Course(
        decided_on=decided_on,
        extended_until=until_on,
        handed_over_on=_handover_day(decided_on, outcome, period.last_on, dice=dice),
        is_late=is_late,
    )


def _decision_day(
    received_on: date, due_on: date, until_on: date | None, *, dice: Dice
) -> date:
    """Return an open day, likelier towards the end of the period."""
    first = (due_on if until_on else received_on) + timedelta(days=1)
    choices = open_days(first, until_on or due_on)
    return max(dice.pick(choices), dice.pick(choices))


def _after(due_on: date, *, dice: Dice, most: date) -> date:
    late_on = next_open(due_on + timedelta(days=dice.between(1, LATE_DAYS)))
    return min(late_on, most)


def _handover_day(
    decided_on: date, outcome: str, last_on: date, *, dice: Dice
) -> date | None:
    if outcome not in DISCLOSED:
        return None
    until_on = last_open(min(decided_on + timedelta(days=HANDOVER_DAYS), last_on))
    return dice.pick(open_days(decided_on, until_on))
