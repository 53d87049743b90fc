"""A letter that was issued (通知). Never edited: a trigger holds it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Notice(models.Model):
    """One letter with its number, frozen as it was issued.

    A mistake in it is mended by a later one, which names it. The same thing is
    told to the same addressee once; a further edition has its reason.

    Attributes:
        form: The form of letter in the pack.
        about: The subject key of what it tells, such as `decision:12`.
        addressee_key: Who is told, whatever the address: `party:7`.
        text: What is printed, as JSON.
        facts_digest: Of what the words were made from.
    """

    unit = models.ForeignKey(
        "casework.Unit", on_delete=models.PROTECT, related_name="notices"
    )
    form = models.CharField(max_length=60)
    about = models.CharField(max_length=80)
    edition = models.PositiveIntegerField(default=1)
    supersedes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="later"
    )
    reissue_reason = models.TextField(blank=True)

    addressee_key = models.CharField(max_length=80)
    party = models.ForeignKey(
        "casework.Party",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
    )
    name = models.CharField(max_length=300)
    honorific = models.CharField(max_length=20)
    contact_person = models.CharField(max_length=300, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=400, blank=True)

    series = models.CharField(max_length=40)
    fiscal_year = models.IntegerField()
    number = models.PositiveIntegerField()
    number_text = models.CharField(max_length=80)

    approved_on = models.DateField(null=True, blank=True)
    issued_on = models.DateField()
    text = models.JSONField()
    form_version = models.CharField(max_length=64)
    pack_digest = models.CharField(max_length=64)
    facts_digest = models.CharField(max_length=64)
    issued_by = models.ForeignKey(
        "offices.Staff", on_delete=models.PROTECT, related_name="issued_notices"
    )
    at = models.DateTimeField()

    class Meta:
        """Constraints and indexes."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["form", "about", "addressee_key", "edition"],
                name="notices_notice_once",
            ),
            models.UniqueConstraint(
                fields=["series", "fiscal_year", "number"],
                name="notices_notice_number",
            ),
            models.CheckConstraint(
                condition=Q(edition=1, supersedes__isnull=True, reissue_reason="")
                | (Q(edition__gt=1, supersedes__isnull=False) & ~Q(reissue_reason="")),
                name="notices_notice_reissue_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(approved_on__isnull=True)
                | Q(issued_on__gte=F("approved_on")),
                name="notices_notice_issued_after_approval",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["about", "issued_on"], name="notices_notice_about"),
        ]

    def __str__(self) -> str:
        return self.number_text

    @property
    def subject_key(self) -> str:
        """What the trail calls it."""
        return f"notice:{self.pk}"
