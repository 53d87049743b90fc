"""This person must not see this case (除斥); written by upper layers."""

from typing import ClassVar

from django.db import models


class Bar(models.Model):
    """A recusal: to the person the case does not exist."""

    case = models.ForeignKey(
        "casework.Case", on_delete=models.PROTECT, related_name="bars"
    )
    staff = models.ForeignKey(
        "offices.Staff", on_delete=models.PROTECT, related_name="bars"
    )
    on = models.DateField()
    reason = models.CharField(max_length=200)

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "staff"], name="casework_bar_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.staff_id}"
