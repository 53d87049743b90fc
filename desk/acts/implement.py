"""What was decided was shown or copied (公開の実施)."""

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.handover import Handover
from casework.in_force import outcome_in_force
from casework.models import Unit
from casework.operations.carry_out import carry_out
from casework.phases import TO_IMPLEMENT
from casework.wording import day
from desk.acts.act import Act, ActForm, Answer, Cleaned
from desk.acts.words import DAY_HINT
from desk.form_fields import EraDateField
from offices.models import Staff


class ImplementForm(ActForm):
    """The day, the sheets handed over, what was charged."""

    FIELD_OF = {"on": "implemented_on"}  # noqa: RUF012 - declared so by the base class

    implemented_on = EraDateField(
        label=gettext_lazy("Day of the disclosure"),
        help_text=DAY_HINT,
        error_messages={
            "required": gettext_lazy("Please enter the day of the disclosure.")
        },
    )
    sheets = forms.IntegerField(
        label=gettext_lazy("Sheets handed over"),
        required=False,
        min_value=0,
        max_value=999_999,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    fee_yen = forms.IntegerField(
        label=gettext_lazy("Fee charged (yen)"),
        required=False,
        min_value=0,
        max_value=99_999_999,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def prepare(self) -> None:
        """Begin with today."""
        self.initial.setdefault("implemented_on", day(self.on))


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Record the disclosure."""
    handover = Handover(
        on=cleaned["implemented_on"],
        sheets=cleaned["sheets"],
        fee_yen=cleaned["fee_yen"],
    )
    unit = carry_out(
        unit=unit,
        handover=handover,
        version=cleaned.get("version"),
        by=by,
        on=on,
        at=at,
    )
    return {"unit": unit.pk, "phase": unit.phase, "version": unit.version}


def obstacle(unit: Unit, by: Staff) -> str:
    """Tell where there is nothing to show."""
    if outcome_in_force(unit) in TO_IMPLEMENT:
        return ""
    return _("The unit ended without anything to disclose.")


ACT = Act(
    "implement",
    ImplementForm,
    perform,
    done=gettext_lazy("The disclosure of %(number)s was recorded."),
    obstacle=obstacle,
)
