"""What was paid for copies, and what need not be paid. Rows are only added."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PaymentKind(models.TextChoices):
    """Money came in, an entry was wrong, or money went back."""

    RECEIVED = "received", pgettext_lazy("payment", "Paid")
    VOID = "void", pgettext_lazy("payment", "Struck out")
    REFUND = "refund", pgettext_lazy("payment", "Paid back")


class PaymentMeans(models.TextChoices):
    """How money came in."""

    CASH = "cash", pgettext_lazy("payment", "Cash")
    SLIP = "slip", _("Payment slip at a bank")
    TRANSFER = "transfer", _("Bank transfer")
    POSTAL_ORDER = "postal_order", _("Postal money order")
    CASHLESS = "cashless", _("Cashless payment")


class Payment(models.Model):
    """Money that came in, with its receipt number; or a row that corrects one.

    A correction names the payment it corrects and has no number of its own.
    `fiscal_year` is that of the number, `revenue_fiscal_year` that of the budget.
    """

    unit = models.ForeignKey(
        "casework.Unit", on_delete=models.PROTECT, related_name="payments"
    )
    kind = models.CharField(max_length=10, choices=PaymentKind.choices)
    on = models.DateField()
    amount_yen = models.PositiveIntegerField()
    means = models.CharField(max_length=20, choices=PaymentMeans.choices, blank=True)
    series = models.CharField(max_length=40, blank=True)
    fiscal_year = models.IntegerField()
    number = models.PositiveIntegerField(null=True, blank=True)
    revenue_fiscal_year = models.IntegerField()
    corrects = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
    )
    reason = models.TextField(blank=True)
    staff = models.ForeignKey(
        "offices.Staff", on_delete=models.PROTECT, related_name="payments"
    )
    at = models.DateTimeField()

    class Meta:
        """Constraints and indexes."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(amount_yen__gte=1), name="casework_payment_has_amount"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind=PaymentKind.RECEIVED,
                    corrects__isnull=True,
                    number__isnull=False,
                    means__in=PaymentMeans.values,
                )
                | (
                    Q(
                        kind__in=[PaymentKind.VOID, PaymentKind.REFUND],
                        corrects__isnull=False,
                        number__isnull=True,
                    )
                    & ~Q(reason="")
                ),
                name="casework_payment_is_whole",
            ),
            models.UniqueConstraint(
                fields=["series", "fiscal_year", "number"],
                condition=Q(number__isnull=False),
                name="casework_payment_number",
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                condition=Q(kind=PaymentKind.VOID),
                name="casework_payment_void_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["revenue_fiscal_year"], name="casework_payment_year"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.kind} {self.on} {self.amount_yen}"

    @property
    def signed_yen(self) -> int:
        """What it adds to what was paid."""
        is_received = self.kind == PaymentKind.RECEIVED
        return self.amount_yen if is_received else -self.amount_yen

    @property
    def receipt_text(self) -> str:
        """The number of the receipt, as it stands on it: 2020-17."""
        return f"{self.fiscal_year}-{self.number}" if self.number else ""


class FeeWaiver(models.Model):
    """A fee, or a part of it, need not be paid (減免); `reason_code` is the pack's."""

    unit = models.ForeignKey(
        "casework.Unit", on_delete=models.PROTECT, related_name="fee_waivers"
    )
    on = models.DateField()
    amount_yen = models.PositiveIntegerField()
    reason_code = models.CharField(max_length=40)
    remark = models.TextField(blank=True)
    staff = models.ForeignKey(
        "offices.Staff", on_delete=models.PROTECT, related_name="fee_waivers"
    )
    at = models.DateTimeField()

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(amount_yen__gte=1) & ~Q(reason_code=""),
                name="casework_fee_waiver_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.on} {self.amount_yen}"
