"""A note of the office (メモ)."""

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from casework.models import Unit
from casework.operations.add_note import add_note
from desk.acts.act import Act, ActForm, Answer, Cleaned
from offices.models import Staff


class NoteForm(ActForm):
    """What is to be remembered."""

    text = forms.CharField(
        label=pgettext_lazy("note", "Note"),
        help_text=_(
            "For the office only; whoever may read the remarks of this unit reads it."
        ),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Please write the note.")},
    )


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Add the note."""
    note = add_note(unit=unit, text=cleaned["text"], by=by, on=on, at=at)
    return {"unit": unit.pk, "note": note.pk}


ACT = Act("add_note", NoteForm, perform, done=_("The note was added."))
