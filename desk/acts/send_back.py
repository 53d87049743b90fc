"""A draft goes back to its drafter (差戻し)."""

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext_lazy

from casework.models import Unit
from casework.operations.send_back import send_back
from desk.acts.act import Act, Answer, Cleaned
from desk.acts.waiting_draft import CommentForm, nothing_waits, waiting_draft
from offices.models import Staff


class SendBackForm(CommentForm):
    """Why it goes back: the drafter must know what to mend."""

    comment = forms.CharField(
        label=gettext_lazy("What is to be mended"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": gettext_lazy("Please write what the drafter has to mend.")
        },
    )


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Send the draft back."""
    step = send_back(
        draft=waiting_draft(unit, cleaned.get("version")),
        comment=cleaned["comment"],
        by=by,
        on=on,
        at=at,
    )
    return {"unit": unit.pk, "draft": step.seq}


ACT = Act(
    "send_back",
    SendBackForm,
    perform,
    done=gettext_lazy("The draft of %(number)s was sent back."),
    obstacle=nothing_waits,
)
