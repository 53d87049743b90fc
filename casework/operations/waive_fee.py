"""Waive the fee or a part of it (費用の減免), where the regime allows it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.balances import balance_of
from casework.errors import CaseworkError
from casework.models import FeeWaiver, Unit
from casework.operations.begin import begin, touch
from casework.wording import day
from offices.models import Staff
from ordinances.loading import pack as load_pack


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverFacts:
    """What need not be paid.

    Attributes:
        on: The day of the waiver.
        amount_yen: How much of the fee; postage is not waived.
        reason_code: A reason of the pack.
        remark: Anything to say about it.
    """

    on: date
    amount_yen: int
    reason_code: str
    remark: str = ""


class CannotWaiveFee(CaseworkError):
    """The fee cannot be waived so.

    Attributes:
        field: What to mend.
    """

    def __init__(self, code: str, message: str, *, field: str) -> None:
        self.code, self.field = code, field
        super().__init__(message)


@transaction.atomic
def waive_fee(
    *,
    unit: Unit,
    waiver: WaiverFacts,
    version: int | None,
    by: Staff,
    on: date,
    at: datetime,
) -> FeeWaiver:
    """Waive what is left of the fee, or a part of it.

    Args:
        unit: A unit whose copies were charged.
        waiver: How much and why.
        version: The version the person read.
        by: Who waives it.
        on: The day of recording.
        at: The instant.

    Returns:
        The waiver.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The unit is not decided.
        Stale: Somebody changed the unit since.
        CannotWaiveFee: The regime knows no waiver on that day or not this reason,
            the day does not fit, or it is more than the fee that is left.

    Source:
        The waiver is the pack's; for Nerima none was found, so it is off [assumed].
    """
    unit = begin("waive_fee", unit, by=by, on=on, version=version)
    _check(unit, waiver, on=on)
    row = FeeWaiver.objects.create(
        unit=unit,
        on=waiver.on,
        amount_yen=waiver.amount_yen,
        reason_code=waiver.reason_code,
        remark=waiver.remark.strip(),
        staff=by,
        at=at,
    )
    touch(unit)
    _tell(unit, row, by=by, at=at)
    return row


def _tell(unit: Unit, row: FeeWaiver, *, by: Staff, at: datetime) -> None:
    trail.record(
        stream=unit.case.stream,
        act="waive_fee",
        subject=f"unit:{unit.pk}",
        by=by.as_actor(),
        at=at,
        facts={
            "on": row.on.isoformat(),
            "amount_yen": row.amount_yen,
            "reason_code": row.reason_code,
        },
        detail={"remark": row.remark} if row.remark else {},
    )


def waiver_off_sentence(unit: Unit) -> str:
    """Return why fees are not waived in a unit's regime."""
    regime = load_pack(unit.regime).name_ja
    return _("%(regime)s knows no waiver of fees.") % {"regime": regime}


def fee_left(unit: Unit) -> int:
    """Return how much of the fee is still to be paid, postage left aside."""
    balance = balance_of(unit)
    return max(min(balance.fee_yen - balance.waived_yen, balance.open_yen), 0)


def _check(unit: Unit, waiver: WaiverFacts, *, on: date) -> None:
    fees = load_pack(unit.regime).fees
    if waiver.on > on or (unit.outcome_on and waiver.on < unit.outcome_on):
        message = _("A fee is waived between the decision and today. Check the day.")
        raise CannotWaiveFee("day_does_not_fit", message, field="on")
    if not fees.can_waive(waiver.on):
        raise CannotWaiveFee("waiver_off", waiver_off_sentence(unit), field="on")
    if waiver.reason_code not in {row.code for row in fees.reasons_on(waiver.on)}:
        message = _("This is no reason to waive a fee on %(day)s. Choose another.")
        raise CannotWaiveFee(
            "unknown_reason", message % {"day": day(waiver.on)}, field="reason_code"
        )
    most = fee_left(unit)
    if not 1 <= waiver.amount_yen <= most:
        message = _("Between 1 and %(most)s yen can be waived: the fee that is left.")
        raise CannotWaiveFee(
            "more_than_fee", message % {"most": f"{most:,}"}, field="amount_yen"
        )
