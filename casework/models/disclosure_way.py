"""How and when a record is to be shown: the stated way and the appointments."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class DisclosureWay(models.Model):
    """The requester said in which way (公開の方法の申出); the latest holds.

    `methods` are codes of `WantedMethod`. `just_cause` says why a statement that
    came late was taken all the same.
    """

    unit = models.ForeignKey(
        "casework.Unit", on_delete=models.PROTECT, related_name="ways"
    )
    stated_on = models.DateField()
    methods = models.JSONField(default=list)
    just_cause = models.TextField(blank=True)
    remark = models.TextField(blank=True)
    staff = models.ForeignKey(
        "offices.Staff", on_delete=models.PROTECT, related_name="ways"
    )
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.unit_id} {self.stated_on}"


class AppointmentKind(models.TextChoices):
    """A day was agreed on, or nobody came."""

    AGREED = "agreed", _("Agreed")
    NO_SHOW = "no_show", _("Nobody came")


class Appointment(models.Model):
    """A day on which the record is to be shown, sent or fetched; the latest holds.

    A further row replaces it. `quoted_yen` is what the requester was told to pay,
    fee and postage together: until the hand-over so much can be paid in advance.
    """

    unit = models.ForeignKey(
        "casework.Unit", on_delete=models.PROTECT, related_name="appointments"
    )
    kind = models.CharField(max_length=10, choices=AppointmentKind.choices)
    on = models.DateField()
    begins_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    quoted_yen = models.PositiveIntegerField(null=True, blank=True)
    remark = models.TextField(blank=True)
    staff = models.ForeignKey(
        "offices.Staff", on_delete=models.PROTECT, related_name="appointments"
    )
    at = models.DateTimeField()

    class Meta:
        """Constraints and indexes."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind=AppointmentKind.NO_SHOW)
                | (Q(kind=AppointmentKind.AGREED) & ~Q(place="")),
                name="casework_appointment_has_place",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["on"], name="casework_appointment_day"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.kind} {self.on}"
