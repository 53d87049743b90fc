"""The request was taken back, in writing and before the decision."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WithdrawalReason(models.TextChoices):
    """Why a request counts as withdrawn."""

    REQUESTER = "requester", _("By the requester")
    DEEMED = "deemed", _("Deemed withdrawn")


class Withdrawal(models.Model):
    """A withdrawal ends the unit without a decision."""

    unit = models.OneToOneField(
        "casework.Unit",
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="withdrawal",
    )
    on = models.DateField()
    reason_kind = models.CharField(
        max_length=20,
        choices=WithdrawalReason.choices,
        default=WithdrawalReason.REQUESTER,
    )
    reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.on}"
