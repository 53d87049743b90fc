"""Days on which the office is closed by its own rule, and what they moved."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Closure(models.Model):
    """A closing day of the office's own (閉庁日), beside weekends and holidays.

    A row is never edited: one that does not hold any more is removed with its
    moment and stays, because units that ended before were due by it.
    """

    on = models.DateField()
    name = models.CharField(max_length=60)
    source = models.CharField(max_length=200)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        "offices.Staff", on_delete=models.PROTECT, related_name="closures_added"
    )
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        "offices.Staff",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="closures_removed",
    )

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["on"],
                condition=Q(removed_at__isnull=True),
                name="casework_closure_once",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__gte=F("added_at"), removed_by__isnull=False),
                name="casework_closure_removed_whole",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(source=""), name="casework_closure_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.name}"


class RedatingCause(models.TextChoices):
    """What was changed."""

    CLOSURES = "closures", _("Closing days")
    RULES = "rules", _("Rules or holidays of the version")


class Redating(models.Model):
    """One applied change of closing days or rules: the ledger of what it moved."""

    cause = models.CharField(max_length=10, choices=RedatingCause.choices)
    reason = models.CharField(max_length=200)
    # the days that were added and removed
    changes = models.JSONField(default=dict)
    n_units = models.PositiveIntegerField(default=0)
    on = models.DateField()
    at = models.DateTimeField()
    actor_key = models.CharField(max_length=80)
    actor_label = models.CharField(max_length=200)

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(cause__in=RedatingCause.values),
                name="casework_redating_cause",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="casework_redating_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.cause}"


class RedatedUnit(models.Model):
    """A unit whose due date a change moved: from which day to which."""

    redating = models.ForeignKey(
        Redating, on_delete=models.PROTECT, related_name="units"
    )
    unit = models.ForeignKey(
        "casework.Unit", on_delete=models.PROTECT, related_name="redatings"
    )
    before_on = models.DateField(null=True, blank=True)
    after_on = models.DateField(null=True, blank=True)

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["redating", "unit"], name="casework_redated_unit_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.before_on} {self.after_on}"
