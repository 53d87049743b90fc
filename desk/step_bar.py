"""The steps of a unit from receipt to its end: where it stands, with real days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from casework.models import Decision, Draft, Implementation, Unit
from casework.phases import Phase

State = Literal["done", "current", "ahead", "left_out"]

IDENTIFY, DRAFT, APPROVE, IMPLEMENT, END = 1, 2, 3, 5, 6


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        on: The day it was reached; None while ahead or where nobody wrote it down.
        target: The part of the page that tells more, for a step behind.
        state: `left_out` when the unit ended without it.
    """

    label: str
    on: date | None
    target: str
    state: State

    @property
    def state_in_words(self) -> str:
        """What the colour says, for those who do not see it."""
        return {
            "done": pgettext("step", "done"),
            "current": pgettext("step", "now"),
            "ahead": pgettext("step", "to come"),
            "left_out": pgettext("step", "not needed"),
        }[self.state]


def steps_of(
    unit: Unit,
    *,
    records_since: date | None,
    draft: Draft | None,
    decision: Decision | None,
    implementations: Sequence[Implementation],
) -> list[Step]:
    """Return the steps of a unit in order.

    Args:
        unit: The unit.
        records_since: When its first records were listed.
        draft: Its latest draft.
        decision: The decision that counts.
        implementations: What was shown or copied.
    """
    shown_on = min((item.on for item in implementations if item.on), default=None)
    ended_on = shown_on or unit.outcome_on if unit.phase == Phase.CLOSED else None
    days = [
        (pgettext("step", "Receipt"), unit.received_on, "request-heading"),
        (pgettext("step", "Identification"), records_since, "records-heading"),
        (pgettext("step", "Draft"), draft.on if draft else None, "draft-heading"),
        (
            pgettext("step", "Approval"),
            decision.approved_on if decision else None,
            "end-heading",
        ),
        (
            pgettext("step", "Notice"),
            decision.decided_on if decision else None,
            "end-heading",
        ),
        (pgettext("step", "Disclosure"), shown_on, "fees-heading"),
        (pgettext("step", "End"), ended_on, "end-heading"),
    ]
    now = _current(unit, has_records=records_since is not None)
    return [
        Step(label, on, target, _state(place, on, now))
        for place, (label, on, target) in enumerate(days)
    ]


def place_in_words(steps: Sequence[Step]) -> str:
    """Say how far the unit is: step 3 of 7."""
    current = [place for place, step in enumerate(steps, 1) if step.state == "current"]
    return _("Step %(place)s of %(last)s") % {
        "place": current[0] if current else len(steps),
        "last": len(steps),
    }


def _current(unit: Unit, *, has_records: bool) -> int:
    """Return the place of the step that is under way; past the last at the end."""
    if unit.phase == Phase.CLOSED:
        return END + 1
    if unit.phase == Phase.DECIDED:
        return IMPLEMENT
    if unit.phase == Phase.APPROVAL:
        return APPROVE
    return DRAFT if has_records else IDENTIFY


def _state(place: int, on: date | None, now: int) -> State:
    if place == now:
        return "current"
    if place > now:
        return "ahead"
    return "done" if on or place == END else "left_out"
