"""The second person's answer to the wish to open a unit again (再開の確認)."""

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from casework.models import Unit
from casework.operations.ask_reopening import waiting_wish
from casework.operations.confirm_reopening import confirm_reopening
from desk.acts.act import Act, ActForm, Answer, Cleaned
from offices.models import Staff

YES, NO = "yes", "no"


class ConfirmReopeningForm(ActForm):
    """Yes or no; a no needs its reason."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Is the unit opened again?"),
        choices=[
            (YES, pgettext_lazy("reopening", "Yes, it is opened again")),
            (NO, pgettext_lazy("reopening", "No, it stays closed")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose yes or no.")},
    )
    comment = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("Needed where the answer is no."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def prepare(self) -> None:
        """Say who asked and why."""
        wish = waiting_wish(self.unit)
        if wish is not None:
            self.fields["answer"].help_text = _(
                "%(who)s asks for it because: %(reason)s"
            ) % {"who": wish.asked_by.name, "reason": wish.reason}


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Answer the wish."""
    unit = confirm_reopening(
        unit=unit,
        confirmed=cleaned["answer"] == YES,
        comment=cleaned["comment"],
        version=cleaned.get("version"),
        by=by,
        on=on,
        at=at,
    )
    return {"unit": unit.pk, "phase": unit.phase, "version": unit.version}


def obstacle(unit: Unit, by: Staff) -> str:
    """Tell when nobody asked, or this very person did."""
    wish = waiting_wish(unit)
    if wish is None:
        return _("Nobody asks to open this unit again.")
    if wish.asked_by_id == by.pk:
        return _("You asked yourself. A second person has to answer.")
    return ""


ACT = Act(
    "confirm_reopening",
    ConfirmReopeningForm,
    perform,
    done=gettext_lazy("Your answer on reopening %(number)s was recorded."),
    obstacle=obstacle,
)
