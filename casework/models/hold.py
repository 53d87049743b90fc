"""A record is not handed over for the time being (引渡しの保留)."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class HoldKind(models.TextChoices):
    """Why it is held; the gap after an opposition is computed, never stored."""

    STAY_ASKED = "stay_asked", _("A stay of execution is asked for")
    STAY_ORDERED = "stay_ordered", _("A stay of execution was ordered")
    OTHER = "other", _("Another reason")


def holding_on(on: date) -> Q:
    """Return the condition for what holds on a day."""
    return (
        Q(from_on__lte=on)
        & (Q(until_on=None) | Q(until_on__gte=on))
        & (Q(lifted_on=None) | Q(lifted_on__gt=on))
    )


class Hold(models.Model):
    """From a day, up to a day or until somebody lifts it."""

    unit = models.ForeignKey(
        "casework.Unit", on_delete=models.PROTECT, related_name="holds"
    )
    kind = models.CharField(max_length=20, choices=HoldKind.choices)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    reason = models.TextField()
    held_by = models.ForeignKey(
        "offices.Staff", on_delete=models.PROTECT, related_name="holds_made"
    )
    lifted_on = models.DateField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        "offices.Staff",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="holds_lifted",
    )
    lifted_because = models.TextField(blank=True)

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=HoldKind.values), name="casework_hold_kind"
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="casework_hold_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="casework_hold_end_after_start",
            ),
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True, lifted_by__isnull=True)
                | Q(lifted_on__gte=F("from_on"), lifted_by__isnull=False)
                & ~Q(lifted_because=""),
                name="casework_hold_lifting_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.kind}"
