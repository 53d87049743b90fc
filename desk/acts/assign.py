"""Who has a unit: the division and the person (担当割当)."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Unit
from casework.operations.assign import Assignment, assign
from desk.acts.act import Act, ActForm, Answer, Cleaned
from desk.acts.choices import (
    division_choices,
    divisions_for,
    handler_choices,
    handlers_for,
)
from offices.models import Division, Staff


class AssignForm(ActForm):
    """Division and person; what is left open stays as it is."""

    division = forms.ChoiceField(
        label=gettext_lazy("Responsible division"), required=False
    )
    handler = forms.ChoiceField(
        label=gettext_lazy("In charge"),
        help_text=gettext_lazy("Somebody of the chosen division, or of the office."),
        required=False,
    )

    def prepare(self) -> None:
        """Offer divisions and people; of one unit begin with those it has."""
        self.divisions = divisions_for(self.units, on=self.on)
        handlers = handlers_for(self.divisions.values(), on=self.on)
        self.people = {str(one.pk): one for some in handlers.values() for one in some}
        none = _("As it is") if len(self.units) > 1 else _("Nobody yet")
        choices = division_choices(self.divisions.values(), first=none)
        self.offer("division", choices)
        self.offer("handler", handler_choices(handlers, first=none))
        if len(self.units) == 1:
            self.initial.setdefault("division", str(self.unit.division_id or ""))
            self.initial.setdefault("handler", str(self.unit.handler_id or ""))

    def clean_division(self) -> Division | None:
        """Return the division itself."""
        return self.divisions.get(self.cleaned_data["division"])

    def clean(self) -> dict[str, Any]:
        """Tell a person taken away from one that nobody spoke of."""
        cleaned = super().clean() or self.cleaned_data
        is_alone = len(self.units) == 1 and self.unit.handler_id is not None
        says_nobody = "handler" in self.data and cleaned.get("handler") is None
        cleaned["nobody"] = is_alone and says_nobody
        return cleaned

    def clean_handler(self) -> Staff | None:
        """Return the person."""
        return self.people.get(self.cleaned_data["handler"])


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Assign the unit."""
    assignment = Assignment(
        division=cleaned["division"],
        handler=cleaned["handler"],
        nobody=cleaned["nobody"],
    )
    unit = assign(
        unit=unit,
        assignment=assignment,
        version=cleaned.get("version"),
        by=by,
        on=on,
        at=at,
    )
    return {"unit": unit.pk, "phase": unit.phase, "version": unit.version}


ACT = Act(
    "assign",
    AssignForm,
    perform,
    done=gettext_lazy("%(number)s was assigned."),
    in_batch=True,
)
