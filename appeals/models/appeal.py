"""The appeal, its referral to the board and the board's report."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Against(models.TextChoices):
    """Under which system the contested decision was made."""

    PUBLIC_RECORDS = "public_records", _("Public records")
    SELF_INFO = "self_info", _("Self-information")


class Appeal(models.Model):
    """The appeal's side of a case of kind `appeal`.

    `against_text` keeps the number of the contested decision as it was written;
    `unit` is the contested unit where that number is known. `contested_kind` is
    the request kind of the contested decision (a row key of T04 or disclosure);
    empty when the ledger does not tell.
    """

    case = models.OneToOneField(
        "casework.Case",
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="appeal",
    )
    against = models.CharField(max_length=20, choices=Against.choices)
    unit = models.ForeignKey(
        "casework.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="appeals",
    )
    against_text = models.CharField(max_length=200, blank=True)
    contested_kind = models.CharField(max_length=40, blank=True)
    complaint = models.TextField(blank=True)

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(against__in=Against.values), name="appeals_appeal_against"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.against}"


class Referral(models.Model):
    """The appeal was put to the review board (諮問)."""

    appeal = models.OneToOneField(
        Appeal, on_delete=models.PROTECT, primary_key=True, related_name="referral"
    )
    on = models.DateField()

    def __str__(self) -> str:
        return f"{self.appeal_id} {self.on}"


class ReportResult(models.TextChoices):
    """What the board found (答申の内容)."""

    ORGAN_UPHELD = "organ_upheld", _("The decision stands")
    PARTLY = "partly", _("Partly to be disclosed")
    TO_DISCLOSE = "to_disclose", _("To be disclosed")


class BoardReport(models.Model):
    """The board's answer to one referral (答申).

    `result` is empty when the written words fit no known result; they are kept
    in `result_text` either way. `on` may be unknown in an old ledger.
    """

    appeal = models.OneToOneField(
        Appeal, on_delete=models.PROTECT, primary_key=True, related_name="board_report"
    )
    on = models.DateField(null=True, blank=True)
    result = models.CharField(max_length=20, choices=ReportResult.choices, blank=True)
    result_text = models.CharField(max_length=300, blank=True)

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(result__in=["", *ReportResult.values]),
                name="appeals_board_report_result",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appeal_id} {self.result}"
