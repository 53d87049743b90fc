"""What of one handler's open work can go to another."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from casework.models import Bar, Unit
from casework.permissions import may
from offices.models import Staff


@dataclass(frozen=True, slots=True)
class HandOverLine:
    """An open unit, and whether the other person may work on it.

    It is shown to whoever keeps the accounts: number, division and phase, as any
    division knows of another's unit, nothing of the content.
    """

    unit: Unit
    can_go: bool


def open_units_of(handler: Staff) -> QuerySet[Unit]:
    """Return the undecided units a person handles, in a fixed order."""
    return (
        Unit.objects.filter(handler=handler, outcome=None, voided=False)
        .select_related("case", "division")
        .order_by("pk")
    )


def hand_over_plan(giver: Staff, receiver: Staff, *, on: date) -> list[HandOverLine]:
    """Return every open unit of a person and whether another may take it.

    Args:
        giver: Who handles them now.
        receiver: Who is to handle them.
        on: The day whose grants hold.

    Returns:
        One line per unit. A unit stays where the other person has no right to
        work on it, or must not see the case.
    """
    units = list(open_units_of(giver))
    return plan_of(units, receiver, on=on)


def plan_of(units: list[Unit], receiver: Staff, *, on: date) -> list[HandOverLine]:
    """Return the lines of units that were read already."""
    barred = set(
        Bar.objects.filter(
            staff=receiver, case__in={unit.case_id for unit in units}
        ).values_list("case", flat=True)
    )
    return [
        HandOverLine(
            unit,
            unit.case_id not in barred and may(receiver, "decide_record", unit, on=on),
        )
        for unit in units
    ]
