"""The record was shown or copied (公開の実施)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Implementation(models.Model):
    """One implementation; a ledger may know sheets or fee and no day.

    `sheets` are sides handed over, `fee_yen` what was charged.
    """

    unit = models.ForeignKey(
        "casework.Unit", on_delete=models.PROTECT, related_name="implementations"
    )
    on = models.DateField(null=True, blank=True)
    sheets = models.PositiveIntegerField(null=True, blank=True)
    fee_yen = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(on__isnull=False)
                | Q(sheets__isnull=False)
                | Q(fee_yen__isnull=False),
                name="casework_implementation_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.on}"
