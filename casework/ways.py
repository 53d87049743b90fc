"""In which way a record is to be shown, and until when the requester can say so."""

from dataclasses import dataclass
from datetime import date

from casework.closed_days import closed_days_of
from casework.models import Unit
from ordinances.calendars import Calendar, load_calendar
from ordinances.dated import NotInForce
from ordinances.loading import pack as load_pack
from ordinances.periods import due

PERIOD = "implementation_choice"


@dataclass(frozen=True, slots=True)
class Way:
    """The way that holds.

    Attributes:
        methods: Codes of `WantedMethod`; empty when nobody said.
        stated_on: None where the request named it.
    """

    methods: tuple[str, ...]
    stated_on: date | None


def way_of(unit: Unit) -> Way:
    """Return the way that holds: the latest statement, else that of the request."""
    stated = unit.ways.order_by("-pk").first()
    if stated is not None:
        return Way(tuple(stated.methods), stated.stated_on)
    return Way(tuple(unit.case.wanted_methods), None)


def statement_due_on(unit: Unit, arrived_on: date) -> date | None:
    """Return the last day on which the way can be stated.

    Args:
        unit: A decided unit.
        arrived_on: The day its notice arrived.

    Returns:
        None where the regime sets no such period on that day.

    Source:
        個人情報保護法 87(3); for public records the value is the pack's, not read.
    """
    try:
        rule = load_pack(unit.regime).deadline(PERIOD, arrived_on)
    except NotInForce:
        return None
    return due(rule, origin_on=arrived_on, calendar=calendar_of(unit))


def calendar_of(unit: Unit) -> Calendar:
    """Return the calendar of a unit's municipality, with its own closing days."""
    pack = load_pack(unit.regime)
    return load_calendar(closed_days_of(pack.municipality))
