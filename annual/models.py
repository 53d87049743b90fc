"""Typed numbers that no case carries: visitors, loans, sales."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Figure(models.Model):
    """A figure (計数) of a fiscal year.

    `on` is empty for a figure of the whole year. For one key and year there is
    either one whole-year row or daily rows, never both; a flow is the sum of
    the rows, a stock the last one.
    """

    fiscal_year = models.IntegerField()
    on = models.DateField(null=True, blank=True)
    key = models.CharField(max_length=60)
    value = models.BigIntegerField()
    unit = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    actor_key = models.CharField(max_length=80)
    actor_label = models.CharField(max_length=200)
    at = models.DateTimeField()
    import_run = models.ForeignKey(
        "casework.ImportRun", on_delete=models.PROTECT, null=True, blank=True
    )

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["fiscal_year", "key", "on"], name="annual_figure_day"
            ),
            models.UniqueConstraint(
                fields=["fiscal_year", "key"],
                condition=Q(on__isnull=True),
                name="annual_figure_one_whole_year",
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0), name="annual_figure_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fiscal_year} {self.key}"
