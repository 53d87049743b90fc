"""The unit left the municipality (移送)."""

from django.db import models


class Transfer(models.Model):
    """A transfer to another authority ends the unit without a decision."""

    unit = models.OneToOneField(
        "casework.Unit",
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="transfer",
    )
    on = models.DateField()
    receiver = models.CharField(max_length=200, blank=True)
    # a ledger tells neither
    agreed_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.on}"
