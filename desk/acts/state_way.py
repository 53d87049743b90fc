"""The requester said in which way the record is to be shown (公開の方法の申出)."""

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.in_force import decision_in_force, outcome_in_force
from casework.models import Unit, WantedMethod
from casework.operations.state_way import WayFacts, state_way
from casework.phases import TO_IMPLEMENT
from casework.ways import statement_due_on, way_of
from casework.wording import day
from desk.acts.act import Act, ActForm, Answer, Cleaned
from desk.acts.words import DAY_HINT
from desk.form_fields import EraDateField
from notices.queries import arrived_on
from offices.models import Staff


class StateWayForm(ActForm):
    """The ways and the day the statement arrived."""

    methods = forms.MultipleChoiceField(
        label=gettext_lazy("Ways of disclosure"),
        choices=WantedMethod.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Please choose at least one way of disclosure.")
        },
    )
    stated_on = EraDateField(
        label=gettext_lazy("Day on which the statement arrived"),
        help_text=DAY_HINT,
        error_messages={
            "required": gettext_lazy("Please enter the day the statement arrived.")
        },
    )
    just_cause = forms.CharField(
        label=gettext_lazy("Just cause of a late statement"),
        help_text=gettext_lazy("Only where the period is over."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    remark = forms.CharField(
        label=gettext_lazy("Remark"),
        help_text=gettext_lazy("For example which parts, or which day is wished."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def prepare(self) -> None:
        """Begin with today and the way that holds."""
        self.initial.setdefault("stated_on", day(self.on))
        self.initial.setdefault("methods", list(way_of(self.unit).methods))
        arrived = notice_arrived_on(self.unit)
        last = statement_due_on(self.unit, arrived) if arrived else None
        self.fields["stated_on"].help_text = (
            _("The period ends on %(last)s.") % {"last": day(last)}
            if last
            else _("No period is checked: the arrival of the notice is not recorded.")
        )


def notice_arrived_on(unit: Unit) -> date | None:
    """Return the day the notice of the decision that holds arrived, if known."""
    decision = decision_in_force(unit)
    return arrived_on(decision) if decision else None


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Record the statement."""
    row = state_way(
        unit=unit,
        way=WayFacts(
            methods=tuple(cleaned["methods"]),
            stated_on=cleaned["stated_on"],
            just_cause=cleaned["just_cause"],
            remark=cleaned["remark"],
        ),
        arrived_on=notice_arrived_on(unit),
        version=cleaned.get("version"),
        by=by,
        on=on,
        at=at,
    )
    return {"unit": unit.pk, "way": row.pk, "version": row.unit.version}


def nothing_to_show(unit: Unit, by: Staff) -> str:
    """Tell where there is nothing to show."""
    if outcome_in_force(unit) in TO_IMPLEMENT:
        return ""
    return _("The unit ended without anything to disclose.")


ACT = Act(
    "state_way",
    StateWayForm,
    perform,
    done=gettext_lazy("The stated way of %(number)s was recorded."),
    obstacle=nothing_to_show,
)
