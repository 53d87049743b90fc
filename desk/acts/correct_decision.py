"""A decision that was entered wrongly is entered as it was (入力訂正)."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.approvals import ExternalApproval
from casework.conclusions import Conclusion
from casework.models import Approval, Decision, Unit
from casework.operations.correct_decision import Correction, correct_decision
from casework.wording import day
from desk import labels
from desk.acts.act import Act, ActForm, Answer, Cleaned
from desk.acts.words import DAY_HINT
from desk.form_fields import EraDateField
from offices.models import Staff
from ordinances.loading import pack as load_pack

if TYPE_CHECKING:
    from ordinances.schema import Ground, ReasonKind

OUTSIDE = ("number", "approved_on", "approver_name")


class CorrectDecisionForm(ActForm):
    """The decision as it really was, what was wrong, and its approval."""

    FIELD_OF = {"external": "number"}  # noqa: RUF012 - declared so by the base class

    outcome = forms.ChoiceField(
        label=gettext_lazy("Decision on the unit"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose the decision.")},
    )
    decided_on = EraDateField(
        label=gettext_lazy("Day on the notice"),
        help_text=DAY_HINT,
        max_length=60,
        error_messages={
            "required": gettext_lazy("Please enter the day on the notice.")
        },
    )
    grounds = forms.MultipleChoiceField(
        label=gettext_lazy("Grounds"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label=gettext_lazy("What was wrong with the entry"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": gettext_lazy("Please say what was wrong with the entry.")
        },
    )
    number = forms.CharField(
        label=gettext_lazy("Number of the approval"),
        help_text=gettext_lazy(
            "Only where the approval was entered wrongly, or is not entered yet."
        ),
        required=False,
        max_length=100,
    )
    approved_on = EraDateField(
        label=gettext_lazy("Day of the approval"),
        help_text=DAY_HINT,
        required=False,
        max_length=60,
    )
    approver_name = forms.CharField(
        label=gettext_lazy("Who approved"), required=False, max_length=100
    )

    def prepare(self) -> None:
        """Begin with the decision that counts."""
        pack = load_pack(self.unit.regime)
        known = pack.outcomes_on(labels.outcome_set(self.unit), self.on)
        self.offer(
            "outcome",
            [(one.code, labels.in_words(one)) for one in known if one.is_decision],
        )
        self.exemptions = {one.code: one for one in pack.grounds_on(self.on)}
        others = pack.reason_kinds_on(self.on)
        named: list[Ground | ReasonKind] = [*self.exemptions.values(), *others]
        self.offer("grounds", [(one.code, labels.in_words(one)) for one in named])
        counted = counting(self.unit)
        if counted is not None:
            self._begin_with(counted)

    def _begin_with(self, counted: Decision) -> None:
        first = {
            "outcome": counted.outcome,
            "decided_on": day(counted.decided_on),
            "grounds": [row.ground for row in counted.grounds.order_by("pk")],
        }
        if counted.approval == Approval.EXTERNAL and counted.approval_number:
            first["number"] = counted.approval_number
            first["approver_name"] = counted.approver_name
            if counted.approved_on:
                first["approved_on"] = day(counted.approved_on)
        for name, value in first.items():
            self.initial.setdefault(name, value)

    def clean(self) -> dict[str, Any]:
        """Take the approval whole, or not at all."""
        cleaned = super().clean() or self.cleaned_data
        given = [name for name in OUTSIDE if cleaned.get(name)]
        for name in OUTSIDE:
            if given and not cleaned.get(name) and name not in self.errors:
                self.add_error(
                    name,
                    _("Enter number, day and approver together, or none of them."),
                )
        codes = cleaned.get("grounds", [])
        cleaned["exemptions"] = tuple(c for c in codes if c in self.exemptions)
        cleaned["others"] = tuple(c for c in codes if c not in self.exemptions)
        return cleaned


def counting(unit: Unit) -> Decision | None:
    """Return the decision that counts."""
    return unit.decisions.filter(counts=True).first()


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Correct the decision."""
    decision = correct_decision(
        unit=unit,
        correction=Correction(
            conclusion=Conclusion(
                outcome=cleaned["outcome"],
                on=cleaned["decided_on"],
                grounds=cleaned["exemptions"],
                reason_kinds=cleaned["others"],
            ),
            reason=cleaned["reason"],
            external=_external(cleaned),
        ),
        version=cleaned.get("version"),
        by=by,
        on=on,
        at=at,
    )
    return {"unit": unit.pk, "decision": decision.seq, "outcome": decision.outcome}


def _external(cleaned: Cleaned) -> ExternalApproval | None:
    if not cleaned["number"]:
        return None
    return ExternalApproval(
        number=cleaned["number"],
        approved_on=cleaned["approved_on"],
        approver_name=cleaned["approver_name"],
        decided_on=cleaned["decided_on"],
    )


def obstacle(unit: Unit, by: Staff) -> str:
    """Tell where there is no decision to correct."""
    if counting(unit) is not None:
        return ""
    return _("The unit ended without a decision, so there is none to correct.")


ACT = Act(
    "correct_decision",
    CorrectDecisionForm,
    perform,
    done=gettext_lazy("The decision on %(number)s was corrected."),
    consequence=gettext_lazy(
        "The decision as you entered it counts from now on, in every table. The one "
        "before stays on the unit and on the trail."
    ),
    obstacle=obstacle,
)
