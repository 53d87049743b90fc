"""The draft (起案): what waits for approval. A decision is final, a draft is not."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DraftState(models.TextChoices):
    """Where a draft stands."""

    SUBMITTED = "submitted", pgettext_lazy("draft", "Submitted")
    RETURNED = "returned", pgettext_lazy("draft", "Sent back")
    TAKEN_BACK = "taken_back", pgettext_lazy("draft", "Taken back")
    APPROVED = "approved", pgettext_lazy("draft", "Approved")
    DROPPED = "dropped", pgettext_lazy("draft", "Dropped")


class StepKind(models.TextChoices):
    """What somebody did with a draft."""

    SUBMIT = "submit", _("Draft submitted")
    CONCUR = "concur", _("Concurrence")
    APPROVE = "approve", _("Approval")
    SEND_BACK = "send_back", _("Sent back")
    TAKE_BACK = "take_back", _("Taken back by the drafter")
    DROP = "drop", _("Dropped")


class Draft(models.Model):
    """One proposal for a unit; a returned one is followed by the next.

    Attributes:
        derived: The outcome that followed from the records.
        differs_reason: Why the drafter chose another one.
        rank: Who has to approve, a code of `offices.Grant.rank`.
        concurrence: Codes of those whose concurrence the pack wants.
    """

    unit = models.ForeignKey(
        "casework.Unit", on_delete=models.PROTECT, related_name="drafts"
    )
    seq = models.PositiveIntegerField()
    outcome = models.CharField(max_length=30)
    derived = models.CharField(max_length=30)
    differs_reason = models.TextField(blank=True)
    note = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=DraftState.choices)
    drafted_by = models.ForeignKey(
        "offices.Staff", on_delete=models.PROTECT, related_name="drafts"
    )
    on = models.DateField()
    rank = models.CharField(max_length=20)
    concurrence = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Constraints and indexes."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "seq"], name="casework_draft_seq"),
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(state=DraftState.SUBMITTED),
                name="casework_draft_one_submitted",
            ),
            models.CheckConstraint(
                condition=Q(state__in=DraftState.values), name="casework_draft_state"
            ),
            models.CheckConstraint(
                condition=Q(outcome=F("derived")) | ~Q(differs_reason=""),
                name="casework_draft_other_outcome_has_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["unit", "seq"],
                condition=Q(state=DraftState.RETURNED),
                name="casework_draft_returned",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.seq} {self.state}"


class DraftStep(models.Model):
    """What one person did with a draft, perhaps in another's place (代決)."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="steps")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=StepKind.choices)
    staff = models.ForeignKey(
        "offices.Staff", on_delete=models.PROTECT, related_name="draft_steps"
    )
    acted_for = models.ForeignKey(
        "offices.Staff",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="draft_steps_in_place",
    )
    on = models.DateField()
    at = models.DateTimeField()
    comment = models.TextField(blank=True)

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["draft", "seq"], name="casework_draft_step_seq"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=StepKind.values), name="casework_draft_step_kind"
            ),
            models.CheckConstraint(
                condition=Q(acted_for__isnull=True) | ~Q(acted_for=F("staff")),
                name="casework_draft_step_in_place_of_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.seq} {self.kind}"
