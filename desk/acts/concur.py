"""The concurrence (合議) with a draft that waits for approval."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy

from casework.models import Unit
from casework.operations.concur import concur
from desk.acts.act import Act, Answer, Cleaned
from desk.acts.waiting_draft import CommentForm, nothing_waits, waiting_draft
from offices.models import Staff


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Concur with the draft that waits."""
    step = concur(
        draft=waiting_draft(unit, cleaned.get("version")),
        comment=cleaned["comment"],
        by=by,
        on=on,
        at=at,
    )
    return {"unit": unit.pk, "draft": step.seq}


ACT = Act(
    "concur",
    CommentForm,
    perform,
    done=gettext_lazy("You concurred with the draft of %(number)s."),
    obstacle=nothing_waits,
)
