"""A payment was entered by mistake, or money is paid back."""

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Payment, PaymentKind, Unit
from casework.operations.correct_payment import PaymentCorrection, correct_payment
from casework.wording import day
from desk.acts.act import Act, ActForm, Answer, Cleaned
from desk.acts.words import DAY_HINT
from desk.form_fields import EraDateField, number_field
from offices.models import Staff


class CorrectPaymentForm(ActForm):
    """Which payment, whether it is struck out or paid back, and why."""

    FIELD_OF = {"on": "corrected_on"}  # noqa: RUF012 - declared so by the base class

    payment = forms.ChoiceField(
        label=gettext_lazy("Payment"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Please choose a payment."),
            "invalid_choice": gettext_lazy("Please choose one of these payments."),
        },
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What to do"),
        choices=[
            (
                PaymentKind.VOID.value,
                gettext_lazy("Strike out a wrong entry"),
            ),
            (PaymentKind.REFUND.value, gettext_lazy("Pay money back")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose what to do.")},
    )
    corrected_on = EraDateField(
        label=gettext_lazy("Day of the correction"),
        help_text=DAY_HINT,
        error_messages={"required": gettext_lazy("Please enter the day.")},
    )
    amount_yen = number_field(
        gettext_lazy("Paid back (yen)"),
        most=99_999_999,
        help_text=gettext_lazy("A payment that is struck out goes whole."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Please state the reason.")},
    )

    def prepare(self) -> None:
        """Offer the payments that stand; begin with today."""
        self.initial.setdefault("corrected_on", day(self.on))
        rows = standing_payments(self.unit)
        self.offer("payment", [(str(row.pk), payment_words(row)) for row in rows])


def standing_payments(unit: Unit) -> list[Payment]:
    """Return the payments nobody struck out."""
    struck = unit.payments.filter(kind=PaymentKind.VOID).values("corrects")
    received = unit.payments.filter(kind=PaymentKind.RECEIVED)
    return list(received.exclude(pk__in=struck).order_by("pk"))


def payment_words(row: Payment) -> str:
    """Return a payment in words, for a choice."""
    amount = _("%(yen)s yen") % {"yen": f"{row.amount_yen:,}"}
    return f"{row.receipt_text} {day(row.on)} {amount}"


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Correct the payment."""
    row = correct_payment(
        unit=unit,
        correction=PaymentCorrection(
            payment=int(cleaned["payment"]),
            kind=cleaned["kind"],
            on=cleaned["corrected_on"],
            amount_yen=cleaned["amount_yen"],
            reason=cleaned["reason"],
        ),
        version=cleaned.get("version"),
        by=by,
        on=on,
        at=at,
    )
    return {"unit": unit.pk, "payment": row.pk, "version": row.unit.version}


def obstacle(unit: Unit, by: Staff) -> str:
    """Tell where there is no payment."""
    return "" if standing_payments(unit) else _("There is no payment to correct.")


ACT = Act(
    "correct_payment",
    CorrectPaymentForm,
    perform,
    done=gettext_lazy("The payment for %(number)s was corrected by a further entry."),
    consequence=gettext_lazy(
        "The payment stays as it is and a further entry corrects it. The number of its "
        "receipt is not used again."
    ),
    obstacle=obstacle,
)
