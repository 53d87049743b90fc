"""The fee need not be paid, or not all of it (費用の減免)."""

from datetime import date, datetime

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from casework.models import Unit
from casework.operations.waive_fee import (
    WaiverFacts,
    fee_left,
    waive_fee,
    waiver_off_sentence,
)
from casework.wording import day
from desk.acts.act import Act, ActForm, Answer, Cleaned
from desk.acts.words import DAY_HINT
from desk.form_fields import EraDateField, number_field
from offices.models import Staff
from ordinances.loading import pack as load_pack


class WaiveFeeForm(ActForm):
    """How much and for which reason of the regime."""

    FIELD_OF = {"on": "waived_on"}  # noqa: RUF012 - declared so by the base class

    waived_on = EraDateField(
        label=gettext_lazy("Day of the waiver"),
        help_text=DAY_HINT,
        error_messages={"required": gettext_lazy("Please enter the day.")},
    )
    amount_yen = number_field(
        gettext_lazy("Amount waived (yen)"), most=99_999_999, required=True
    )
    reason_code = forms.ChoiceField(
        label=gettext_lazy("Reason of the waiver"),
        error_messages={"required": gettext_lazy("Please choose a reason.")},
    )
    remark = forms.CharField(
        label=gettext_lazy("Remark"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def prepare(self) -> None:
        """Begin with today and the whole fee; offer the reasons of the regime."""
        self.initial.setdefault("waived_on", day(self.on))
        self.initial.setdefault("amount_yen", fee_left(self.unit))
        reasons = load_pack(self.unit.regime).fees.reasons_on(self.on)
        is_japanese = get_language() == "ja"
        self.offer(
            "reason_code",
            [
                ("", _("Choose")),
                *((r.code, r.label_ja if is_japanese else r.label_en) for r in reasons),
            ],
        )


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Waive the fee."""
    row = waive_fee(
        unit=unit,
        waiver=WaiverFacts(
            on=cleaned["waived_on"],
            amount_yen=cleaned["amount_yen"],
            reason_code=cleaned["reason_code"],
            remark=cleaned["remark"],
        ),
        version=cleaned.get("version"),
        by=by,
        on=on,
        at=at,
    )
    return {"unit": unit.pk, "waiver": row.pk, "version": row.unit.version}


def obstacle(unit: Unit, by: Staff) -> str:
    """Tell where the regime knows no waiver, or no fee is left."""
    if not load_pack(unit.regime).fees.can_waive(unit.outcome_on or unit.received_on):
        return waiver_off_sentence(unit)
    return "" if fee_left(unit) else _("There is no fee left to waive.")


ACT = Act(
    "waive_fee",
    WaiveFeeForm,
    perform,
    done=gettext_lazy("The fee of %(number)s was waived."),
    obstacle=obstacle,
)
