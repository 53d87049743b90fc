"""What was shown or copied when a disclosure was carried out: plain facts."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """What was shown or copied.

    A ledger tells `sheets` and `fee_yen` as it has them. At the desk a `method` is
    named, and both follow from the copies by the pack's prices of the day.

    Attributes:
        on: The day; None when a ledger knows only sheets or fee.
        sheets: Sides handed over, as told.
        fee_yen: What was charged, in yen, as told.
        method: A code of `casework.models.WantedMethod`; empty when only told.
        copies: Kind of copy of `ordinances.fees.COPY_KINDS` and how many.
        at_cost: Kind charged at cost and what all of that kind cost.
        postage_yen: What the post cost; no part of the fee.
        is_partial: Whether more is still to be handed over.
        supersedes: Key of the entry that was wrong and is replaced by this one.
        remark: Anything to say about it.
    """

    on: date | None
    sheets: int | None = None
    fee_yen: int | None = None
    method: str = ""
    copies: tuple[tuple[str, int], ...] = ()
    at_cost: tuple[tuple[str, int], ...] = ()
    postage_yen: int | None = None
    is_partial: bool = False
    supersedes: int | None = None
    remark: str = ""
