"""Ask the requester in writing to mend a formal defect (補正の求め)."""

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Unit
from casework.operations.order_supplementation import (
    OrderFacts,
    order_supplementation,
    taken_as_complete,
)
from casework.supplementing import open_order
from casework.wording import day
from desk.acts.act import Act, ActForm, Answer, Cleaned
from desk.acts.words import DAY_HINT
from desk.form_fields import EraDateField
from offices.models import Staff


class OrderForm(ActForm):
    """What is to be mended, by when, and that the order is in writing."""

    is_written = forms.BooleanField(
        label=gettext_lazy("The order goes out in writing"), required=False
    )
    matter = forms.CharField(
        label=gettext_lazy("What is to be mended"),
        help_text=gettext_lazy(
            "As the requester reads it; help to identify the record belongs here."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    ordered_on = EraDateField(
        label=gettext_lazy("Day of the order"), help_text=DAY_HINT
    )
    answer_by_on = EraDateField(
        label=gettext_lazy("Answer by"),
        help_text=gettext_lazy("The last day of a reasonable period."),
    )

    def prepare(self) -> None:
        """Begin with today."""
        self.initial.setdefault("ordered_on", day(self.on))


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Order the supplementation."""
    made = order_supplementation(
        unit=unit,
        order=OrderFacts(
            is_written=cleaned["is_written"],
            ordered_on=cleaned["ordered_on"],
            answer_by_on=cleaned["answer_by_on"],
            matter=cleaned["matter"],
        ),
        version=cleaned.get("version"),
        by=by,
        on=on,
        at=at,
    )
    return {"unit": unit.pk, "supplementation": made.pk}


def obstacle(unit: Unit, by: Staff) -> str:
    """Tell where an order waits already, or a unit is drafted or decided."""
    waiting = open_order(unit.case)
    if waiting is None:
        return taken_as_complete(unit.case)
    return _("The order of %(ordered)s still waits for its answer.") % {
        "ordered": day(waiting.ordered_on)
    }


ACT = Act(
    "order_supplementation",
    OrderForm,
    perform,
    done=gettext_lazy("The order was recorded. The clock of the whole request stops."),
    consequence=gettext_lazy(
        "The clock of every open unit of this request stops on the day of the order "
        "and runs again on the day the answer arrives. The days between are not "
        "counted; the count does not begin anew."
    ),
    guidance=gettext_lazy(
        "For formal defects only. A telephone call stops no clock; log it as a contact."
    ),
    obstacle=obstacle,
)
