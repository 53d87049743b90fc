"""Mend what was taken from the form at intake (入力訂正)."""

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.categories import CATEGORIES
from casework.intake import PartyFacts
from casework.intake_facts import IntakeFacts, stored_intake
from casework.models import Channel, PartyRole, Unit, WantedMethod
from casework.operations.amend import amend
from casework.wording import day
from desk.acts.act import Act, ActForm, Answer, Cleaned
from desk.acts.words import DAY_HINT
from desk.form_fields import EraDateField
from disclosure.permissions import organs_to_receive_for
from offices.models import Organ, Staff

TEXTS = ("name", "kana", "contact_person", "postal_code", "address", "phone", "fax")
OF_REQUESTER = (*TEXTS, "email", "is_corporation")


class AmendForm(ActForm):
    """The form as it really was, whole; it begins with what is stored."""

    FIELD_OF = {"requester": "name"}  # noqa: RUF012 - declared so by the base class

    received_on = EraDateField(
        label=gettext_lazy("Received on"),
        help_text=DAY_HINT,
        error_messages={"required": gettext_lazy("Please enter the receipt day.")},
    )
    requested_on = EraDateField(
        label=gettext_lazy("Day on the form"), help_text=DAY_HINT, required=False
    )
    organ = forms.ChoiceField(label=gettext_lazy("Addressed to"))
    channel = forms.ChoiceField(
        label=gettext_lazy("How it came in"), choices=Channel.choices
    )
    subject = forms.CharField(
        label=gettext_lazy("What this unit is asked for"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Please write what is asked for.")},
    )
    wanted_methods = forms.MultipleChoiceField(
        label=gettext_lazy("Ways of disclosure asked for"),
        choices=WantedMethod.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    purpose = forms.CharField(
        label=gettext_lazy("Purpose"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    requester_category = forms.ChoiceField(
        label=gettext_lazy("Category of the requester"),
        choices=[("", "－"), *CATEGORIES.items()],
        required=False,
    )
    name = forms.CharField(
        label=gettext_lazy("Name of the requester"), required=False, max_length=300
    )
    kana = forms.CharField(
        label=gettext_lazy("Name in kana"), required=False, max_length=300
    )
    is_corporation = forms.BooleanField(
        label=gettext_lazy("A corporation or another body"), required=False
    )
    contact_person = forms.CharField(
        label=gettext_lazy("Contact person"), required=False, max_length=300
    )
    postal_code = forms.CharField(
        label=gettext_lazy("Postal code"), required=False, max_length=20
    )
    address = forms.CharField(
        label=gettext_lazy("Address"), required=False, max_length=400
    )
    phone = forms.CharField(label=gettext_lazy("Phone"), required=False, max_length=40)
    fax = forms.CharField(label=gettext_lazy("Fax"), required=False, max_length=40)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        max_length=254,
        error_messages={
            "invalid": gettext_lazy(
                "This is no e-mail address. Please write it like name@example.jp."
            )
        },
    )

    def prepare(self) -> None:
        """Begin with what is stored."""
        organs = organs_to_receive_for(self.by, on=self.on)
        self.organs = {str(organ.pk): organ for organ in organs}
        case = self.unit.case
        if case.organ is not None:
            self.organs.setdefault(str(case.organ_id), case.organ)
        self.offer("organ", [(pk, organ.name) for pk, organ in self.organs.items()])
        if not self.is_bound:
            self.initial.update(_first_values(self.unit))

    def clean_organ(self) -> Organ:
        """Return the organ itself."""
        return self.organs[self.cleaned_data["organ"]]


def _first_values(unit: Unit) -> dict[str, object]:
    stored = stored_intake(unit)
    values: dict[str, object] = {
        "received_on": day(stored.received_on),
        "requested_on": day(stored.requested_on) if stored.requested_on else "",
        "organ": str(stored.organ.pk),
        "channel": stored.channel,
        "subject": stored.subject,
        "wanted_methods": list(stored.wanted_methods),
        "purpose": stored.purpose,
        "requester_category": stored.requester_category,
    }
    if stored.requester is not None:
        values |= {name: getattr(stored.requester, name) for name in OF_REQUESTER}
    return values


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Amend the intake."""
    requester = None
    # where a ledger told nobody, nobody need be told now
    if any(cleaned[name] for name in TEXTS) or stored_intake(unit).requester:
        values = {name: cleaned[name] for name in OF_REQUESTER}
        requester = PartyFacts(role=PartyRole.REQUESTER, **values)
    intake = IntakeFacts(
        received_on=cleaned["received_on"],
        requested_on=cleaned["requested_on"],
        organ=cleaned["organ"],
        channel=cleaned["channel"],
        subject=cleaned["subject"],
        wanted_methods=tuple(cleaned["wanted_methods"]),
        purpose=cleaned["purpose"],
        requester_category=cleaned["requester_category"],
        requester=requester,
    )
    unit = amend(
        unit=unit, intake=intake, version=cleaned.get("version"), by=by, on=on, at=at
    )
    return {"unit": unit.pk, "version": unit.version}


def obstacle(unit: Unit, by: Staff) -> str:
    """Tell what came in by no form."""
    if unit.case.organ_id is None:
        return _("This case does not say to whom it is addressed.")
    return ""


ACT = Act(
    "amend",
    AmendForm,
    perform,
    done=gettext_lazy("The intake of %(number)s was amended."),
    guidance=gettext_lazy(
        "For slips of the pen only. Old and new stay on the trail; another receipt "
        "day moves the due dates."
    ),
    obstacle=obstacle,
)
