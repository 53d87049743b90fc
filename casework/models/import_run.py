"""A ledger that was taken in, and each of its rows as it was written."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class ImportRun(models.Model):
    """One file taken in at one time."""

    kind = models.CharField(max_length=30)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    actor_key = models.CharField(max_length=80)
    actor_label = models.CharField(max_length=200)
    rows = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    columns = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.kind} {self.file_name}"


class ImportRow(models.Model):
    """A row as written in the file: nothing of it is lost."""

    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="lines")
    line = models.PositiveIntegerField()
    raw = models.JSONField()
    unit = models.ForeignKey(
        "casework.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="import_rows",
    )
    # what a row without a unit became: board_session:3, figure:9
    subject_key = models.CharField(max_length=80, blank=True)

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "line"], name="casework_import_row_line"
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | ~Q(subject_key=""),
                name="casework_import_row_became_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} line {self.line}"
