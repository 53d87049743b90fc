"""Strike out a payment entered by mistake, or pay money back: by a further row."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from casework.balances import balance_of
from casework.errors import CaseworkError
from casework.models import Payment, PaymentKind, Unit
from casework.operations.begin import begin, touch
from casework.operations.record_payment import tell
from casework.wording import day
from offices.models import Staff
from ordinances.fiscal_years import fiscal_year_of

CORRECTIONS = frozenset({PaymentKind.VOID, PaymentKind.REFUND})


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentCorrection:
    """What was wrong with a payment.

    Attributes:
        payment: Its key.
        kind: `void` where it was entered by mistake, `refund` where money goes back.
        on: The day.
        amount_yen: How much goes back; a struck-out payment goes whole.
        reason: Why, in words.
    """

    payment: int
    kind: str
    on: date
    amount_yen: int | None = None
    reason: str


class CannotCorrectPayment(CaseworkError):
    """The payment cannot be corrected so.

    Attributes:
        field: What to mend.
    """

    def __init__(self, code: str, message: str, *, field: str) -> None:
        self.code, self.field = code, field
        super().__init__(message)


@transaction.atomic
def correct_payment(
    *,
    unit: Unit,
    correction: PaymentCorrection,
    version: int | None,
    by: Staff,
    on: date,
    at: datetime,
) -> Payment:
    """Write the row that corrects a payment; the payment itself stays as it is.

    Args:
        unit: Its unit.
        correction: Which payment, and how it is corrected.
        version: The version the person read.
        by: Who corrects it.
        on: The day of recording.
        at: The instant.

    Returns:
        The correcting row.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The unit is not decided.
        Stale: Somebody changed the unit since.
        CannotCorrectPayment: There is no such payment, it was corrected before,
            more would go back than was paid too much, or no reason is stated.
    """
    unit = begin("correct_payment", unit, by=by, on=on, version=version)
    payment = _payment(unit, correction)
    _check(payment, correction, on=on)
    amount = _amount(unit, payment, correction)
    row = Payment.objects.create(
        unit=unit,
        kind=correction.kind,
        on=correction.on,
        amount_yen=amount,
        fiscal_year=fiscal_year_of(correction.on),
        revenue_fiscal_year=payment.revenue_fiscal_year,
        corrects=payment,
        reason=correction.reason.strip(),
        staff=by,
        at=at,
    )
    touch(unit)
    tell(unit, row, act="correct_payment", by=by, at=at)
    return row


def _payment(unit: Unit, correction: PaymentCorrection) -> Payment:
    received = unit.payments.filter(kind=PaymentKind.RECEIVED)
    payment = received.filter(pk=correction.payment).first()
    if payment is None:
        message = _("Choose the payment that is to be corrected.")
        raise CannotCorrectPayment("no_payment", message, field="payment")
    return payment


def _check(payment: Payment, correction: PaymentCorrection, *, on: date) -> None:
    if correction.kind not in CORRECTIONS:
        message = _("Say whether the entry was wrong or money is paid back.")
        raise CannotCorrectPayment("unknown_kind", message, field="kind")
    if not correction.reason.strip():
        message = _("Please state why the payment is corrected.")
        raise CannotCorrectPayment("no_reason", message, field="reason")
    if not payment.on <= correction.on <= on:
        message = _(
            "The correction lies between the payment of %(paid)s and today, "
            "%(today)s. Check the day."
        ) % {"paid": day(payment.on), "today": day(on)}
        raise CannotCorrectPayment("day_does_not_fit", message, field="on")
    if payment.corrections.filter(kind=PaymentKind.VOID).exists():
        message = _("This payment was struck out already.")
        raise CannotCorrectPayment("struck_out", message, field="payment")


def _amount(unit: Unit, payment: Payment, correction: PaymentCorrection) -> int:
    """Return how much the correction takes back."""
    gone = payment.corrections.aggregate(sum=Sum("amount_yen"))["sum"] or 0
    if correction.kind == PaymentKind.VOID:
        if gone:
            message = _(
                "Part of this payment was paid back already, so it did come in. "
                "Pay back the rest instead."
            )
            raise CannotCorrectPayment("paid_back_already", message, field="kind")
        return payment.amount_yen
    amount = correction.amount_yen or 0
    most = min(payment.amount_yen - gone, max(-balance_of(unit).open_yen, 0))
    if not 1 <= amount <= most:
        message = _(
            "Between 1 and %(most)s yen can be paid back: what was paid too much. "
            "A wrong entry is struck out; a fee is mended by replacing the disclosure."
        ) % {"most": f"{most:,}"}
        raise CannotCorrectPayment("too_much_back", message, field="amount_yen")
    return amount
