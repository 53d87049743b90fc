"""What only a self-information request knows."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Relation(models.TextChoices):
    """Who asks, seen from the data subject (請求者の別)."""

    DATA_SUBJECT = "data_subject", _("Data subject")
    LEGAL_REPRESENTATIVE = "legal_representative", _("Legal representative")
    MANDATED_AGENT = "mandated_agent", _("Agent by mandate")
    BEREAVED = "bereaved", _("Bereaved")
    UNKNOWN = "unknown", _("Not stated")


class Request(models.Model):
    """The self-information side of a case."""

    case = models.OneToOneField(
        "casework.Case",
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="self_info_request",
    )
    relation = models.CharField(
        max_length=30, choices=Relation.choices, default=Relation.UNKNOWN
    )

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(relation__in=Relation.values),
                name="privacy_request_relation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.relation}"
