"""The advisory bodies and their board sessions."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class AdvisoryBody(models.Model):
    """A review board or an advisory council, copied from the pack."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=150)
    name_en = models.CharField(max_length=150, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_until__gt=F("valid_from")),
                name="appeals_advisory_body_period",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BoardSession(models.Model):
    """One sitting of an advisory body (開催); counted in the year it was held."""

    advisory_body = models.ForeignKey(
        AdvisoryBody, on_delete=models.PROTECT, related_name="board_sessions"
    )
    number = models.PositiveIntegerField()
    held_on = models.DateField()
    fiscal_year = models.IntegerField()
    n_present = models.PositiveIntegerField(null=True, blank=True)
    agenda = models.TextField(blank=True)
    import_run = models.ForeignKey(
        "casework.ImportRun", on_delete=models.PROTECT, null=True, blank=True
    )

    class Meta:
        """Constraints and indexes."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["advisory_body", "fiscal_year", "number"],
                name="appeals_board_session_number",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="appeals_board_session_number_from_one"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["fiscal_year", "held_on"], name="appeals_board_session_list"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.advisory_body_id} {self.number}"
