"""Who is away for a time, and who takes that person's place (代決)."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from offices.models.staff import Staff


class Absence(models.Model):
    """A person is away from a day until another (exclusive), or until further notice.

    Without a deputy nobody takes the person's place. An absence taken back before
    it began ends on the day it would have begun.
    """

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="absences")
    deputy = models.ForeignKey(
        Staff,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deputized_absences",
    )
    absent_from = models.DateField()
    absent_until = models.DateField(null=True, blank=True)

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(deputy__isnull=True) | ~Q(deputy=F("staff")),
                name="offices_absence_deputy_is_another",
            ),
            models.CheckConstraint(
                condition=Q(absent_until__isnull=True)
                | Q(absent_until__gte=F("absent_from")),
                name="offices_absence_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff} {self.absent_from}"

    def is_in_force(self, on: date) -> bool:
        """Tell whether the person is away on a day (`absent_until` exclusive)."""
        return self.absent_from <= on and (
            self.absent_until is None or on < self.absent_until
        )
