"""A file that belongs to a case: the scan of the form, evidence, what was released."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AttachmentKind(models.TextChoices):
    """What the file is."""

    REQUEST_FORM = "request_form", _("Request form")
    EVIDENCE = "evidence", _("Evidence")
    RELEASED = "released", _("Released record")
    OTHER = "other", pgettext_lazy("file", "Other")


class Attachment(models.Model):
    """One file, stored under an opaque name; its digest binds the bytes.

    A removed one stays listed with its reason; the bytes are gone.
    """

    case = models.ForeignKey(
        "casework.Case", on_delete=models.PROTECT, related_name="attachments"
    )
    unit = models.ForeignKey(
        "casework.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attachments",
    )
    kind = models.CharField(max_length=20, choices=AttachmentKind.choices)
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=100, unique=True)
    staff = models.ForeignKey(
        "offices.Staff", on_delete=models.PROTECT, related_name="attachments"
    )
    at = models.DateTimeField()
    removed_on = models.DateField(null=True, blank=True)
    removal_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=AttachmentKind.values),
                name="casework_attachment_kind",
            ),
            models.CheckConstraint(
                condition=Q(removed_on__isnull=True, removal_reason="")
                | (Q(removed_on__isnull=False) & ~Q(removal_reason="")),
                name="casework_attachment_removal_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"
