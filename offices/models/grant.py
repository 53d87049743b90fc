"""Which role a person holds, where and for how long."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from offices.models.organisation import Division, Organ
from offices.models.staff import Staff


class Role(models.TextChoices):
    """What a person may be to the office."""

    RECORDS_OFFICER = "records_officer", _("Records officer")
    DIVISION_STAFF = "division_staff", _("Division staff")
    APPROVER = "approver", _("Approver")
    BOARD_MEMBER = "board_member", _("Board member")
    BOARD_SECRETARIAT = "board_secretariat", _("Board secretariat")
    STATISTICS_MANAGER = "statistics_manager", _("Statistics manager")
    AUDITOR = "auditor", _("Auditor")
    SYSADMIN = "sysadmin", _("System administrator")


class Rank(models.TextChoices):
    """How high an approver decides, from low to high."""

    DIVISION_HEAD = "division_head", _("Division head")
    DEPARTMENT_HEAD = "department_head", _("Department head")
    ORGAN_HEAD = "organ_head", _("Head of the organ")


class Grant(models.Model):
    """A role given to a person for a time, perhaps for one organ or division.

    One taken back before it began ends on the day it would have begun.
    """

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=30, choices=Role.choices)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, null=True, blank=True)
    division = models.ForeignKey(
        Division, on_delete=models.PROTECT, null=True, blank=True
    )
    rank = models.CharField(max_length=20, choices=Rank.choices, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200)

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="offices_grant_role"
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.DIVISION_STAFF) | Q(division__isnull=False),
                name="offices_grant_division_staff_has_division",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="offices_grant_period",
            ),
            models.CheckConstraint(
                condition=Q(rank="") | Q(role=Role.APPROVER, rank__in=Rank.values),
                name="offices_grant_rank_of_approver",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff} {self.role}"

    def is_in_force(self, on: date) -> bool:
        """Tell whether the grant holds on a day (`valid_until` exclusive)."""
        return self.valid_from <= on and (
            self.valid_until is None or on < self.valid_until
        )
