"""The wish to open a wrongly ended unit again (再開の申出)."""

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Unit
from casework.operations.ask_reopening import ask_reopening, waiting_wish
from casework.wording import day
from desk.acts.act import Act, ActForm, Answer, Cleaned
from offices.models import Staff


class AskReopeningForm(ActForm):
    """What is wrong with the end."""

    reason = forms.CharField(
        label=gettext_lazy("What is wrong with the end of the unit?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": gettext_lazy("Please write what is wrong with the end.")
        },
    )


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Put the wish."""
    wish = ask_reopening(
        unit=unit,
        reason=cleaned["reason"],
        version=cleaned.get("version"),
        by=by,
        on=on,
        at=at,
    )
    return {"unit": unit.pk, "reopening": wish.pk}


def obstacle(unit: Unit, by: Staff) -> str:
    """Tell when the wish was put already."""
    wish = waiting_wish(unit)
    if wish is None:
        return ""
    return _(
        "%(who)s asked for it on %(day)s; that waits for the answer of a second person."
    ) % {"who": wish.asked_by.name, "day": day(wish.asked_on)}


ACT = Act(
    "ask_reopening",
    AskReopeningForm,
    perform,
    done=gettext_lazy("The wish was put. A second person has to answer it."),
    guidance=gettext_lazy(
        "Nothing changes until a second person confirms. Then the decision or the "
        "withdrawal counts no more and the clock runs on."
    ),
    obstacle=obstacle,
)
