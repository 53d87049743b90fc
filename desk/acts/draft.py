"""The draft (起案): the outcome of the unit, submitted for approval."""

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext_lazy

from casework.models import Unit
from casework.operations.draft import draft
from desk.acts.act import Act, Answer, Cleaned
from desk.acts.proposal import ProposalForm, proposal_of
from offices.models import Staff


class DraftForm(ProposalForm):
    """The decision, and what the approver should know."""

    note = forms.CharField(
        label=gettext_lazy("What the approver should know"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Submit the draft."""
    made = draft(
        unit=unit,
        proposal=proposal_of(cleaned),
        version=cleaned.get("version"),
        by=by,
        on=on,
        at=at,
    )
    return {"unit": unit.pk, "draft": made.seq, "outcome": made.outcome}


ACT = Act(
    "draft",
    DraftForm,
    perform,
    done=gettext_lazy("The draft of %(number)s waits for approval."),
)
