"""The requester was asked in writing to mend a formal defect (補正の求め)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Supplementation(models.Model):
    """One written order of a case and how it came to its end.

    The clock of the whole case stands still from `ordered_on` until the answer
    arrives or the order lapses. `written_on`, the day on the answer, selects
    nothing.
    """

    case = models.ForeignKey(
        "casework.Case", on_delete=models.PROTECT, related_name="supplementations"
    )
    ordered_on = models.DateField()
    answer_by_on = models.DateField()
    matter = models.TextField()
    ordered_by = models.ForeignKey(
        "offices.Staff",
        on_delete=models.PROTECT,
        related_name="supplementations_ordered",
    )
    written_on = models.DateField(null=True, blank=True)
    arrived_on = models.DateField(null=True, blank=True)
    lapsed_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "offices.Staff",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="supplementations_ended",
    )

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(arrived_on__isnull=True, lapsed_on__isnull=True),
                name="casework_supplementation_one_open",
            ),
            models.CheckConstraint(
                condition=Q(answer_by_on__gt=F("ordered_on")),
                name="casework_supplementation_period",
            ),
            models.CheckConstraint(
                condition=~Q(matter=""), name="casework_supplementation_has_matter"
            ),
            models.CheckConstraint(
                condition=Q(
                    arrived_on__isnull=True,
                    lapsed_on__isnull=True,
                    ended_by__isnull=True,
                )
                | Q(
                    arrived_on__isnull=False,
                    lapsed_on__isnull=True,
                    ended_by__isnull=False,
                )
                | Q(
                    arrived_on__isnull=True,
                    lapsed_on__isnull=False,
                    ended_by__isnull=False,
                ),
                name="casework_supplementation_one_end",
            ),
            models.CheckConstraint(
                condition=Q(written_on__isnull=True) | Q(arrived_on__isnull=False),
                name="casework_supplementation_written_arrived",
            ),
            models.CheckConstraint(
                condition=Q(arrived_on__isnull=True)
                | Q(arrived_on__gte=F("ordered_on")),
                name="casework_supplementation_answer_after_order",
            ),
            models.CheckConstraint(
                condition=Q(lapsed_on__isnull=True)
                | Q(lapsed_on__gt=F("answer_by_on")),
                name="casework_supplementation_lapse_after_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.ordered_on}"

    @property
    def is_open(self) -> bool:
        """Tell whether it still waits for its answer."""
        return self.arrived_on is None and self.lapsed_on is None
