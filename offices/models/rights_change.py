"""A right was given or taken: a second person is told."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from offices.models.absence import Absence
from offices.models.grant import Grant
from offices.models.staff import Staff


class RightsAct(models.TextChoices):
    """What was done with a right."""

    GRANTED = "granted", _("Role granted")
    ENDED = "ended", _("Role ended")
    DEPUTIZED = "deputized", _("Deputy named")


class RightsChange(models.Model):
    """A change of rights by one administrator, shown to the others until it is seen.

    It is about a grant, or about an absence whose deputy takes somebody's place.
    """

    act = models.CharField(max_length=20, choices=RightsAct.choices)
    grant = models.ForeignKey(
        Grant,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="rights_changes",
    )
    absence = models.ForeignKey(
        Absence,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="rights_changes",
    )
    made_by = models.ForeignKey(
        Staff, on_delete=models.PROTECT, related_name="rights_changes_made"
    )
    at = models.DateTimeField()
    seen_by = models.ForeignKey(
        Staff,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="rights_changes_seen",
    )
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(seen_by__isnull=True) | ~Q(seen_by=F("made_by")),
                name="offices_rights_change_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(seen_by__isnull=True, seen_at__isnull=True)
                | Q(seen_by__isnull=False, seen_at__isnull=False),
                name="offices_rights_change_seen_by_whom_when",
            ),
            models.CheckConstraint(
                condition=Q(grant__isnull=False, absence__isnull=True)
                | Q(grant__isnull=True, absence__isnull=False),
                name="offices_rights_change_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.at}"
