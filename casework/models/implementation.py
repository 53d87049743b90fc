"""The record was shown or copied (公開の実施), and by what it is charged."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.models.case import WantedMethod


class CopyKind(models.TextChoices):
    """A kind of copy, as packs price it (`ordinances.fees.COPY_KINDS`)."""

    MONO = "mono", _("Monochrome sides")
    COLOUR = "colour", _("Colour sides")
    MEDIA = "media", _("Media and other things at cost")


class ImplementationQuerySet(models.QuerySet["Implementation"]):
    """Implementations as they count."""

    def counting(self) -> "ImplementationQuerySet":
        """Leave out what a later entry replaced."""
        return self.filter(superseded_by=None)

    def charged(self) -> "ImplementationQuerySet":
        """Keep what was charged here; what a ledger told was collected elsewhere."""
        return self.counting().exclude(method="")


class Implementation(models.Model):
    """One implementation; a ledger may know sheets or fee and no day.

    `sheets` are sides handed over, `fee_yen` what was charged for them and
    `postage_yen` what the post cost. With a `method` it was recorded at the desk:
    its prices stand frozen in its `lines`. None is edited: a wrong entry is
    superseded by a further one.
    """

    unit = models.ForeignKey(
        "casework.Unit", on_delete=models.PROTECT, related_name="implementations"
    )
    on = models.DateField(null=True, blank=True)
    sheets = models.PositiveIntegerField(null=True, blank=True)
    fee_yen = models.PositiveIntegerField(null=True, blank=True)
    method = models.CharField(max_length=20, choices=WantedMethod.choices, blank=True)
    postage_yen = models.PositiveIntegerField(null=True, blank=True)
    is_partial = models.BooleanField(default=False)
    remark = models.TextField(blank=True)
    staff = models.ForeignKey(
        "offices.Staff",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="implementations",
    )
    supersedes = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
    )

    objects = ImplementationQuerySet.as_manager()

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(on__isnull=False)
                | Q(sheets__isnull=False)
                | Q(fee_yen__isnull=False),
                name="casework_implementation_says_something",
            ),
            models.CheckConstraint(
                condition=Q(method="")
                | Q(on__isnull=False, fee_yen__isnull=False, staff__isnull=False),
                name="casework_implementation_at_the_desk_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.on}"

    @property
    def is_replaced(self) -> bool:
        """Tell whether a later entry stands in its place."""
        return getattr(self, "superseded_by", None) is not None

    @property
    def charged_yen(self) -> int:
        """Fee and postage together."""
        return (self.fee_yen or 0) + (self.postage_yen or 0)


class ImplementationLine(models.Model):
    """Copies of one kind, with the price of the day frozen.

    `unit_price_yen` is empty where they were charged at cost.
    """

    implementation = models.ForeignKey(
        "casework.Implementation", on_delete=models.PROTECT, related_name="lines"
    )
    kind = models.CharField(max_length=20, choices=CopyKind.choices)
    copies = models.PositiveIntegerField()
    unit_price_yen = models.PositiveIntegerField(null=True, blank=True)
    amount_yen = models.PositiveIntegerField()

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["implementation", "kind"],
                name="casework_implementation_line_once",
            ),
            models.CheckConstraint(
                condition=Q(copies__gte=1),
                name="casework_implementation_line_has_copies",
            ),
            models.CheckConstraint(
                condition=Q(unit_price_yen__isnull=True)
                | Q(amount_yen=models.F("copies") * models.F("unit_price_yen")),
                name="casework_implementation_line_is_product",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.implementation_id} {self.kind} {self.copies}"
