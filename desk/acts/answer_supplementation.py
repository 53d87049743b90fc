"""The answer to a supplementation order arrived (補正の到達)."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy

from casework.models import Unit
from casework.operations.answer_supplementation import (
    AnswerFacts,
    answer_supplementation,
    no_order_sentence,
)
from casework.supplementing import open_order
from casework.wording import day
from desk.acts.act import Act, ActForm, Answer, Cleaned
from desk.acts.words import DAY_HINT
from desk.form_fields import EraDateField
from offices.models import Staff


class AnswerForm(ActForm):
    """The day of arrival, and the one written on the answer."""

    arrived_on = EraDateField(
        label=gettext_lazy("Day on which the answer arrived"), help_text=DAY_HINT
    )
    written_on = EraDateField(
        label=gettext_lazy("Day written on the answer"),
        help_text=gettext_lazy("Kept, but it moves no due date: the arrival counts."),
        required=False,
    )

    def prepare(self) -> None:
        """Begin with today."""
        self.initial.setdefault("arrived_on", day(self.on))


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Record the answer."""
    order = answer_supplementation(
        unit=unit,
        answer=AnswerFacts(
            arrived_on=cleaned["arrived_on"], written_on=cleaned["written_on"]
        ),
        version=cleaned.get("version"),
        by=by,
        on=on,
        at=at,
    )
    return {"unit": unit.pk, "supplementation": order.pk}


def obstacle(unit: Unit, by: Staff) -> str:
    """Tell where no order waits."""
    return "" if open_order(unit.case) else no_order_sentence(unit)


ACT = Act(
    "answer_supplementation",
    AnswerForm,
    perform,
    done=gettext_lazy("The answer was recorded. The clock of the request runs again."),
    obstacle=obstacle,
)
