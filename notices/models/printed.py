"""The printed bytes of a letter, made once after it was issued."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Printed(models.Model):
    """Where the PDF of a letter lies and which bytes it has; written once."""

    notice = models.OneToOneField(
        "notices.Notice", on_delete=models.PROTECT, related_name="printed"
    )
    path = models.CharField(max_length=120, unique=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(size__gt=0), name="notices_printed_has_bytes"
            ),
        ]

    def __str__(self) -> str:
        return self.sha256
