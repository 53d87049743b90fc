"""A number given by mistake is struck out; it stays listed (欠番)."""

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.models import Unit
from casework.operations.void import void
from desk.acts.act import Act, ActForm, Answer, Cleaned
from offices.models import Staff


class VoidForm(ActForm):
    """Why the number is void."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It stands in the register beside the number; name no person."),
        max_length=200,
        error_messages={"required": _("Please write why the number is void.")},
    )


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Void the case of the unit."""
    case = void(
        unit=unit,
        reason=cleaned["reason"],
        version=cleaned.get("version"),
        by=by,
        on=on,
        at=at,
    )
    return {"case": case.pk, "unit": unit.pk}


ACT = Act(
    "void",
    VoidForm,
    perform,
    done=_("The number of %(number)s is void. It stays listed with its reason."),
    consequence=_(
        "All units of the case are struck out. The number stays listed with the "
        "reason, is counted nowhere and is never given again. This cannot be undone."
    ),
)
