"""Ask the division what it knows, before the unit is accepted (所管課照会)."""

from datetime import date, datetime, timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Unit
from casework.operations.inquire import CannotInquire, inquire
from casework.wording import day
from desk.acts.act import Act, ActForm, Answer, Cleaned
from desk.acts.choices import division_choices, divisions_for
from desk.acts.words import DAY_HINT
from desk.form_fields import EraDateField
from offices.models import Division, Staff

# an offer only: whoever asks chooses the day
USUAL_DAYS = timedelta(days=7)


class InquireForm(ActForm):
    """Who is asked, and until when an answer is wanted."""

    division = forms.ChoiceField(
        label=gettext_lazy("Division to be asked"),
        error_messages={"required": gettext_lazy("Please choose a division.")},
    )
    answer_by_on = EraDateField(
        label=gettext_lazy("Answer wanted by"),
        help_text=DAY_HINT,
        error_messages={"required": gettext_lazy("Please enter until when.")},
    )

    def prepare(self) -> None:
        """Offer the divisions; several units may each ask their own."""
        self.divisions = divisions_for(self.units, on=self.on)
        is_batch = len(self.units) > 1
        first = _("The division each unit is with") if is_batch else _("Please choose")
        choices = division_choices(self.divisions.values(), first=first)
        self.offer("division", choices)
        self.fields["division"].required = not is_batch
        self.initial.setdefault("answer_by_on", day(self.on + USUAL_DAYS))
        if not is_batch:
            self.initial.setdefault("division", str(self.unit.division_id or ""))

    def clean_division(self) -> Division | None:
        """Return the division itself."""
        return self.divisions.get(self.cleaned_data["division"])


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Ask the division."""
    division = cleaned["division"] or unit.division
    if division is None:
        message = _(
            "%(number)s is with no division yet. Please choose the division to be "
            "asked."
        )
        raise CannotInquire(
            "no_division", message % {"number": unit.number_text}, field="division"
        )
    inquiry = inquire(
        unit=unit,
        division=division,
        answer_by_on=cleaned["answer_by_on"],
        by=by,
        on=on,
        at=at,
    )
    return {"unit": unit.pk, "inquiry": inquiry.pk}


ACT = Act(
    "inquire",
    InquireForm,
    perform,
    done=gettext_lazy("The division was asked about %(number)s."),
    in_batch=True,
    guidance=gettext_lazy(
        "Does the record exist, who holds it, how many sheets? The due date runs on; "
        "the day of the answer is the office's own."
    ),
)
