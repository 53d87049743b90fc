"""Nobody came to the appointment: it is logged and changes nothing."""

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Unit
from casework.operations.log_no_show import log_no_show, standing_appointment
from desk.acts.act import Act, ActForm, Answer, Cleaned
from offices.models import Staff


class NoShowForm(ActForm):
    """Anything to say about it."""

    remark = forms.CharField(
        label=gettext_lazy("Remark"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Log it."""
    row = log_no_show(
        unit=unit,
        remark=cleaned["remark"],
        version=cleaned.get("version"),
        by=by,
        on=on,
        at=at,
    )
    return {"unit": unit.pk, "appointment": row.pk, "version": row.unit.version}


def obstacle(unit: Unit, by: Staff) -> str:
    """Tell where no appointment waits."""
    if standing_appointment(unit) is not None:
        return ""
    return _("No appointment waits. Agree on a day first.")


ACT = Act(
    "log_no_show",
    NoShowForm,
    perform,
    done=gettext_lazy("It was logged that nobody came for %(number)s."),
    guidance=gettext_lazy(
        "The unit stays decided: not coming to see the record is no withdrawal. Agree "
        "on another day when the requester is in touch."
    ),
    obstacle=obstacle,
)
