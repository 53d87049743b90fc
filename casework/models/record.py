"""The record: one 公文書 as found and decided within a unit."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RecordOutcome(models.TextChoices):
    """How one record is decided; the unit's outcome follows from them."""

    FULL = "full", _("In full")
    PARTIAL = "partial", _("In part")
    NON_DISCLOSURE = "non_disclosure", _("Not disclosed")
    ABSENT = "absent", _("Non-existence")
    EXISTENCE_REFUSED = "existence_refused", _("Refusal to answer on existence")


class AbsenceKind(models.TextChoices):
    """Why there is no such record."""

    NEVER_MADE = "never_made", _("Never made")
    RETENTION_EXPIRED = "retention_expired", _("Retention period expired")
    NOT_HELD = "not_held", _("Not held by this organ")
    NOT_A_RECORD = "not_a_record", _("Not a public record")


class ThirdParty(models.TextChoices):
    """Whether a third party was asked about the record."""

    NEEDED = "needed", pgettext_lazy("third party", "To be asked")
    # disclosure is intended in a case in which the law wants them asked
    MUST = "must", pgettext_lazy("third party", "Must be asked")
    DONE = "done", pgettext_lazy("third party", "Asked")


class Record(models.Model):
    """One record of a unit and what is decided about it.

    An absence, a refusal to answer on existence and a refusal without any record
    are one row titled as the request puts it.
    """

    unit = models.ForeignKey(
        "casework.Unit", on_delete=models.PROTECT, related_name="records"
    )
    position = models.PositiveIntegerField()
    document_number = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=500)
    made_on = models.DateField(null=True, blank=True)
    sheets = models.PositiveIntegerField(null=True, blank=True)
    medium = models.CharField(max_length=60, blank=True)
    outcome = models.CharField(max_length=30, choices=RecordOutcome.choices, blank=True)
    withheld_part = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    absence_kind = models.CharField(
        max_length=30, choices=AbsenceKind.choices, blank=True
    )
    disclosable_on = models.DateField(null=True, blank=True)
    # of a record whose retention expired: the day it was destroyed
    destroyed_on = models.DateField(null=True, blank=True)
    third_party = models.CharField(
        max_length=10, choices=ThirdParty.choices, blank=True
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "position"], name="casework_record_position"
            ),
            models.CheckConstraint(
                condition=Q(position__gte=1), name="casework_record_position_from_one"
            ),
            models.CheckConstraint(
                condition=~Q(title=""), name="casework_record_has_title"
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome__in=RecordOutcome.values),
                name="casework_record_outcome",
            ),
            models.CheckConstraint(
                condition=Q(absence_kind="")
                | Q(outcome=RecordOutcome.ABSENT, absence_kind__in=AbsenceKind.values),
                name="casework_record_absence_kind",
            ),
            models.CheckConstraint(
                condition=Q(destroyed_on__isnull=True)
                | Q(absence_kind=AbsenceKind.RETENTION_EXPIRED),
                name="casework_record_destroyed",
            ),
            models.CheckConstraint(
                condition=Q(third_party="") | Q(third_party__in=ThirdParty.values),
                name="casework_record_third_party",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.position}"


class RecordGround(models.Model):
    """A ground of one record, once; `is_exemption` as in `DecisionGround`."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="grounds")
    ground = models.CharField(max_length=40)
    is_exemption = models.BooleanField(default=True)

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["record", "ground"], name="casework_record_ground_once"
            ),
        ]

    def __str__(self) -> str:
        return self.ground
