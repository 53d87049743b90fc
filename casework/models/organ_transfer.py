"""The request went to another organ of the municipality (移送)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class OrganTransfer(models.Model):
    """A transfer inside the municipality: the unit goes on under another organ.

    The clock runs on from the first receipt. `reason` speaks of jurisdiction only.
    """

    unit = models.ForeignKey(
        "casework.Unit", on_delete=models.PROTECT, related_name="organ_transfers"
    )
    on = models.DateField()
    agreed_on = models.DateField()
    from_organ = models.ForeignKey(
        "offices.Organ", on_delete=models.PROTECT, related_name="transfers_from"
    )
    to_organ = models.ForeignKey(
        "offices.Organ", on_delete=models.PROTECT, related_name="transfers_to"
    )
    reason = models.TextField()
    recorded_by = models.ForeignKey(
        "offices.Staff", on_delete=models.PROTECT, related_name="transfers_recorded"
    )

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(from_organ=F("to_organ")),
                name="casework_organ_transfer_to_another",
            ),
            models.CheckConstraint(
                condition=Q(agreed_on__lte=F("on")),
                name="casework_organ_transfer_after_agreement",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="casework_organ_transfer_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.on}"
