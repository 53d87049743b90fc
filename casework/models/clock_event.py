"""What moves or stops the clock. The truth of every due date; append-only."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ClockEventType(models.TextChoices):
    """What happened to the clock."""

    RECEIVED = "received", _("Received")
    SUSPENDED = "suspended", _("Suspended")
    RESUMED = "resumed", _("Resumed")
    EXTENDED = "extended", _("Extended")
    SPECIAL = "special", _("Special extension")
    STOPPED = "stopped", _("Stopped")
    REOPENED = "reopened", _("Reopened")
    REDATED = "redated", _("Re-dated")


EXTENSIONS = (ClockEventType.EXTENDED, ClockEventType.SPECIAL)


class ClockEvent(models.Model):
    """One event; without a unit it holds for all units of the case."""

    case = models.ForeignKey(
        "casework.Case", on_delete=models.PROTECT, related_name="clock_events"
    )
    unit = models.ForeignKey(
        "casework.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="clock_events",
    )
    type = models.CharField(max_length=10, choices=ClockEventType.choices)
    on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    # the due date of the first part under a special extension
    part_until_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    article = models.CharField(max_length=100, blank=True)
    actor_key = models.CharField(max_length=80)
    actor_label = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        """Constraints and indexes."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(type__in=ClockEventType.values),
                name="casework_clock_event_type",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("on")),
                name="casework_clock_event_until_after_on",
            ),
            models.CheckConstraint(
                condition=Q(part_until_on__isnull=True)
                | Q(type=ClockEventType.SPECIAL, until_on__gt=F("part_until_on")),
                name="casework_clock_event_part_before_rest",
            ),
        ]
        indexes: ClassVar = [
            # few among the many receipts and ends: each has a letter to be issued
            models.Index(
                fields=["unit"],
                condition=Q(type__in=EXTENSIONS),
                name="casework_clock_extensions",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.on}"
