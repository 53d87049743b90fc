"""Until when a decision can be contested, counted from the day its letter arrived."""

from dataclasses import dataclass
from datetime import date

from casework.closed_days import closed_days_of
from casework.models import Decision, Unit
from ordinances.calendars import OutsideCalendar, load_calendar
from ordinances.dated import NotInForce
from ordinances.loading import municipality
from ordinances.periods import due

KNOWN, DISPOSITION = "known", "disposition"
# rule of the appeals pack → from which day it counts, whether it is an appeal
RULES = (
    ("appeal_known", KNOWN, True),
    ("appeal_disposition", DISPOSITION, True),
    ("revocation_suit", KNOWN, False),
    ("revocation_suit_disposition", DISPOSITION, False),
)


@dataclass(frozen=True, slots=True)
class AppealWindow:
    """The last days for an appeal and for a suit: the earlier of either pair.

    Attributes:
        arrived_on: The day the letter arrived.
        verified: Whether the pack's values were all read in the law.
    """

    arrived_on: date
    appeal_until: date | None
    suit_until: date | None
    verified: bool


def appeal_window(unit: Unit, decision: Decision, arrived_on: date) -> AppealWindow:
    """Count the periods of the appeals pack, past the closing days of the office.

    Args:
        unit: The unit of the decision.
        decision: The decision that counts.
        arrived_on: The day its letter arrived: it was known from then on.

    Source:
        行政不服審査法第18条, 行政事件訴訟法第14条; the values are the pack's.
    """
    code = unit.regime.partition("/")[0]
    city = municipality(code)
    pack = city.regime_for(
        kind="appeal",
        organ_code=unit.organ.code if unit.organ else None,
        received_on=arrived_on,
    )
    calendar = load_calendar(closed_days_of(code))
    ends: dict[bool, list[date]] = {True: [], False: []}
    verified = True
    for key, counted_from, is_appeal in RULES:
        begins = arrived_on if counted_from == KNOWN else decision.decided_on
        try:
            rule = pack.deadline(key, begins)
            ends[is_appeal].append(due(rule, origin_on=begins, calendar=calendar))
        except (NotInForce, OutsideCalendar):
            continue
        verified = verified and rule.verified
    return AppealWindow(
        arrived_on=arrived_on,
        appeal_until=min(ends[True], default=None),
        suit_until=min(ends[False], default=None),
        verified=verified,
    )
