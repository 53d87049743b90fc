"""A unit is opened again: asked by one person, confirmed by a second one."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ReopeningState(models.TextChoices):
    """What became of the wish."""

    ASKED = "asked", _("Waits for a second person")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Declined")


class Reopening(models.Model):
    """The wish to open an ended unit again, and the second person's answer."""

    unit = models.ForeignKey(
        "casework.Unit", on_delete=models.PROTECT, related_name="reopenings"
    )
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=ReopeningState.choices)
    asked_by = models.ForeignKey(
        "offices.Staff", on_delete=models.PROTECT, related_name="reopenings_asked"
    )
    asked_on = models.DateField()
    answered_by = models.ForeignKey(
        "offices.Staff",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reopenings_answered",
    )
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(state=ReopeningState.ASKED),
                name="casework_reopening_one_asked",
            ),
            models.CheckConstraint(
                condition=Q(state=ReopeningState.ASKED, answered_by__isnull=True)
                | Q(
                    state__in=(ReopeningState.CONFIRMED, ReopeningState.DECLINED),
                    answered_by__isnull=False,
                    answered_on__isnull=False,
                ),
                name="casework_reopening_answered",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("asked_by")),
                name="casework_reopening_two_persons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.state}"
