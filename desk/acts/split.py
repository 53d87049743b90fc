"""A further unit of the same case, perhaps with some of the records (分割)."""

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Unit
from casework.operations.split_off import SplitFacts, split_off
from desk.acts.act import Act, ActForm, Answer, Cleaned
from desk.acts.choices import division_choices, divisions_for
from offices.models import Division, Staff


class SplitForm(ActForm):
    """Who decides the further unit, what it is about, which records go with it."""

    division = forms.ChoiceField(
        label=gettext_lazy("Responsible division of the new unit"), required=False
    )
    subject = forms.CharField(
        label=gettext_lazy("What the new unit is about"),
        help_text=gettext_lazy("Empty: the subject of the whole request."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    record_ids = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Records that go with it"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": gettext_lazy(
                "A record is not in this unit any more. Please choose among the "
                "records as they are now."
            )
        },
    )
    remarks = forms.CharField(
        label=gettext_lazy("Remarks"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def prepare(self) -> None:
        """Offer divisions and the records of the unit."""
        self.divisions = divisions_for(self.units, on=self.on)
        first = _("Not decided yet")
        choices = division_choices(self.divisions.values(), first=first)
        self.offer("division", choices)
        records = self.unit.records.order_by("position")
        self.offer(
            "record_ids",
            [
                (str(record.pk), f"{record.position} {record.title}")
                for record in records
            ],
        )
        if not records:
            del self.fields["record_ids"]

    def clean_division(self) -> Division | None:
        """Return the division itself."""
        return self.divisions.get(self.cleaned_data["division"])


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Split the unit."""
    facts = SplitFacts(
        division=cleaned["division"],
        subject=cleaned["subject"],
        remarks=cleaned["remarks"],
        record_ids=cleaned.get("record_ids", ()),
    )
    made = split_off(
        unit=unit, facts=facts, version=cleaned.get("version"), by=by, on=on, at=at
    )
    return {"unit": made.pk, "number": made.number_text, "from": unit.pk}


ACT = Act(
    "split",
    SplitForm,
    perform,
    done=gettext_lazy("%(number)s was split. The new unit keeps its due date."),
    guidance=gettext_lazy(
        "The new unit has the next branch number and counts its period from the same "
        "receipt."
    ),
)
