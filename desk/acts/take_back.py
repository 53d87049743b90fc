"""The drafter takes a draft back (引戻し)."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy

from casework.models import Unit
from casework.operations.take_back import take_back
from desk.acts.act import Act, Answer, Cleaned
from desk.acts.waiting_draft import CommentForm, nothing_waits, waiting_draft
from offices.models import Staff


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Take the draft back."""
    step = take_back(
        draft=waiting_draft(unit, cleaned.get("version")),
        comment=cleaned["comment"],
        by=by,
        on=on,
        at=at,
    )
    return {"unit": unit.pk, "draft": step.seq}


ACT = Act(
    "take_back",
    CommentForm,
    perform,
    done=gettext_lazy("The draft of %(number)s was taken back."),
    obstacle=nothing_waits,
)
