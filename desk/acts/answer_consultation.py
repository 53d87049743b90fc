"""What a third party answered, or that it did not (意見書)."""

from datetime import date, datetime

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import ConsultationAnswer, ThirdPartyConsultation, Unit
from casework.operations.answer_consultation import (
    ThirdPartyAnswer,
    answer_consultation,
)
from casework.wording import day
from desk.acts.act import Act, ActForm, Answer, Cleaned
from desk.form_fields import EraDateField
from offices.models import Staff


def answerable(unit: Unit) -> QuerySet[ThirdPartyConsultation]:
    """Return the letters whose answer can be entered, or entered again.

    After the decision a consent stands; of an opposition why it was overruled can
    still be entered.
    """
    sent = ThirdPartyConsultation.objects.filter(unit=unit, sent_on__isnull=False)
    if not unit.is_open:
        sent = sent.exclude(answer=ConsultationAnswer.CONSENTS)
    return sent.select_related("party").order_by("pk")


class AnswerConsultationForm(ActForm):
    """Which third party, what it says, when that arrived."""

    consultation = forms.ChoiceField(
        label=gettext_lazy("Third party"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose the third party.")},
    )
    answer = forms.ChoiceField(
        label=gettext_lazy("Answer"),
        choices=ConsultationAnswer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose the answer.")},
    )
    answered_on = EraDateField(
        label=gettext_lazy("Day on which it arrived"),
        help_text=gettext_lazy(
            "Not the day written on it. Without an answer: a day after the period."
        ),
        error_messages={"required": gettext_lazy("Please enter the day.")},
    )
    opinion = forms.CharField(
        label=gettext_lazy("What it says"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    disclosed_because = forms.CharField(
        label=gettext_lazy("Why it is disclosed all the same"),
        help_text=gettext_lazy(
            "Only over an opposition: the notice to the third party says this. It can "
            "be entered later, with the same answer."
        ),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def prepare(self) -> None:
        """Offer the letters that went out, and today."""
        self.offered = {str(row.pk): row for row in answerable(self.unit)}
        self.offer(
            "consultation", [(pk, _line(row)) for pk, row in self.offered.items()]
        )
        waiting = [pk for pk, row in self.offered.items() if not row.answer]
        if len(waiting) == 1:
            self.initial.setdefault("consultation", waiting[0])
        only = next(iter(self.offered.values())) if len(self.offered) == 1 else None
        if only is not None and only.answer:
            self._begin_with(only)
        self.initial.setdefault("answered_on", day(self.on))

    def _begin_with(self, row: ThirdPartyConsultation) -> None:
        self.initial.setdefault("consultation", str(row.pk))
        self.initial.setdefault("answer", row.answer)
        self.initial.setdefault("opinion", row.opinion)
        self.initial.setdefault("disclosed_because", row.disclosed_because)
        if row.answered_on:
            self.initial.setdefault("answered_on", day(row.answered_on))

    def clean_consultation(self) -> ThirdPartyConsultation:
        """Return the consultation itself."""
        return self.offered[self.cleaned_data["consultation"]]


def _line(row: ThirdPartyConsultation) -> str:
    assert row.sent_on is not None  # noqa: S101 - only letters that went out
    words = _("%(name)s, letter of %(day)s") % {
        "name": row.party.name,
        "day": day(row.sent_on),
    }
    return f"{words}（{row.get_answer_display()}）" if row.answer else words


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Record the answer."""
    answer = ThirdPartyAnswer(
        answer=cleaned["answer"],
        answered_on=cleaned["answered_on"],
        opinion=cleaned["opinion"],
        disclosed_because=cleaned["disclosed_because"],
    )
    row = answer_consultation(
        consultation=cleaned["consultation"], answer=answer, by=by, on=on, at=at
    )
    return {"unit": unit.pk, "consultation": row.pk}


def obstacle(unit: Unit, by: Staff) -> str:
    """Tell when no letter went out."""
    if answerable(unit).exists():
        return ""
    return _("No letter to a third party waits for an answer.")


ACT = Act(
    "answer_consultation",
    AnswerConsultationForm,
    perform,
    done=gettext_lazy("What the third party answered on %(number)s was recorded."),
    guidance=gettext_lazy(
        "Only a written opposition counts as one. It binds nobody: if the record is "
        "disclosed all the same, two full weeks lie between the decision and the "
        "disclosure, and the third party is told the same day."
    ),
    obstacle=obstacle,
)
