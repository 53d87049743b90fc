"""The request, or a part of it, goes to another organ (移送)."""

from datetime import date, datetime

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Unit
from casework.operations.transfer import (
    OWN_ORGANS,
    POLICY,
    TransferFacts,
    transfer,
)
from casework.wording import day
from desk import labels
from desk.acts.act import Act, ActForm, Answer, Cleaned
from desk.acts.words import DAY_HINT
from desk.form_fields import EraDateField
from offices.models import Organ, Staff
from ordinances.act_words import act_words
from ordinances.loading import pack as load_pack


class TransferForm(ActForm):
    """To whom, when it was agreed, why, and which part of it."""

    to_organ = forms.ChoiceField(
        label=gettext_lazy("Organ that receives it"), required=False
    )
    receiver = forms.CharField(
        label=gettext_lazy("Authority outside the city"),
        required=False,
        max_length=200,
    )
    agreed_on = EraDateField(
        label=gettext_lazy("Day of the agreement"), help_text=DAY_HINT
    )
    transferred_on = EraDateField(label=gettext_lazy("Day of the transfer"))
    reason_code = forms.ChoiceField(
        label=gettext_lazy("Usual reason"),
        required=False,
        help_text=gettext_lazy("Its sentence stands first in the notice."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason in words"),
        help_text=gettext_lazy(
            "Jurisdiction only: nothing on who holds the record or whether it is there."
        ),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    record_ids = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Only these records go"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    subject = forms.CharField(
        label=gettext_lazy("What the part that goes is about"),
        help_text=gettext_lazy("Empty, and no record chosen: the whole unit goes."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def prepare(self) -> None:
        """Offer the other organs of the regime, its reasons and the records."""
        self.initial.setdefault("transferred_on", day(self.on))
        pack = load_pack(self.unit.regime)
        codes = pack.organ_codes_on(self.unit.received_on)
        organs = Organ.objects.filter(
            Q(valid_until=None) | Q(valid_until__gt=self.on),
            code__in=codes,
            valid_from__lte=self.on,
        ).order_by("pk")
        self.organs = {
            str(one.pk): one for one in organs if one.pk != self.unit.organ_id
        }
        none = ("", _("None of these"))
        self.offer(
            "to_organ", [none, *((key, one.name) for key, one in self.organs.items())]
        )
        reasons = act_words(pack).reasons_for("transfer", self.on)
        offered = [
            (one.code, labels.in_language(one.label_ja, one.label_en))
            for one in reasons
        ]
        self.offer("reason_code", [none, *offered])
        if offered:
            self.initial.setdefault("reason_code", offered[0][0])
        records = self.unit.records.order_by("position")
        shown = [(str(one.pk), f"{one.position} {one.title}") for one in records]
        self.offer("record_ids", shown)
        if not shown:
            del self.fields["record_ids"]
        if pack.policy(POLICY, self.on).value == OWN_ORGANS:
            del self.fields["receiver"]

    def clean_to_organ(self) -> Organ | None:
        """Return the organ itself."""
        return self.organs.get(self.cleaned_data["to_organ"])


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Transfer the unit or its part."""
    moved = transfer(
        unit=unit,
        facts=TransferFacts(
            transferred_on=cleaned["transferred_on"],
            agreed_on=cleaned["agreed_on"],
            to_organ=cleaned["to_organ"],
            receiver=cleaned.get("receiver", ""),
            reason_code=cleaned["reason_code"],
            reason=cleaned["reason"],
            record_ids=cleaned.get("record_ids", ()),
            subject=cleaned["subject"],
        ),
        version=cleaned.get("version"),
        by=by,
        on=on,
        at=at,
    )
    return {"unit": moved.pk, "number": moved.number_text, "phase": moved.phase}


ACT = Act(
    "transfer",
    TransferForm,
    perform,
    done=gettext_lazy("The transfer was recorded."),
    consequence=gettext_lazy(
        "The other organ decides from now on; division and handler are empty until it "
        "assigns them. The clock runs on from the first receipt. A request that leaves "
        "the city is closed."
    ),
    guidance=gettext_lazy(
        "After agreement with the organ that receives it. Chosen records, or a part "
        "described in words, are split off first and only that unit goes."
    ),
)
