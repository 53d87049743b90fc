"""An approval of the city's document system is recorded (文書管理システムの決裁)."""

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext_lazy

from casework.approvals import ExternalApproval
from casework.models import Unit
from casework.operations.decide import decide
from desk.acts.act import Act, Answer, Cleaned
from desk.acts.proposal import ProposalForm, proposal_of
from desk.acts.words import DAY_HINT
from desk.form_fields import EraDateField
from offices.models import Staff


class DecideForm(ProposalForm):
    """Number, days and approver as the document system shows them."""

    number = forms.CharField(
        label=gettext_lazy("Number of the approval"),
        max_length=100,
        error_messages={
            "required": gettext_lazy(
                "Please enter the number of the approval in the document system."
            )
        },
    )
    approved_on = EraDateField(
        label=gettext_lazy("Day of the approval"),
        help_text=DAY_HINT,
        max_length=60,
        error_messages={
            "required": gettext_lazy("Please enter the day of the approval.")
        },
    )
    approver_name = forms.CharField(
        label=gettext_lazy("Who approved"),
        max_length=200,
        error_messages={
            "required": gettext_lazy(
                "Please enter who approved, as the document system shows it."
            )
        },
    )
    decided_on = EraDateField(
        label=gettext_lazy("Day on the notice"),
        help_text=DAY_HINT,
        max_length=60,
        error_messages={
            "required": gettext_lazy("Please enter the day on the notice.")
        },
    )


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Record the decision."""
    decision = decide(
        unit=unit,
        proposal=proposal_of(cleaned),
        external=ExternalApproval(
            number=cleaned["number"],
            approved_on=cleaned["approved_on"],
            approver_name=cleaned["approver_name"],
            decided_on=cleaned["decided_on"],
        ),
        version=cleaned.get("version"),
        by=by,
        on=on,
        at=at,
    )
    return {"unit": unit.pk, "decision": decision.seq, "outcome": decision.outcome}


ACT = Act(
    "decide",
    DecideForm,
    perform,
    done=gettext_lazy("The decision on %(number)s was recorded."),
)
