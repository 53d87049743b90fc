"""Organs and divisions, as organised for a time."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Organ(models.Model):
    """An implementing organ (実施機関), copied from the pack by prepare_office."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_until__gt=F("valid_from")),
                name="offices_organ_period",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Division(models.Model):
    """A division (課), or the department (部) above it, as organised for a time."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="divisions")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=100)
    kana = models.CharField(max_length=200, blank=True)
    # what stands for it in document numbers (部課記号); empty: the municipality's
    symbol = models.CharField(max_length=20, blank=True)
    # whom to call about a letter
    telephone = models.CharField(max_length=40, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
    )

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organ", "code", "valid_from"], name="offices_division_code"
            ),
            models.UniqueConstraint(
                fields=["organ", "name", "valid_from"], name="offices_division_name"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_until__gt=F("valid_from")),
                name="offices_division_period",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_in_force(self, on: date) -> bool:
        """Tell whether the division exists on a day (`valid_until` exclusive)."""
        return self.valid_from <= on and (
            self.valid_until is None or on < self.valid_until
        )
