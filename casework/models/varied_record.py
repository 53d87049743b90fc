"""What a further decision says of one record; the record itself is not edited."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from casework.models.record import RecordOutcome


class VariedRecord(models.Model):
    """The new judgement on a record, as a decision that varies another one states it.

    Records a decision does not name here stand as they were decided before.
    `grounds` and `reason_kinds` are codes of the pack.
    """

    decision = models.ForeignKey(
        "casework.Decision", on_delete=models.PROTECT, related_name="varied_records"
    )
    record = models.ForeignKey(
        "casework.Record", on_delete=models.PROTECT, related_name="variations"
    )
    outcome = models.CharField(max_length=20, choices=RecordOutcome.choices)
    withheld_part = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    grounds = models.JSONField(default=list)
    reason_kinds = models.JSONField(default=list)

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["decision", "record"], name="casework_varied_record_once"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=RecordOutcome.values),
                name="casework_varied_record_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.record_id} {self.outcome}"
