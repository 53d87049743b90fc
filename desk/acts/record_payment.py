"""Copies were paid for (費用の収納)."""

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.balances import balance_of
from casework.models import PaymentMeans, Unit
from casework.operations.record_payment import (
    PaymentFacts,
    record_payment,
    revenue_year_of,
)
from casework.wording import day
from desk.acts.act import Act, ActForm, Answer, Cleaned
from desk.acts.words import DAY_HINT
from desk.form_fields import EraDateField, FiscalYearField, number_field
from offices.models import Staff
from ordinances.fiscal_years import fiscal_year_label


class RecordPaymentForm(ActForm):
    """The day, how much, how, and the fiscal year it belongs to."""

    FIELD_OF = {"on": "paid_on"}  # noqa: RUF012 - declared so by the base class

    paid_on = EraDateField(
        label=gettext_lazy("Day of the payment"),
        help_text=DAY_HINT,
        error_messages={
            "required": gettext_lazy("Please enter the day of the payment.")
        },
    )
    amount_yen = number_field(
        gettext_lazy("Amount (yen)"), most=99_999_999, required=True
    )
    means = forms.ChoiceField(
        label=gettext_lazy("Means of payment"),
        choices=PaymentMeans.choices,
        initial=PaymentMeans.CASH,
        widget=forms.RadioSelect,
    )
    revenue_fiscal_year = FiscalYearField(
        label=gettext_lazy("Fiscal year of the revenue"),
        help_text=gettext_lazy(
            "Left empty it follows the day. What is paid in April or May may still "
            "belong to the year before."
        ),
        required=False,
    )

    def prepare(self) -> None:
        """Begin with today, what is open, and the year of today."""
        payable = balance_of(self.unit).payable_yen
        self.initial.setdefault("paid_on", day(self.on))
        if payable > 0:
            self.initial.setdefault("amount_yen", payable)
        year = revenue_year_of(self.unit, self.on)
        label = _("Today: %(year)s.") % {"year": fiscal_year_label(year)}
        field = self.fields["revenue_fiscal_year"]
        field.help_text = f"{field.help_text} {label}"


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Record the payment."""
    row = record_payment(
        unit=unit,
        payment=PaymentFacts(
            on=cleaned["paid_on"],
            amount_yen=cleaned["amount_yen"],
            means=cleaned["means"],
            revenue_fiscal_year=cleaned["revenue_fiscal_year"],
        ),
        version=cleaned.get("version"),
        by=by,
        on=on,
        at=at,
    )
    return {
        "unit": unit.pk,
        "payment": row.pk,
        "receipt": row.receipt_text,
        "version": row.unit.version,
    }


def obstacle(unit: Unit, by: Staff) -> str:
    """Tell where nothing is to be paid."""
    if balance_of(unit).payable_yen > 0:
        return ""
    return _(
        "Nothing is to be paid now. The fee arises when the disclosure is recorded; "
        "what is paid in advance is told with the appointment."
    )


ACT = Act(
    "record_payment",
    RecordPaymentForm,
    perform,
    done=gettext_lazy("The payment for %(number)s was recorded with its receipt."),
    obstacle=obstacle,
)
