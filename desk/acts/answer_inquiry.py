"""The division's answer to the records office (所管課照会への回答)."""

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Existence, Unit
from casework.operations.answer_inquiry import InquiryAnswer, answer_inquiry
from desk.acts.act import Act, ActForm, Answer, Cleaned
from offices.models import Staff


class AnswerInquiryForm(ActForm):
    """Whether it exists, who holds it, how much it is."""

    existence = forms.ChoiceField(
        label=gettext_lazy("Does the record exist?"),
        choices=Existence.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Please say whether the record exists.")
        },
    )
    holder = forms.CharField(
        label=gettext_lazy("Who holds it"), required=False, max_length=200
    )
    sheets = forms.IntegerField(
        label=gettext_lazy("How many sheets"),
        required=False,
        min_value=0,
        max_value=999_999,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    remark = forms.CharField(
        label=gettext_lazy("What else the office should know"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Answer the question that waits longest."""
    answer = InquiryAnswer(
        existence=cleaned["existence"],
        holder=cleaned["holder"],
        sheets=cleaned["sheets"],
        remark=cleaned["remark"],
    )
    inquiry = answer_inquiry(unit=unit, answer=answer, by=by, on=on, at=at)
    return {"unit": unit.pk, "inquiry": inquiry.pk}


def obstacle(unit: Unit, by: Staff) -> str:
    """Tell when no question waits."""
    if unit.inquiries.filter(answered_on=None).exists():
        return ""
    return _("No question waits for an answer.")


ACT = Act(
    "answer_inquiry",
    AnswerInquiryForm,
    perform,
    done=gettext_lazy("The question about %(number)s was answered."),
    obstacle=obstacle,
)
