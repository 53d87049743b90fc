"""What only public-records work keeps beside its cases."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class GuidanceKind(models.TextChoices):
    """How somebody was helped without a case."""

    ADVICE = "advice", _("Advice")
    OTHER_COUNTER = "other_counter", _("Sent to another counter")
    OTHER_AUTHORITY = "other_authority", _("Sent to another authority")
    PUBLICATION = "publication", _("Paid publication")
    LIBRARY = "library", _("Library")
    INFORMAL_PROVISION = "informal_provision", _("Informal provision")


class Guidance(models.Model):
    """Somebody was helped: no case, no name, no deadline (相談・案内).

    `case` is the request it became, where it became one.
    """

    on = models.DateField()
    kind = models.CharField(max_length=30, choices=GuidanceKind.choices)
    division = models.ForeignKey(
        "offices.Division",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="guidance",
    )
    what = models.TextField()
    staff = models.ForeignKey(
        "offices.Staff", on_delete=models.PROTECT, related_name="guidance"
    )
    at = models.DateTimeField()
    case = models.OneToOneField(
        "casework.Case",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="guidance",
    )

    class Meta:
        """Constraints and indexes."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=GuidanceKind.values),
                name="disclosure_guidance_kind",
            ),
            models.CheckConstraint(
                condition=~Q(what=""), name="disclosure_guidance_says_what"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["on", "kind"], name="disclosure_guidance_list"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.kind}"
