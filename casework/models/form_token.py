"""A form that may be sent once: the second sending finds what the first made."""

from typing import ClassVar

from django.db import models


class FormToken(models.Model):
    """The one-time key of a form or an API call, and what it became.

    The same key with the same payload is answered with `answer`; with another
    payload it is refused.
    """

    key = models.CharField(max_length=64)
    staff = models.ForeignKey(
        "offices.Staff", on_delete=models.PROTECT, related_name="form_tokens"
    )
    act = models.CharField(max_length=40, default="receive")
    payload_digest = models.CharField(max_length=64, blank=True)
    answer = models.JSONField(default=dict)
    case = models.ForeignKey(
        "casework.Case",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="form_tokens",
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
