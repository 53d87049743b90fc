"""A form that may be sent once: the second sending finds what the first made."""

from typing import ClassVar

from django.db import models


class FormToken(models.Model):
    """The key of a sent form and the case it became, for one person."""

    key = models.CharField(max_length=64)
    staff = models.ForeignKey(
        "offices.Staff", on_delete=models.PROTECT, related_name="form_tokens"
    )
    case = models.ForeignKey(
        "casework.Case", on_delete=models.PROTECT, related_name="form_tokens"
    )
    at = models.DateTimeField()

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["staff", "key"], name="casework_form_token_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.case_id}"
