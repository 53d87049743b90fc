"""Notes of the office and the log of its contacts; never edited, only added."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NoteKind(models.TextChoices):
    """A note for the office, or a contact with somebody."""

    NOTE = "note", pgettext_lazy("note", "Note")
    CONTACT = "contact", _("Contact")


class Counterpart(models.TextChoices):
    """With whom there was contact."""

    REQUESTER = "requester", _("Requester")
    THIRD_PARTY = "third_party", _("Third party")
    DIVISION = "division", _("Division")
    OTHER = "other", pgettext_lazy("contact", "Other")


class Means(models.TextChoices):
    """By which means."""

    PHONE = "phone", pgettext_lazy("means", "Phone")
    COUNTER = "counter", _("Counter")
    LETTER = "letter", _("Letter")
    EMAIL = "email", _("E-mail")
    FAX = "fax", _("Fax")


class Note(models.Model):
    """One entry. A contact has its day, counterpart and means: evidence later."""

    case = models.ForeignKey(
        "casework.Case", on_delete=models.PROTECT, related_name="notes"
    )
    unit = models.ForeignKey(
        "casework.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="notes",
    )
    kind = models.CharField(max_length=10, choices=NoteKind.choices)
    on = models.DateField()
    counterpart = models.CharField(
        max_length=20, choices=Counterpart.choices, blank=True
    )
    means = models.CharField(max_length=10, choices=Means.choices, blank=True)
    text = models.TextField()
    staff = models.ForeignKey(
        "offices.Staff", on_delete=models.PROTECT, related_name="notes"
    )
    at = models.DateTimeField()

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind=NoteKind.NOTE, counterpart="", means="")
                | Q(
                    kind=NoteKind.CONTACT,
                    counterpart__in=Counterpart.values,
                    means__in=Means.values,
                ),
                name="casework_note_contact_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(text=""), name="casework_note_has_text"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.on}"
