"""A supplementation order was not answered in its period (補正がない)."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Unit
from casework.operations.answer_supplementation import no_order_sentence
from casework.operations.lapse_supplementation import lapse_supplementation
from casework.supplementing import open_order, unsupplemented_outcome
from casework.wording import day
from desk import labels
from desk.acts.act import Act, ActForm, Answer, Cleaned
from desk.form_fields import EraDateField
from offices.models import Staff


class LapseForm(ActForm):
    """From which day the clock runs again; it shows what the pack leads to."""

    lapsed_on = EraDateField(label=gettext_lazy("The clock runs again from"))

    def prepare(self) -> None:
        """Begin with today and say how an unmended request ends."""
        self.initial.setdefault("lapsed_on", day(self.on))
        code = unsupplemented_outcome(self.unit, on=self.on)
        self.fields["lapsed_on"].help_text = _(
            "A day after the period (assumed). The draft prepared for every open "
            "unit is “%(outcome)s”, as the pack says; drafting and approval stay "
            "with two people."
        ) % {"outcome": labels.outcome_in_words(self.unit, code, self.on)}


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Record the lapse."""
    order = lapse_supplementation(
        unit=unit,
        lapsed_on=cleaned["lapsed_on"],
        version=cleaned.get("version"),
        by=by,
        on=on,
        at=at,
    )
    return {
        "unit": unit.pk,
        "supplementation": order.pk,
        "leads_to": unsupplemented_outcome(unit, on=on),
    }


def obstacle(unit: Unit, by: Staff) -> str:
    """Tell where no order waits, or while the requester may still answer."""
    return "" if open_order(unit.case) else no_order_sentence(unit)


ACT = Act(
    "lapse_supplementation",
    LapseForm,
    perform,
    done=gettext_lazy("The lapse was recorded. The decision can now be drafted."),
    consequence=gettext_lazy(
        "The clock of the request runs again. The rows of every open unit are filled "
        "in with the formal defect, also those decided otherwise before; nothing is "
        "decided by this."
    ),
    obstacle=obstacle,
)
