"""The request was taken back in writing (取下げ)."""

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.models import Unit, WithdrawalReason
from casework.operations.withdraw import WithdrawalFacts, withdraw
from casework.wording import day
from desk.acts.act import Act, ActForm, Answer, Cleaned
from desk.acts.words import DAY_HINT
from desk.form_fields import EraDateField
from offices.models import Staff


class WithdrawForm(ActForm):
    """When the paper arrived, and why the request counts as withdrawn."""

    is_written = forms.BooleanField(
        label=_("A written withdrawal has arrived"), required=False
    )
    arrived_on = EraDateField(
        label=_("Day on which it arrived"),
        help_text=DAY_HINT,
        error_messages={"required": _("Please enter the day the paper arrived.")},
    )
    reason_kind = forms.ChoiceField(
        label=_("Kind of withdrawal"),
        choices=WithdrawalReason.choices,
        initial=WithdrawalReason.REQUESTER,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Needed where the request is deemed withdrawn."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def prepare(self) -> None:
        """Begin with today."""
        self.initial.setdefault("arrived_on", day(self.on))


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Record the withdrawal."""
    facts = WithdrawalFacts(
        arrived_on=cleaned["arrived_on"],
        is_written=cleaned["is_written"],
        reason_kind=cleaned["reason_kind"],
        reason=cleaned["reason"],
    )
    unit = withdraw(
        unit=unit,
        withdrawal=facts,
        version=cleaned.get("version"),
        by=by,
        on=on,
        at=at,
    )
    return {"unit": unit.pk, "phase": unit.phase, "version": unit.version}


ACT = Act(
    "withdraw",
    WithdrawForm,
    perform,
    done=_("The withdrawal of %(number)s was recorded. The unit is closed."),
    consequence=_(
        "The unit is closed as withdrawn, its clock stops and a waiting draft is "
        "dropped. The number stays and is counted as withdrawn. It can be opened "
        "again only by two people."
    ),
)
