"""The decision on a unit and its grounds. Never edited: a trigger holds it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Cause(models.TextChoices):
    """Why there is this decision."""

    ORIGINAL = "original", _("Original decision")
    LEDGER = "ledger", _("Taken from a ledger")
    CORRECTION = "correction", _("Correction of an entry")
    VARIED = "varied", _("Varied ex officio")
    AFTER_APPEAL = "after_appeal", _("After an appeal")


# they change what holds, never what is counted: the first decision stays
BESIDE = (Cause.VARIED, Cause.AFTER_APPEAL)


class Approval(models.TextChoices):
    """Where the decision was approved."""

    INTERNAL = "internal", _("In Hiroba")
    EXTERNAL = "external", _("In the city's document system")


class Decision(models.Model):
    """One decision; exactly one of a unit counts.

    `decided_on` is the day on the notice. `facts` and `pack_digest` freeze what
    it was decided by.
    """

    unit = models.ForeignKey(
        "casework.Unit", on_delete=models.PROTECT, related_name="decisions"
    )
    seq = models.PositiveIntegerField()
    cause = models.CharField(max_length=20, choices=Cause.choices)
    outcome = models.CharField(max_length=30)
    approved_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField()
    drafted_by = models.ForeignKey(
        "offices.Staff",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="drafted_decisions",
    )
    approved_by = models.ForeignKey(
        "offices.Staff",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="approved_decisions",
    )
    approval = models.CharField(
        max_length=10, choices=Approval.choices, default=Approval.EXTERNAL
    )
    approval_number = models.CharField(max_length=100, blank=True)
    # as the city's document system names the approver
    approver_name = models.CharField(max_length=100, blank=True)
    acted_for = models.ForeignKey(
        "offices.Staff",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions_in_place",
    )
    # why an entry was corrected, or the decision varied
    reason = models.TextField(blank=True)
    supersedes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="later"
    )
    counts = models.BooleanField(default=True)
    pack_digest = models.CharField(max_length=64)
    facts = models.JSONField(default=dict)

    class Meta:
        """Constraints and indexes."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "seq"], name="casework_decision_seq"
            ),
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(counts=True),
                name="casework_decision_one_counts",
            ),
            models.CheckConstraint(
                condition=Q(drafted_by__isnull=True)
                | Q(approved_by__isnull=True)
                | ~Q(drafted_by=F("approved_by")),
                name="casework_decision_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(drafted_by__isnull=True)
                | Q(acted_for__isnull=True)
                | ~Q(drafted_by=F("acted_for")),
                name="casework_decision_not_in_drafters_place",
            ),
            models.CheckConstraint(
                condition=Q(cause=Cause.LEDGER)
                | Q(drafted_by__isnull=False, approved_by__isnull=False)
                | (
                    Q(drafted_by__isnull=False, approval=Approval.EXTERNAL)
                    & ~Q(approver_name="")
                    & ~Q(approval_number="")
                ),
                name="casework_decision_names_its_people",
            ),
            models.CheckConstraint(
                condition=Q(cause=Cause.LEDGER) | Q(approved_on__isnull=False),
                name="casework_decision_approved_or_ledger",
            ),
            models.CheckConstraint(
                condition=Q(approved_on__isnull=True)
                | Q(decided_on__gte=F("approved_on")),
                name="casework_decision_day_after_approval",
            ),
            models.CheckConstraint(
                condition=~Q(cause=Cause.CORRECTION) | ~Q(reason=""),
                name="casework_decision_correction_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(cause__in=BESIDE)
                | (Q(supersedes__isnull=False, counts=False) & ~Q(reason="")),
                name="casework_decision_varies_another",
            ),
            models.CheckConstraint(
                condition=Q(cause__in=Cause.values), name="casework_decision_cause"
            ),
        ]
        indexes: ClassVar = [
            # what a ledger brought has no letter; the list of letters skips it
            models.Index(
                fields=["unit"],
                condition=~Q(cause=Cause.LEDGER),
                name="casework_decision_of_desk",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.seq} {self.outcome}"


class DecisionGround(models.Model):
    """A ground of a decision, once. The only source of the grounds table.

    `is_exemption` is false for the non-exemption reasons (formal defect, abuse
    of right, not a record, other law), which no table of grounds counts.
    """

    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="grounds"
    )
    ground = models.CharField(max_length=40)
    is_exemption = models.BooleanField(default=True)

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["decision", "ground"], name="casework_decision_ground_once"
            ),
        ]

    def __str__(self) -> str:
        return self.ground
