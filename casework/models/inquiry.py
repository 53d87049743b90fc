"""The office asks a division before it accepts a unit (所管課照会)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy


class Existence(models.TextChoices):
    """What the division knows of the record."""

    YES = "yes", pgettext_lazy("record exists", "Exists")
    NO = "no", pgettext_lazy("record exists", "Does not exist")
    UNKNOWN = "unknown", pgettext_lazy("record exists", "Not known yet")


class Inquiry(models.Model):
    """Does it exist, who holds it, how many sheets? The clock runs on.

    `answer_by_on` is a day of the office's own, beside the legal due date.
    """

    unit = models.ForeignKey(
        "casework.Unit", on_delete=models.PROTECT, related_name="inquiries"
    )
    division = models.ForeignKey(
        "offices.Division", on_delete=models.PROTECT, related_name="inquiries"
    )
    asked_by = models.ForeignKey(
        "offices.Staff", on_delete=models.PROTECT, related_name="inquiries_asked"
    )
    asked_on = models.DateField()
    answer_by_on = models.DateField()
    answered_by = models.ForeignKey(
        "offices.Staff",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="inquiries_answered",
    )
    answered_on = models.DateField(null=True, blank=True)
    existence = models.CharField(max_length=10, choices=Existence.choices, blank=True)
    holder = models.CharField(max_length=200, blank=True)
    sheets = models.PositiveIntegerField(null=True, blank=True)
    remark = models.TextField(blank=True)

    class Meta:
        """Constraints and indexes."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "division"],
                condition=Q(answered_on__isnull=True),
                name="casework_inquiry_one_open",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answered_by__isnull=True)
                | Q(
                    answered_on__isnull=False,
                    answered_by__isnull=False,
                    existence__in=Existence.values,
                ),
                name="casework_inquiry_answer_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(answer_by_on__gte=F("asked_on")),
                name="casework_inquiry_answer_after_question",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["division", "answered_on"], name="casework_inquiry_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.division_id}"
