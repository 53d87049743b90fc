"""When a record may be handed over: the gap after an opposition, and holds."""

from datetime import date

from django.utils.translation import gettext as _

from casework.errors import CaseworkError
from casework.in_force import outcome_in_force
from casework.models import Hold, Unit
from casework.models.hold import holding_on
from casework.opposers import opposers_to_tell
from casework.phases import TO_IMPLEMENT
from casework.ways import calendar_of
from casework.wording import day
from ordinances.calendars import OutsideCalendar
from ordinances.loading import pack as load_pack
from ordinances.periods import due
from ordinances.schema import DeadlineRule

GAP = "two_weeks_between"


class CannotHandOver(CaseworkError):
    """The record may not be handed over on that day.

    Attributes:
        field: What to mend.
        earliest_on: The first day on which it may, where only the gap stands in
            the way.
    """

    field = "on"

    def __init__(
        self, code: str, message: str, *, earliest_on: date | None = None
    ) -> None:
        self.code, self.earliest_on = code, earliest_on
        super().__init__(message)


def earliest_implementation(unit: Unit) -> date | None:
    """Return the first day of disclosure against a written opposition.

    Counted from the decision that counts, and anew from one that varies it and
    judges a record of the opposer's: a correction moves it, a reopened unit has
    none. Two full weeks lie between.

    Args:
        unit: A unit.

    Returns:
        None where nobody opposed, or nothing of the opposer's is disclosed.

    Raises:
        OutsideCalendar: That day is not covered by the calendar.

    Source:
        行政機関の保有する情報の公開に関する法律 13(3), 個人情報保護法 86(3); for
        the city's ordinance (14) assumed. The period is the pack's.
    """
    decided_on = _opposed_on(unit)
    return None if decided_on is None else gap_end(unit, decided_on)


def check_may_hand_over(unit: Unit, *, on: date) -> None:
    """Refuse to show or hand over anything on a day, or to appoint that day.

    Args:
        unit: A decided unit, locked where something is written.
        on: The day of the disclosure.

    Raises:
        CannotHandOver: A hold is open, or the day lies before the earliest one.

    Source:
        As `earliest_implementation`; 行政不服審査法 25(1): no appeal stays by
        itself, that an asked stay is waited for is assumed.
    """
    _check_holds(unit, on=on)
    decided_on = _opposed_on(unit)
    if decided_on is None:
        return
    values = {
        "number": unit.number_text,
        "decided": day(decided_on),
        "source": _rule(unit, decided_on).source,
    }
    try:
        earliest_on = gap_end(unit, decided_on)
    except OutsideCalendar as error:
        message = _(
            "A third party opposed the disclosure of %(number)s, decided on "
            "%(decided)s: two full weeks lie between (%(source)s). The calendar does "
            "not reach so far; ask the administrator to add the coming year."
        )
        raise CannotHandOver("calendar_ends", message % values) from error
    if on < earliest_on:
        message = _(
            "A third party opposed the disclosure of %(number)s, decided on "
            "%(decided)s: two full weeks lie between (%(source)s). %(earliest)s is the "
            "earliest day; choose that day or a later one."
        )
        raise CannotHandOver(
            "gap_after_opposition",
            message % {**values, "earliest": day(earliest_on)},
            earliest_on=earliest_on,
        )


def holds_on(unit: Unit, *, on: date) -> list[Hold]:
    """Return the holds of a unit that hold on a day, oldest first."""
    return list(unit.holds.filter(holding_on(on)).order_by("from_on", "pk"))


def _check_holds(unit: Unit, *, on: date) -> None:
    for held in holds_on(unit, on=on):
        message = _(
            "The hand-over of %(number)s is held since %(since)s: %(kind)s. Lift the "
            "hold first, once its reason is gone."
        ) % {
            "number": unit.number_text,
            "since": day(held.from_on),
            "kind": held.get_kind_display(),
        }
        raise CannotHandOver("held", message)


def _opposed_on(unit: Unit) -> date | None:
    """Return the day of the last decision that discloses over an opposition."""
    if outcome_in_force(unit) not in TO_IMPLEMENT:
        return None
    days = [each.decision.decided_on for each in opposers_to_tell(unit)]
    return max(days, default=None)


def _rule(unit: Unit, decided_on: date) -> DeadlineRule:
    return load_pack(unit.regime).deadline(GAP, decided_on)


def gap_end(unit: Unit, decided_on: date) -> date:
    """Return the first day of disclosure over an opposition decided on a day.

    Raises:
        OutsideCalendar: That day is not covered by the calendar.
    """
    return due(
        _rule(unit, decided_on), origin_on=decided_on, calendar=calendar_of(unit)
    )
