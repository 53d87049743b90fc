"""The last number given out per series and fiscal year."""

from django.db import models


class Counter(models.Model):
    """One row per series and fiscal year; written by `operations/number.py` only."""

    pk = models.CompositePrimaryKey("series", "fiscal_year")
    series = models.CharField(max_length=40)
    fiscal_year = models.IntegerField()
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.series} {self.fiscal_year}: {self.last}"
