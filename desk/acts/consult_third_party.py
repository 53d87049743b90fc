"""A third party is asked about records that hold its information (第三者意見照会)."""

from datetime import date, datetime, timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.consultation_facts import ConsultationFacts
from casework.intake import PartyFacts
from casework.models import (
    ConsultationKind,
    PartyRole,
    ThirdPartyConsultation,
    Unit,
)
from casework.operations.consult_third_party import consult_third_party
from casework.wording import day
from desk.acts.act import Act, ActForm, Answer, Cleaned
from desk.acts.words import DAY_HINT
from desk.form_fields import EraDateField
from offices.models import Staff

# an offer only: whoever asks chooses the day
USUAL_DAYS = timedelta(days=14)


class ConsultThirdPartyForm(ActForm):
    """Which records, who, why, and the letter or the search in vain."""

    record_ids = forms.MultipleChoiceField(
        label=gettext_lazy("Records with information about the third party"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Please choose at least one record.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Whether it has to be asked"),
        choices=ConsultationKind.choices,
        initial=ConsultationKind.OPTIONAL,
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=gettext_lazy("Name of the third party"),
        help_text=gettext_lazy("As it is written on the envelope."),
        max_length=300,
        error_messages={"required": gettext_lazy("Please enter the name.")},
    )
    is_corporation = forms.BooleanField(
        label=gettext_lazy("It is a corporation or body"), required=False
    )
    contact_person = forms.CharField(
        label=gettext_lazy("Person to reach there"), required=False, max_length=300
    )
    postal_code = forms.CharField(
        label=gettext_lazy("Postal code"), required=False, max_length=20
    )
    address = forms.CharField(
        label=gettext_lazy("Address"), required=False, max_length=400
    )
    concerns = forms.CharField(
        label=gettext_lazy("What the records say about it"),
        help_text=gettext_lazy(
            "The letter says this. Write neither who asked nor for what purpose."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": gettext_lazy("Please write what information it is about.")
        },
    )
    why = forms.CharField(
        label=gettext_lazy("Why it has to be asked"),
        help_text=gettext_lazy("Needed for the two mandatory kinds; the letter says."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    sent_on = EraDateField(
        label=gettext_lazy("Day of the letter"), help_text=DAY_HINT, required=False
    )
    answer_by_on = EraDateField(
        label=gettext_lazy("To be answered by"), help_text=DAY_HINT, required=False
    )
    answer_to = forms.CharField(
        label=gettext_lazy("Where to answer"), required=False, max_length=300
    )
    search = forms.CharField(
        label=gettext_lazy("Whereabouts unknown: how it was looked for"),
        help_text=gettext_lazy(
            "Fill in only where no letter can be sent, and clear both days then."
        ),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def prepare(self) -> None:
        """Offer the records, today, and where others answered before."""
        rows = self.unit.records.order_by("position").values_list(
            "pk", "position", "title"
        )
        self.offer(
            "record_ids", [(str(pk), f"{place}. {title}") for pk, place, title in rows]
        )
        self.initial.setdefault("sent_on", day(self.on))
        self.initial.setdefault("answer_by_on", day(self.on + USUAL_DAYS))
        earlier = ThirdPartyConsultation.objects.filter(unit__organ=self.unit.organ_id)
        last = earlier.exclude(answer_to="").order_by("-pk").first()
        self.initial.setdefault("answer_to", last.answer_to if last else "")


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Ask the third party."""
    copied = ("name", "is_corporation", "contact_person", "postal_code", "address")
    party = PartyFacts(
        role=PartyRole.THIRD_PARTY, **{name: cleaned[name] for name in copied}
    )
    said = ("kind", "concerns", "why", "sent_on", "answer_by_on", "answer_to", "search")
    facts = ConsultationFacts(
        record_ids=tuple(int(pk) for pk in cleaned["record_ids"]),
        party=party,
        **{name: cleaned[name] for name in said},
    )
    made = consult_third_party(unit=unit, consultation=facts, by=by, on=on, at=at)
    return {"unit": unit.pk, "consultation": made.pk}


def obstacle(unit: Unit, by: Staff) -> str:
    """Tell when there is no record to ask about."""
    if unit.records.exists():
        return ""
    return _("No record is listed yet. List what was found first.")


ACT = Act(
    "consult_third_party",
    ConsultThirdPartyForm,
    perform,
    done=gettext_lazy("That a third party is asked about %(number)s was recorded."),
    guidance=gettext_lazy(
        "The period for the decision runs on. The letter tells the day of the request, "
        "the names of the records, what they say about the third party, where and by "
        "when to answer; never who asked or for what purpose."
    ),
    obstacle=obstacle,
)
