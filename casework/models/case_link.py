"""Two cases that belong together."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class LinkKind(models.TextChoices):
    """How they belong together."""

    ASKED_BEFORE = "asked_before", _("Asked before")
    SAME_SUBJECT = "same_subject", _("Same subject")


class CaseLink(models.Model):
    """A link from the later case to the earlier one; read both ways."""

    case = models.ForeignKey(
        "casework.Case", on_delete=models.PROTECT, related_name="links"
    )
    other = models.ForeignKey(
        "casework.Case", on_delete=models.PROTECT, related_name="links_back"
    )
    kind = models.CharField(max_length=20, choices=LinkKind.choices)
    staff = models.ForeignKey(
        "offices.Staff", on_delete=models.PROTECT, related_name="case_links"
    )
    on = models.DateField()

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "other", "kind"], name="casework_case_link_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=LinkKind.values), name="casework_case_link_kind"
            ),
            models.CheckConstraint(
                condition=~Q(case=F("other")), name="casework_case_link_two_cases"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.other_id} {self.kind}"
