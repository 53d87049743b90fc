"""An issued letter was sent or handed over (発送・交付); or sent again (再送)."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Unit
from casework.wording import day
from desk.acts.act import Act, Answer, Cleaned
from desk.acts.of_notices import NoticeForm, notices_at
from desk.acts.words import DAY_HINT
from desk.form_fields import EraDateField
from notices.models import DeliveryMeans
from notices.operations.record_delivery import Sending, record_delivery, resend
from notices.queries import Place
from notices.store import notice_store
from offices.models import Staff


class SendForm(NoticeForm):
    """The day, the way, the tracking number."""

    places = frozenset({Place.ISSUED})

    sent_on = EraDateField(
        label=gettext_lazy("Day of sending"),
        help_text=DAY_HINT,
        error_messages={"required": gettext_lazy("Please enter the day of sending.")},
    )
    means = forms.ChoiceField(
        label=gettext_lazy("Way"),
        choices=DeliveryMeans.choices,
        initial=DeliveryMeans.POST,
        widget=forms.RadioSelect,
    )
    tracking_number = forms.CharField(
        label=gettext_lazy("Tracking number"), required=False, max_length=40
    )

    def prepare(self) -> None:
        """Begin with today."""
        super().prepare()
        self.initial.setdefault("sent_on", day(self.on))


class ResendForm(SendForm):
    """The same for a letter that came back, and where it goes now."""

    places = frozenset({Place.RETURNED})

    postal_code = forms.CharField(
        label=gettext_lazy("New postal code"), required=False, max_length=20
    )
    address = forms.CharField(
        label=gettext_lazy("New address"),
        help_text=gettext_lazy("Leave it empty to send it to the same address."),
        required=False,
        max_length=400,
    )


def sending_of(cleaned: Cleaned) -> Sending:
    """Return what was entered."""
    return Sending(
        notice=cleaned["notice"],
        sent_on=cleaned["sent_on"],
        means=cleaned["means"],
        tracking_number=cleaned["tracking_number"],
        postal_code=cleaned.get("postal_code", ""),
        address=cleaned.get("address", ""),
    )


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Record the sending."""
    return _done(record_delivery, unit, cleaned, by=by, on=on, at=at)


def perform_again(
    unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime
) -> Answer:
    """Record that it was sent again."""
    return _done(resend, unit, cleaned, by=by, on=on, at=at)


def _done(do: Any, unit: Unit, cleaned: Cleaned, **who: Any) -> Answer:
    delivery = do(
        unit=unit,
        sending=sending_of(cleaned),
        store=notice_store(),
        version=cleaned.get("version"),
        **who,
    )
    return {
        "unit": unit.pk,
        "notice": delivery.notice_id,
        "delivery": delivery.seq,
        "version": delivery.notice.unit.version,
    }


def nothing_issued(unit: Unit, by: Staff) -> str:
    """Tell when no letter waits to be sent."""
    if notices_at(unit, SendForm.places):
        return ""
    return _("No issued letter waits to be sent.")


def nothing_returned(unit: Unit, by: Staff) -> str:
    """Tell when no letter came back."""
    return "" if notices_at(unit, ResendForm.places) else _("No letter came back.")


ACT = Act(
    "record_delivery",
    SendForm,
    perform,
    done=gettext_lazy("The sending of the letter of %(number)s was recorded."),
    obstacle=nothing_issued,
)

RESEND = Act(
    "resend",
    ResendForm,
    perform_again,
    done=gettext_lazy("It was recorded that the letter of %(number)s was sent again."),
    obstacle=nothing_returned,
)
