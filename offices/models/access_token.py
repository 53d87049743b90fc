"""What a program shows instead of a password."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q


class AccessToken(models.Model):
    """A token of one person for the programming interface; only its digest is kept.

    It gives no right of its own: whoever shows it is the person, with the rights
    the person has at that moment. A revoked one stays as a row.
    """

    staff = models.ForeignKey(
        "offices.Staff", on_delete=models.PROTECT, related_name="access_tokens"
    )
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["staff", "name"],
                condition=Q(revoked_at__isnull=True),
                name="offices_access_token_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_valid_on(self, on: date) -> bool:
        """Tell whether the token opens on a day (`expires_on` exclusive)."""
        return self.revoked_at is None and on < self.expires_on
