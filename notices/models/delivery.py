"""How a letter reached its addressee, or came back (発送・到達・返戻)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DeliveryMeans(models.TextChoices):
    """By which way a letter goes out."""

    POST = "post", _("Ordinary post")
    REGISTERED = "registered", _("Registered post")
    COUNTER = "counter", _("Handed over at the counter")
    ELECTRONIC = "electronic", _("Electronically")


class ReturnReason(models.TextChoices):
    """Why a letter came back."""

    UNKNOWN = "unknown", _("Unknown at the address")
    MOVED = "moved", _("Moved away")
    KEPT_TOO_LONG = "kept_too_long", _("Not collected in time")
    REFUSED = "refused", _("Acceptance refused")
    OTHER = "other", pgettext_lazy("return", "Other reason")


class Delivery(models.Model):
    """One sending of a letter; one that came back is followed by the next.

    `issued_on` is a copy, so that the database itself holds the order of the days.
    Where it went is copied: a letter that came back goes to another address.
    """

    notice = models.ForeignKey(
        "notices.Notice", on_delete=models.PROTECT, related_name="deliveries"
    )
    seq = models.PositiveIntegerField()
    issued_on = models.DateField()
    sent_on = models.DateField()
    means = models.CharField(max_length=12, choices=DeliveryMeans.choices)
    tracking_number = models.CharField(max_length=40, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=400, blank=True)
    arrived_on = models.DateField(null=True, blank=True)
    returned_on = models.DateField(null=True, blank=True)
    return_reason = models.CharField(
        max_length=15, choices=ReturnReason.choices, blank=True
    )
    recorded_by = models.ForeignKey(
        "offices.Staff", on_delete=models.PROTECT, related_name="recorded_deliveries"
    )
    at = models.DateTimeField()

    class Meta:
        """Constraints and indexes."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["notice", "seq"], name="notices_delivery_seq"
            ),
            models.UniqueConstraint(
                fields=["notice"],
                condition=Q(returned_on__isnull=True),
                name="notices_delivery_one_under_way",
            ),
            models.CheckConstraint(
                condition=Q(means__in=DeliveryMeans.values),
                name="notices_delivery_means",
            ),
            models.CheckConstraint(
                condition=Q(sent_on__gte=F("issued_on")),
                name="notices_delivery_sent_after_issue",
            ),
            models.CheckConstraint(
                condition=Q(arrived_on__isnull=True) | Q(arrived_on__gte=F("sent_on")),
                name="notices_delivery_arrived_after_sending",
            ),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=True)
                | Q(returned_on__gte=F("sent_on")),
                name="notices_delivery_returned_after_sending",
            ),
            models.CheckConstraint(
                condition=Q(arrived_on__isnull=True) | Q(returned_on__isnull=True),
                name="notices_delivery_arrived_or_returned",
            ),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=True, return_reason="")
                | Q(returned_on__isnull=False, return_reason__in=ReturnReason.values),
                name="notices_delivery_return_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.seq}"
