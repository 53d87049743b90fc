"""The approval (決裁): the day on the notice, perhaps in another's place."""

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Unit
from casework.operations.approve import approve
from casework.wording import day
from desk.acts.act import Act, Answer, Cleaned
from desk.acts.waiting_draft import CommentForm, nothing_waits, waiting_draft
from desk.acts.words import DAY_HINT
from desk.form_fields import EraDateField
from offices.models import Staff
from offices.queries import acting_for


class ApproveForm(CommentForm):
    """The day on the notice; whose place is taken only where somebody is away."""

    decided_on = EraDateField(
        label=gettext_lazy("Day on the notice"),
        help_text=DAY_HINT,
        max_length=60,
        error_messages={
            "required": gettext_lazy("Please enter the day on the notice.")
        },
    )
    on_behalf_of = forms.ChoiceField(
        label=gettext_lazy("In the place of"), required=False
    )
    field_order = ("token", "version", "decided_on", "on_behalf_of", "comment")

    def prepare(self) -> None:
        """Begin with today; offer whose place the person takes."""
        self.initial.setdefault("decided_on", day(self.on))
        self.absent = {str(one.pk): one for one in acting_for(self.by, on=self.on)}
        nobody = ("", _("Nobody: in my own right"))
        self.offer(
            "on_behalf_of",
            [nobody, *((key, one.name) for key, one in self.absent.items())],
        )
        if not self.absent:
            self.fields["on_behalf_of"].widget = forms.HiddenInput()

    def clean_on_behalf_of(self) -> Staff | None:
        """Return the person whose place is taken."""
        return self.absent.get(self.cleaned_data["on_behalf_of"])


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Approve the draft that waits."""
    decision = approve(
        draft=waiting_draft(unit, cleaned.get("version")),
        decided_on=cleaned["decided_on"],
        on_behalf_of=cleaned["on_behalf_of"],
        comment=cleaned["comment"],
        by=by,
        on=on,
        at=at,
    )
    return {"unit": unit.pk, "decision": decision.seq, "outcome": decision.outcome}


ACT = Act(
    "approve",
    ApproveForm,
    perform,
    done=gettext_lazy("%(number)s is decided."),
    obstacle=nothing_waits,
)
