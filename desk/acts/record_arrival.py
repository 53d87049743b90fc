"""A letter reached its addressee (到達), or came back (返戻)."""

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Unit
from casework.wording import day
from desk.acts.act import Act, Answer, Cleaned
from desk.acts.of_notices import NoticeForm, notices_at
from desk.acts.words import DAY_HINT
from desk.form_fields import EraDateField
from notices.models import Delivery, ReturnReason
from notices.operations.record_arrival import record_arrival
from notices.operations.record_return import Returned, record_return
from notices.queries import Place
from offices.models import Staff

UNDER_WAY = frozenset({Place.SENT, Place.ARRIVED})


class ArrivalForm(NoticeForm):
    """The day it arrived."""

    places = UNDER_WAY

    arrived_on = EraDateField(
        label=gettext_lazy("Day of arrival"),
        help_text=DAY_HINT,
        error_messages={"required": gettext_lazy("Please enter the day of arrival.")},
    )

    def prepare(self) -> None:
        """Begin with today."""
        super().prepare()
        self.initial.setdefault("arrived_on", day(self.on))


class ReturnForm(NoticeForm):
    """The day it came back, and why."""

    FIELD_OF = {"reason": "return_reason"}  # noqa: RUF012 - declared so by the base class
    places = UNDER_WAY

    returned_on = EraDateField(
        label=gettext_lazy("Day it came back"),
        help_text=DAY_HINT,
        error_messages={"required": gettext_lazy("Please enter the day it came back.")},
    )
    return_reason = forms.ChoiceField(
        label=gettext_lazy("Why it came back"),
        choices=ReturnReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please say why it came back.")},
    )

    def prepare(self) -> None:
        """Begin with today."""
        super().prepare()
        self.initial.setdefault("returned_on", day(self.on))


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Record the arrival."""
    delivery = record_arrival(
        unit=unit,
        notice=cleaned["notice"],
        arrived_on=cleaned["arrived_on"],
        version=cleaned.get("version"),
        by=by,
        on=on,
        at=at,
    )
    return _answer(delivery)


def perform_return(
    unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime
) -> Answer:
    """Record the return."""
    delivery = record_return(
        unit=unit,
        returned=Returned(
            notice=cleaned["notice"],
            on=cleaned["returned_on"],
            reason=cleaned["return_reason"],
        ),
        version=cleaned.get("version"),
        by=by,
        on=on,
        at=at,
    )
    return _answer(delivery)


def nothing_sent(unit: Unit, by: Staff) -> str:
    """Tell when no letter is under way."""
    return "" if notices_at(unit, UNDER_WAY) else _("No letter is under way.")


def _answer(delivery: Delivery) -> Answer:
    return {
        "unit": delivery.notice.unit_id,
        "notice": delivery.notice_id,
        "delivery": delivery.seq,
        "version": delivery.notice.unit.version,
    }


ACT = Act(
    "record_arrival",
    ArrivalForm,
    perform,
    done=gettext_lazy("The arrival of the letter of %(number)s was recorded."),
    guidance=gettext_lazy(
        "The periods for an appeal and a suit count from this day. A mistyped day is "
        "recorded anew; the earlier one stays on the trail."
    ),
    obstacle=nothing_sent,
)

RETURN = Act(
    "record_return",
    ReturnForm,
    perform_return,
    done=gettext_lazy("The return of the letter of %(number)s was recorded."),
    guidance=gettext_lazy(
        "Only an official return, not a telephone call. The letter then waits to be "
        "sent again, to another address where there is one."
    ),
    obstacle=nothing_sent,
)
