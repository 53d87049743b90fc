"""What is proposed for a unit, and how the city approved it: plain facts."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The outcome an officer proposes.

    Attributes:
        outcome: A code of the pack, usually the derived one.
        differs_reason: Why, when it is another than the derived one.
        note: What the approver should know.
        alive_confirmed: Said yes to a record destroyed although it was asked for.
    """

    outcome: str
    differs_reason: str = ""
    note: str = ""
    alive_confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalApproval:
    """An approval in the city's own document system (文書管理システム).

    Attributes:
        number: The number of the approval there.
        approved_on: The day of the final approval.
        approver_name: Who approved, as written there.
        decided_on: The day on the notice.
    """

    number: str
    approved_on: date
    approver_name: str
    decided_on: date
