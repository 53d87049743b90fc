"""A third party whose information is in a record is asked (第三者意見照会)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ConsultationKind(models.TextChoices):
    """Whether the organ may ask or has to; the duty has two cases."""

    OPTIONAL = "optional", _("Optional (may be asked)")
    MANDATORY_PROTECTION = (
        "mandatory_protection",
        _("Mandatory: to protect life, health, livelihood or property"),
    )
    MANDATORY_PUBLIC_INTEREST = (
        "mandatory_public_interest",
        _("Mandatory: discretionary disclosure in the public interest"),
    )


MANDATORY = frozenset(
    {
        ConsultationKind.MANDATORY_PROTECTION,
        ConsultationKind.MANDATORY_PUBLIC_INTEREST,
    }
)


class ConsultationAnswer(models.TextChoices):
    """What came of the letter; a call by telephone is no written opposition."""

    NONE_BY_PERIOD = (
        "none_by_period",
        pgettext_lazy("third party", "No answer by the day named"),
    )
    CONSENTS = "consents", pgettext_lazy("third party", "Does not mind")
    OPPOSES = "opposes", pgettext_lazy("third party", "Opposes in writing")


class ThirdPartyConsultation(models.Model):
    """One third party asked about records of a unit; the clock runs on.

    Either a letter went out, or the whereabouts are unknown and the search is
    recorded. `sent_on` is the day of the letter, `answered_on` the day the answer
    arrived; without an answer the day on which that was recorded.
    """

    unit = models.ForeignKey(
        "casework.Unit", on_delete=models.PROTECT, related_name="consultations"
    )
    party = models.OneToOneField(
        "casework.Party", on_delete=models.PROTECT, related_name="consultation"
    )
    kind = models.CharField(max_length=30, choices=ConsultationKind.choices)
    # what the records say about this third party, as the letter tells it
    concerns = models.TextField()
    # which case of the duty and why; empty where the organ only may ask
    why = models.TextField(blank=True)
    answer_to = models.CharField(max_length=300, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    answer_by_on = models.DateField(null=True, blank=True)
    # how the third party was looked for; fills the place of the letter
    search = models.TextField(blank=True)
    answer = models.CharField(
        max_length=20, choices=ConsultationAnswer.choices, blank=True
    )
    answered_on = models.DateField(null=True, blank=True)
    opinion = models.TextField(blank=True)
    # why the record is disclosed over the opposition, as the third party is told
    disclosed_because = models.TextField(blank=True)
    asked_by = models.ForeignKey(
        "offices.Staff", on_delete=models.PROTECT, related_name="consultations_asked"
    )
    answer_recorded_by = models.ForeignKey(
        "offices.Staff",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="consultations_answered",
    )

    class Meta:
        """Constraints and indexes."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=ConsultationKind.values),
                name="casework_consultation_kind",
            ),
            models.CheckConstraint(
                condition=~Q(concerns=""), name="casework_consultation_says_what"
            ),
            models.CheckConstraint(
                condition=Q(kind=ConsultationKind.OPTIONAL) | ~Q(why=""),
                name="casework_consultation_duty_says_why",
            ),
            models.CheckConstraint(
                condition=Q(
                    search="",
                    sent_on__isnull=False,
                    answer_by_on__gte=F("sent_on"),
                )
                | (
                    Q(sent_on__isnull=True, answer_by_on__isnull=True, answer="")
                    & ~Q(search="")
                ),
                name="casework_consultation_letter_or_search",
            ),
            models.CheckConstraint(
                condition=Q(
                    answer="",
                    answered_on__isnull=True,
                    answer_recorded_by__isnull=True,
                )
                | Q(
                    answer__in=ConsultationAnswer.values,
                    answered_on__gte=F("sent_on"),
                    answer_recorded_by__isnull=False,
                ),
                name="casework_consultation_answer_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(answer=ConsultationAnswer.NONE_BY_PERIOD)
                | Q(answered_on__gt=F("answer_by_on")),
                name="casework_consultation_none_after_period",
            ),
            models.CheckConstraint(
                condition=Q(disclosed_because="")
                | Q(answer=ConsultationAnswer.OPPOSES),
                name="casework_consultation_overrules_an_opposition",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["unit"],
                condition=Q(answer="", sent_on__isnull=False),
                name="casework_consultation_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.pk}"


class ConsultedRecord(models.Model):
    """A record a third party is asked about; it keeps the question when it moves."""

    consultation = models.ForeignKey(
        ThirdPartyConsultation, on_delete=models.PROTECT, related_name="consulted"
    )
    record = models.ForeignKey(
        "casework.Record", on_delete=models.PROTECT, related_name="consulted"
    )

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["consultation", "record"],
                name="casework_consulted_record_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.record_id}"
