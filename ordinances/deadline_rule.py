"""One period as a record of parameters; ``periods`` counts by it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from ordinances.dated import Dated


class Origin(StrEnum):
    """The event a period counts from."""

    RECEIPT = "receipt"
    KNOWN = "known"
    DISPOSITION = "disposition"
    DISCLOSED = "disclosed"
    NOTIFIED = "notified"
    DECISION = "decision"
    DETERMINATION = "determination"
    POSTED = "posted"


class FirstDay(StrEnum):
    """Whether the day of the event is itself counted (民法第140条)."""

    EXCLUDED = "excluded"
    INCLUDED = "included"


class Unit(StrEnum):
    """The unit of a period; a week is seven days."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class HolidayPolicy(StrEnum):
    """What closed days (休日) do to a period."""

    NONE = "none"
    ROLL_END = "roll_end"
    SKIP_LISTED_AND_ROLL = "skip_listed_and_roll"


class SuspensionCount(StrEnum):
    """Which ends of a supplementation span are left out of the count."""

    DIFFERENCE = "difference"
    BOTH_ENDS = "both_ends"


@dataclass(frozen=True, slots=True)
class Extension:
    """How a period can be lengthened.

    ``add`` lengthens the period itself by ``days``; ``cap`` allows any day up
    to ``days`` counted from the origin like the period.
    """

    kind: Literal["add", "cap"]
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRule(Dated):
    """One period, complete: everything ``periods`` needs to count it.

    Attributes:
        key: the name other code asks for, such as ``decision``.
        origin: the event the period counts from.
        first_day: whether that day itself is counted.
        length: how many units.
        unit: day, week, month or year.
        extension: how far it can be extended, or None.
        extension_gate: within what the extension must be issued.
        special_gate: the same for a special extension.
        special_days: days for the first part under a special extension.
        holiday_policy: what closed days do.
        suspendable: whether supplementation stops the clock.
        suspension_count: which ends of such a span are left out.
        cap_excludes_suspension: whether the cap moves with the span.
        special_excludes_suspension: the same for ``special_days``.
        assumed: the parameters that were not read in a text; with any of
            them ``verified`` is False.
    """

    key: str
    label_ja: str
    label_en: str
    origin: Origin
    first_day: FirstDay
    length: int
    unit: Unit
    extension: Extension | None = None
    extension_gate: Literal["initial_period"] | None = None
    special_gate: Literal["initial_period"] | None = None
    special_days: int | None = None
    holiday_policy: HolidayPolicy = HolidayPolicy.NONE
    suspendable: bool = False
    suspension_count: SuspensionCount = SuspensionCount.DIFFERENCE
    cap_excludes_suspension: bool = False
    special_excludes_suspension: bool = False
    assumed: tuple[str, ...] = ()
