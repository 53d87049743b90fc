"""A contact with the requester or somebody else (連絡記録)."""

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.models import Counterpart, Means, Unit
from casework.operations.log_contact import ContactFacts, log_contact
from casework.wording import day
from desk.acts.act import Act, ActForm, Answer, Cleaned
from desk.acts.words import DAY_HINT
from desk.form_fields import EraDateField
from offices.models import Staff


class ContactForm(ActForm):
    """When, with whom, by which means, about what."""

    had_on = EraDateField(
        label=_("Day of the contact"),
        help_text=DAY_HINT,
        error_messages={"required": _("Please enter the day of the contact.")},
    )
    counterpart = forms.ChoiceField(
        label=_("With whom"),
        choices=Counterpart.choices,
        initial=Counterpart.REQUESTER,
        widget=forms.RadioSelect,
    )
    means = forms.ChoiceField(
        label=_("By which means"),
        choices=Means.choices,
        initial=Means.PHONE,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("What it was about"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Please write what the contact was about.")},
    )

    def prepare(self) -> None:
        """Begin with today."""
        self.initial.setdefault("had_on", day(self.on))


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Log the contact."""
    facts = ContactFacts(
        had_on=cleaned["had_on"],
        counterpart=cleaned["counterpart"],
        means=cleaned["means"],
        text=cleaned["text"],
    )
    note = log_contact(unit=unit, contact=facts, by=by, on=on, at=at)
    return {"unit": unit.pk, "note": note.pk}


ACT = Act(
    "log_contact",
    ContactForm,
    perform,
    done=_("The contact was logged."),
    guidance=_(
        "A telephone call moves no due date and withdraws nothing; that takes a paper."
    ),
)
