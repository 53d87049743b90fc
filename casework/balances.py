"""What is due for copies, what was paid and what is still open: always computed."""

from dataclasses import dataclass

from django.db.models import (
    Case,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    When,
)
from django.db.models.functions import Coalesce

from casework.models import (
    AppointmentKind,
    FeeWaiver,
    Implementation,
    Payment,
    PaymentKind,
    Unit,
)
from casework.phases import Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The money of a unit, in yen.

    Attributes:
        fee_yen: For copies handed over here, by the prices of the day.
        postage_yen: What the post cost; no part of the fee.
        waived_yen: What need not be paid.
        paid_yen: What came in, less what went back or was struck out.
        quoted_yen: What the requester was told to pay before the hand-over.
    """

    fee_yen: int
    postage_yen: int
    waived_yen: int
    paid_yen: int
    quoted_yen: int

    @property
    def due_yen(self) -> int:
        """What has to be paid altogether."""
        return self.fee_yen + self.postage_yen - self.waived_yen

    @property
    def open_yen(self) -> int:
        """What is still to be paid; below nought it is to be paid back."""
        return self.due_yen - self.paid_yen

    @property
    def payable_yen(self) -> int:
        """What can be paid now: what is due, or what was quoted in advance."""
        return max(self.due_yen, self.quoted_yen) - self.paid_yen

    @property
    def back_yen(self) -> int:
        """What is to be paid back."""
        return max(-self.open_yen, 0) if not self.quoted_yen else 0


def balance_of(unit: Unit) -> Balance:
    """Return the money of a unit as its rows say."""
    charged = unit.implementations.charged().aggregate(
        fee=Sum("fee_yen"), postage=Sum("postage_yen")
    )
    waived = unit.fee_waivers.aggregate(sum=Sum("amount_yen"))["sum"]
    paid = sum(row.signed_yen for row in unit.payments.all())
    return Balance(
        fee_yen=charged["fee"] or 0,
        postage_yen=charged["postage"] or 0,
        waived_yen=waived or 0,
        paid_yen=paid,
        quoted_yen=_quoted(unit),
    )


def owing() -> QuerySet[Implementation]:
    """Return the hand-overs of units for which something is to be paid (未収).

    Begins with what was charged, so that nobody reads the whole table of units.
    """
    own = {"unit": OuterRef("unit")}
    charged = Implementation.objects.charged()
    waived = FeeWaiver.objects.filter(**own)
    paid = Payment.objects.filter(**own)
    sign = Case(
        When(kind=PaymentKind.RECEIVED, then=F("amount_yen")),
        default=0 - F("amount_yen"),
        output_field=IntegerField(),
    )
    each = Coalesce("fee_yen", 0) + Coalesce("postage_yen", 0)
    due = _sum(charged.filter(**own), each) - _sum(waived, F("amount_yen"))
    return charged.annotate(owed=due - _sum(paid, sign)).filter(owed__gt=0)


def owing_units() -> QuerySet[Unit]:
    """Return the units for whose copies something is still to be paid."""
    return Unit.objects.filter(pk__in=owing().values("unit"), voided=False)


def _sum(rows: QuerySet, what: object) -> Coalesce:  # type: ignore[type-arg]  # any table
    """Return the sum of one unit's rows, nought where there is none."""
    summed = rows.order_by().values("unit").annotate(total=Sum(what)).values("total")
    return Coalesce(Subquery(summed, output_field=IntegerField()), 0)


def _quoted(unit: Unit) -> int:
    """Return what can be paid in advance: only until everything is handed over."""
    if unit.phase != Phase.DECIDED:
        return 0
    agreed = unit.appointments.filter(kind=AppointmentKind.AGREED).order_by("-pk")
    quoted = agreed.values_list("quoted_yen", flat=True).first()
    return quoted or 0
