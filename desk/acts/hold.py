"""The hand-over waits, for example while a stay is undecided (引渡しの保留)."""

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.in_force import outcome_in_force
from casework.models import HoldKind, Unit
from casework.operations.hold import HoldFacts, hold
from casework.phases import TO_IMPLEMENT
from casework.wording import day
from desk.acts.act import Act, ActForm, Answer, Cleaned
from desk.acts.words import DAY_HINT
from desk.form_fields import EraDateField
from offices.models import Staff

KIND_OF_HOLD = gettext_lazy("Why nothing is handed over")


class HoldForm(ActForm):
    """Why, from when, and until when if that is known."""

    kind = forms.ChoiceField(
        label=KIND_OF_HOLD,
        choices=HoldKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please say why it is held.")},
    )
    from_on = EraDateField(
        label=gettext_lazy("Held from"),
        help_text=DAY_HINT,
        error_messages={"required": gettext_lazy("Please enter from which day.")},
    )
    until_on = EraDateField(
        label=gettext_lazy("Held until, that day included"),
        help_text=gettext_lazy("Leave empty to hold it until somebody lifts the hold."),
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason in words"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Please write the reason.")},
    )

    def prepare(self) -> None:
        """Begin with today."""
        self.initial.setdefault("from_on", day(self.on))


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Hold the hand-over."""
    facts = HoldFacts(
        kind=cleaned["kind"],
        from_on=cleaned["from_on"],
        until_on=cleaned["until_on"],
        reason=cleaned["reason"],
    )
    made = hold(unit=unit, facts=facts, by=by, on=on, at=at)
    return {"unit": unit.pk, "hold": made.pk}


def obstacle(unit: Unit, by: Staff) -> str:
    """Tell where there is nothing to hold."""
    if outcome_in_force(unit) in TO_IMPLEMENT:
        return ""
    return _("The unit ended without anything to hand over.")


ACT = Act(
    "hold",
    HoldForm,
    perform,
    done=gettext_lazy("The hand-over of %(number)s is held."),
    guidance=gettext_lazy(
        "An appeal alone holds nothing back. Enter a hold when a stay of execution is "
        "asked for; the two weeks after an opposition are counted without it."
    ),
    obstacle=obstacle,
)
