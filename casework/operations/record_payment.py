"""Record that copies were paid for, with the number of the receipt (領収)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.balances import balance_of
from casework.errors import CaseworkError
from casework.models import Payment, PaymentKind, PaymentMeans, Unit
from casework.operations import number
from casework.operations.begin import begin, touch
from casework.wording import day
from offices.models import Staff
from ordinances.fiscal_years import fiscal_year_of
from ordinances.loading import pack as load_pack

SERIES = "receipts"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFacts:
    """Money as it came in.

    Attributes:
        on: The day.
        amount_yen: How much.
        means: A code of `PaymentMeans`.
        revenue_fiscal_year: The year of the budget; None takes the pack's.
    """

    on: date
    amount_yen: int
    means: str
    revenue_fiscal_year: int | None = None


class CannotRecordPayment(CaseworkError):
    """The money cannot be entered so.

    Attributes:
        field: What to mend.
    """

    def __init__(self, code: str, message: str, *, field: str) -> None:
        self.code, self.field = code, field
        super().__init__(message)


@transaction.atomic
def record_payment(
    *,
    unit: Unit,
    payment: PaymentFacts,
    version: int | None,
    by: Staff,
    on: date,
    at: datetime,
) -> Payment:
    """Record a payment of what is due, or of what was quoted in advance.

    Args:
        unit: A unit whose copies were charged, or quoted.
        payment: What came in.
        version: The version the person read.
        by: Who took it.
        on: The day of recording.
        at: The instant.

    Returns:
        The payment with its receipt number.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The unit is not decided.
        Stale: Somebody changed the unit since.
        CannotRecordPayment: Amount, day, means or fiscal year do not fit.

    Source:
        Fees and the year of April and May are the pack's [assumed].
    """
    unit = begin("record_payment", unit, by=by, on=on, version=version)
    _check(unit, payment, on=on)
    year = fiscal_year_of(payment.on)
    row = Payment.objects.create(
        unit=unit,
        kind=PaymentKind.RECEIVED,
        on=payment.on,
        amount_yen=payment.amount_yen,
        means=payment.means,
        revenue_fiscal_year=_revenue_year(unit, payment),
        series=SERIES,
        fiscal_year=year,
        number=number.take(series=SERIES, fiscal_year=year),
        staff=by,
        at=at,
    )
    touch(unit)
    tell(unit, row, act="record_payment", by=by, at=at)
    return row


def revenue_year_of(unit: Unit, paid_on: date) -> int:
    """Return the fiscal year a payment belongs to unless somebody says another."""
    charged = unit.implementations.charged().order_by("-on", "-pk")
    due_since = charged.values_list("on", flat=True).first()
    return load_pack(unit.regime).fees.revenue_year_of(paid_on, due_since=due_since)


def tell(unit: Unit, row: Payment, *, act: str, by: Staff, at: datetime) -> None:
    """Tell the trail of money that came in, went back, or was struck out."""
    trail.record(
        stream=unit.case.stream,
        act=act,
        subject=f"unit:{unit.pk}",
        by=by.as_actor(),
        at=at,
        facts={
            "payment": row.pk,
            "kind": row.kind,
            "on": row.on.isoformat(),
            "amount_yen": row.amount_yen,
            "means": row.means,
            "receipt": row.receipt_text,
            "revenue_fiscal_year": row.revenue_fiscal_year,
            "corrects": row.corrects_id,
        },
        detail={"reason": row.reason} if row.reason else {},
    )


def _check(unit: Unit, payment: PaymentFacts, *, on: date) -> None:
    if payment.on > on:
        message = _("%(day)s is still to come. Enter the day the money came in.")
        raise CannotRecordPayment(
            "in_future", message % {"day": day(payment.on)}, field="on"
        )
    if unit.outcome_on and payment.on < unit.outcome_on:
        message = _("%(day)s lies before the decision of %(decided)s. Check the day.")
        raise CannotRecordPayment(
            "before_decision",
            message % {"day": day(payment.on), "decided": day(unit.outcome_on)},
            field="on",
        )
    if payment.means not in PaymentMeans.values:
        message = _("Choose how the money came in.")
        raise CannotRecordPayment("unknown_means", message, field="means")
    _check_amount(unit, payment)


def _check_amount(unit: Unit, payment: PaymentFacts) -> None:
    if payment.amount_yen < 1:
        message = _("Enter how much was paid, in yen.")
        raise CannotRecordPayment("no_amount", message, field="amount_yen")
    payable = max(balance_of(unit).payable_yen, 0)
    if payment.amount_yen > payable:
        message = _(
            "%(paid)s yen is more than can be paid now: %(open)s yen. Check the "
            "amount; what was handed over is entered first, and what is paid in "
            "advance is quoted with the appointment."
        ) % {"paid": f"{payment.amount_yen:,}", "open": f"{payable:,}"}
        raise CannotRecordPayment("more_than_due", message, field="amount_yen")


def _revenue_year(unit: Unit, payment: PaymentFacts) -> int:
    if payment.revenue_fiscal_year is None:
        return revenue_year_of(unit, payment.on)
    years = load_pack(unit.regime).fees.revenue_years(payment.on)
    if payment.revenue_fiscal_year not in years:
        message = _(
            "A payment of %(day)s cannot belong to that fiscal year: it is closed, or "
            "still to come."
        )
        raise CannotRecordPayment(
            "year_not_open",
            message % {"day": day(payment.on)},
            field="revenue_fiscal_year",
        )
    return payment.revenue_fiscal_year
