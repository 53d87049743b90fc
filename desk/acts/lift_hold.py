"""The record may be handed over again (保留の解除)."""

from datetime import date, datetime

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Hold, Unit
from casework.operations.lift_hold import lift_hold
from casework.wording import day
from desk.acts.act import Act, ActForm, Answer, Cleaned
from desk.acts.words import DAY_HINT
from desk.form_fields import EraDateField
from offices.models import Staff


def not_lifted(unit: Unit) -> QuerySet[Hold]:
    """Return the holds of a unit nobody has lifted."""
    return unit.holds.filter(lifted_on=None).order_by("pk")


class LiftHoldForm(ActForm):
    """Which hold, from when, why."""

    hold = forms.ChoiceField(
        label=gettext_lazy("Hold"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose the hold.")},
    )
    lifted_on = EraDateField(
        label=gettext_lazy("Lifted on"),
        help_text=DAY_HINT,
        error_messages={"required": gettext_lazy("Please enter the day.")},
    )
    because = forms.CharField(
        label=gettext_lazy("Why it is lifted"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Please write why it is lifted.")},
    )

    def prepare(self) -> None:
        """Offer the holds that stand, and today."""
        self.offered = {str(row.pk): row for row in not_lifted(self.unit)}
        self.offer("hold", [(pk, _line(row)) for pk, row in self.offered.items()])
        if len(self.offered) == 1:
            self.initial.setdefault("hold", next(iter(self.offered)))
        self.initial.setdefault("lifted_on", day(self.on))

    def clean_hold(self) -> Hold:
        """Return the hold itself."""
        return self.offered[self.cleaned_data["hold"]]


def _line(row: Hold) -> str:
    return _("%(kind)s, from %(day)s") % {
        "kind": row.get_kind_display(),
        "day": day(row.from_on),
    }


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Lift the hold."""
    lifted = lift_hold(
        hold=cleaned["hold"],
        lifted_on=cleaned["lifted_on"],
        because=cleaned["because"],
        by=by,
        on=on,
        at=at,
    )
    return {"unit": unit.pk, "hold": lifted.pk}


def obstacle(unit: Unit, by: Staff) -> str:
    """Tell when nothing is held."""
    return "" if not_lifted(unit).exists() else _("Nothing is held.")


ACT = Act(
    "lift_hold",
    LiftHoldForm,
    perform,
    done=gettext_lazy("The hold of %(number)s was lifted."),
    obstacle=obstacle,
)
