"""What was shown or copied when a disclosure was carried out: plain facts."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """What was shown or copied.

    Attributes:
        on: The day; None when a ledger knows only sheets or fee.
        sheets: Sides handed over.
        fee_yen: What was charged, in yen.
    """

    on: date | None
    sheets: int | None = None
    fee_yen: int | None = None
