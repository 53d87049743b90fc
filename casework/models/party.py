"""Who takes part in a case. Copied values: there is no register of persons."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.models.folded import DigitsField, FoldedField


class PartyRole(models.TextChoices):
    """As what somebody takes part."""

    REQUESTER = "requester", _("Requester")
    LEGAL_REPRESENTATIVE = "legal_representative", _("Legal representative")
    MANDATED_AGENT = "mandated_agent", _("Agent by mandate")
    APPELLANT = "appellant", _("Appellant")
    INTERVENOR = "intervenor", _("Intervenor")
    THIRD_PARTY = "third_party", _("Third party")


class Party(models.Model):
    """One person or corporation in one case; the name stays as typed."""

    case = models.ForeignKey(
        "casework.Case", on_delete=models.PROTECT, related_name="parties"
    )
    role = models.CharField(max_length=30, choices=PartyRole.choices)
    name = models.CharField(max_length=300)
    kana = models.CharField(max_length=300, blank=True)
    is_corporation = models.BooleanField(default=False)
    contact_person = models.CharField(max_length=300, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=400, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    fax = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=254, blank=True)
    # as they are compared in a search
    folded_name = FoldedField("name")
    folded_kana = FoldedField("kana")
    phone_digits = DigitsField("phone")

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(role__in=PartyRole.values), name="casework_party_role"
            ),
        ]

    def __str__(self) -> str:
        return self.role
