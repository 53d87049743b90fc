"""A day, time and place for the disclosure (公開の日時・場所)."""

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext_lazy

from casework.models import Unit
from casework.operations.appoint import AppointmentFacts, appoint
from desk.acts.act import Act, ActForm, Answer, Cleaned
from desk.acts.state_way import nothing_to_show
from desk.form_fields import EraDateField, number_field
from offices.models import Staff


class AppointForm(ActForm):
    """Day, time, place, and what the requester was told to pay."""

    appointed_on = EraDateField(
        label=gettext_lazy("Day of the appointment"),
        help_text=gettext_lazy(
            "For example 2020-09-01 or R2.9.1. For copies by post the day they are "
            "sent."
        ),
        error_messages={"required": gettext_lazy("Please enter the day.")},
    )
    begins_at = forms.TimeField(
        label=gettext_lazy("Time"),
        help_text=gettext_lazy("For example 10:30."),
        required=False,
        input_formats=["%H:%M"],
        widget=forms.TimeInput(format="%H:%M"),
        error_messages={"invalid": gettext_lazy("Please enter the time like 10:30.")},
    )
    place = forms.CharField(
        label=gettext_lazy("Place"),
        help_text=gettext_lazy("Where it is shown, or “by post”."),
        max_length=200,
        error_messages={"required": gettext_lazy("Please enter the place.")},
    )
    quoted_yen = number_field(
        gettext_lazy("Told to pay in advance (yen)"),
        most=99_999_999,
        help_text=gettext_lazy(
            "Fee and postage together, where they are paid before the copies are "
            "handed over."
        ),
    )
    is_closed_day_meant = forms.BooleanField(
        label=gettext_lazy("The office is closed on that day, and it is meant so"),
        required=False,
    )
    remark = forms.CharField(
        label=gettext_lazy("Remark"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    FIELD_OF = {"on": "appointed_on"}  # noqa: RUF012 - declared so by the base class


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Record the appointment."""
    row = appoint(
        unit=unit,
        appointment=AppointmentFacts(
            on=cleaned["appointed_on"],
            begins_at=cleaned["begins_at"],
            place=cleaned["place"],
            quoted_yen=cleaned["quoted_yen"],
            is_closed_day_meant=cleaned["is_closed_day_meant"],
            remark=cleaned["remark"],
        ),
        version=cleaned.get("version"),
        by=by,
        on=on,
        at=at,
    )
    return {"unit": unit.pk, "appointment": row.pk, "version": row.unit.version}


ACT = Act(
    "appoint",
    AppointForm,
    perform,
    done=gettext_lazy("The appointment of %(number)s was recorded."),
    obstacle=nothing_to_show,
)
