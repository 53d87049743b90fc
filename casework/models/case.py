"""The case: the paper as it came over the counter."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.models.folded import FoldedField
from casework.models.visibility import case_scope

if TYPE_CHECKING:
    from offices.models import Staff


class Kind(models.TextChoices):
    """What sort of paper came in."""

    PUBLIC_RECORDS = "public_records", _("Public-records request")
    SELF_INFO = "self_info", _("Self-information request")
    APPEAL = "appeal", _("Appeal")


class Origin(models.TextChoices):
    """By which door a case came in."""

    DESK = "desk", _("Desk")
    API = "api", _("API")
    PORTAL = "portal", _("Portal")
    LEDGER = "ledger", _("Ledger")


class Channel(models.TextChoices):
    """How the paper reached the office (受付方法)."""

    COUNTER = "counter", _("Counter")
    POST = "post", _("Post")
    FAX = "fax", _("Fax")
    ELECTRONIC = "electronic", _("Electronic filing")
    EMAIL = "email", _("E-mail")
    OTHER = "other", _("Other")
    UNKNOWN = "unknown", _("Not stated")


class WantedMethod(models.TextChoices):
    """A way of disclosure the requester may ask for (公開の方法)."""

    INSPECTION = "inspection", _("Inspection")
    VIEWING = "viewing", _("Viewing or listening")
    COPY_COUNTER = "copy_counter", _("Copy at the counter")
    COPY_POST = "copy_post", _("Copy by post")
    COPY_ELECTRONIC = "copy_electronic", _("Electronic copy")


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases a person may see."""

    def visible_to(self, staff: "Staff", *, on: date) -> "CaseQuerySet":
        """Keep the cases of which this person may see at least one unit."""
        return self.filter(case_scope(staff, on=on))


class Case(models.Model):
    """A request or an appeal as it came in. Nothing a unit owns stands here.

    `regime` is chosen once by kind, organ and receipt day and never changes.
    `organ` is the one addressed; only an appeal may lack it, when its ledger did
    not say against whose decision it was.
    """

    kind = models.CharField(max_length=20, choices=Kind.choices)
    regime = models.CharField(max_length=80)
    request_kind = models.CharField(max_length=40)
    organ = models.ForeignKey(
        "offices.Organ",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
    )
    received_on = models.DateField()
    fiscal_year = models.IntegerField()
    series = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    number_text = models.CharField(max_length=80)
    channel = models.CharField(
        max_length=20, choices=Channel.choices, default=Channel.UNKNOWN
    )
    subject = models.TextField(blank=True)
    # the day on the form selects nothing; the ways of disclosure asked for
    requested_on = models.DateField(null=True, blank=True)
    wanted_methods = models.JSONField(default=list, blank=True)
    purpose = models.TextField(blank=True)
    requester_category = models.CharField(max_length=40, blank=True)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    import_run = models.ForeignKey(
        "casework.ImportRun",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
    )
    # the run it came with was taken back: its number is free again
    taken_back = models.BooleanField(default=False)
    voided_on = models.DateField(null=True, blank=True)
    void_reason = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    # as they are compared in a search
    folded_number = FoldedField("number_text")
    folded_subject = FoldedField("subject")

    objects = CaseQuerySet.as_manager()

    class Meta:
        """Constraints and indexes."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["series", "fiscal_year", "number"],
                condition=Q(taken_back=False),
                name="casework_case_number",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="casework_case_kind"
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.APPEAL) | Q(organ__isnull=False),
                name="casework_case_request_has_organ",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="casework_case_number_from_one"
            ),
            models.CheckConstraint(
                condition=(Q(voided_on__isnull=True) & Q(void_reason=""))
                | (Q(voided_on__isnull=False) & ~Q(void_reason="")),
                name="casework_case_void_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(taken_back=False) | Q(voided_on__isnull=False),
                name="casework_case_taken_back_is_void",
            ),
            models.CheckConstraint(
                condition=Q(voided_on__isnull=True)
                | Q(voided_on__gte=F("received_on")),
                name="casework_case_voided_after_receipt",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["kind", "fiscal_year", "number"], name="casework_case_list"
            ),
        ]

    def __str__(self) -> str:
        return self.number_text

    @property
    def stream(self) -> str:
        """The chain of the trail that belongs to this case."""
        return f"case:{self.pk}"
