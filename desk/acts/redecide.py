"""A decision is varied ex officio (職権による変更): it holds, and counts nowhere."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.approvals import ExternalApproval
from casework.conclusions import Conclusion
from casework.findings import Finding
from casework.in_force import decision_in_force, findings_of
from casework.models import RecordOutcome, Unit
from casework.operations.redecide import Basis, Redecision, redecide
from desk.acts.act import Act, Answer, Cleaned
from desk.acts.correct_decision import CorrectDecisionForm
from desk.acts.words import DAY_HINT
from desk.form_fields import EraDateField
from offices.models import Staff


class RedecideForm(CorrectDecisionForm):
    """The new decision, why, which records it opens, and its approval."""

    basis = forms.ChoiceField(
        label=gettext_lazy("Why it may be varied"),
        choices=Basis.choices,
        initial=Basis.FAVOUR,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason for varying the decision"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": gettext_lazy("Please say why the decision is varied.")
        },
    )
    opened_records = forms.MultipleChoiceField(
        label=gettext_lazy("Records disclosed in full from now on"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    partly_records = forms.MultipleChoiceField(
        label=gettext_lazy("Records disclosed in part from now on"),
        help_text=gettext_lazy(
            "The grounds above, the part and the reason below hold for each of them."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    withheld_part = forms.CharField(
        label=gettext_lazy("Part that stays withheld"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    record_reason = forms.CharField(
        label=gettext_lazy("Why that part stays withheld"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    number = forms.CharField(
        label=gettext_lazy("Number of the approval"),
        max_length=100,
        error_messages={
            "required": gettext_lazy(
                "Please enter the number of the approval in the document system."
            )
        },
    )
    approved_on = EraDateField(
        label=gettext_lazy("Day of the approval"),
        help_text=DAY_HINT,
        max_length=60,
        error_messages={
            "required": gettext_lazy("Please enter the day of the approval.")
        },
    )
    approver_name = forms.CharField(
        label=gettext_lazy("Who approved"),
        max_length=100,
        error_messages={
            "required": gettext_lazy(
                "Please enter who approved, as the document system shows it."
            )
        },
    )
    field_order = (
        "basis",
        "outcome",
        "opened_records",
        "partly_records",
        "grounds",
        "withheld_part",
        "record_reason",
        "reason",
        "decided_on",
        "number",
        "approved_on",
        "approver_name",
    )

    def prepare(self) -> None:
        """Offer the records that are not open in full; begin with no approval."""
        super().prepare()
        for name in ("decided_on", "number", "approved_on", "approver_name"):
            self.initial.pop(name, None)
        before = decision_in_force(self.unit)
        standing = findings_of(before) if before else []
        closed = [
            (str(record.position), f"{record.position}. {record.title}")
            for record, finding in standing
            if finding.outcome != RecordOutcome.FULL
        ]
        self.offer("opened_records", closed)
        self.offer("partly_records", closed)
        if before:
            self.initial["outcome"] = before.outcome
            self.initial["grounds"] = [row.ground for row in before.grounds.all()]

    def clean(self) -> dict[str, Any]:
        """Refuse a record that is to be open in full and in part."""
        cleaned = super().clean()
        opened = set(cleaned.get("opened_records", []))
        both = opened & set(cleaned.get("partly_records", []))
        if both:
            self.add_error(
                "partly_records",
                _("A record is disclosed in full or in part, not both. Choose one."),
            )
        return cleaned


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Vary the decision."""
    decision = redecide(
        unit=unit,
        redecision=Redecision(
            conclusion=Conclusion(
                outcome=cleaned["outcome"],
                on=cleaned["decided_on"],
                grounds=cleaned["exemptions"],
                reason_kinds=cleaned["others"],
            ),
            basis=cleaned["basis"],
            reason=cleaned["reason"],
            external=ExternalApproval(
                number=cleaned["number"],
                approved_on=cleaned["approved_on"],
                approver_name=cleaned["approver_name"],
                decided_on=cleaned["decided_on"],
            ),
            records=_records(cleaned),
        ),
        version=cleaned.get("version"),
        by=by,
        on=on,
        at=at,
    )
    return {"unit": unit.pk, "decision": decision.seq, "outcome": decision.outcome}


def _records(cleaned: Cleaned) -> tuple[tuple[int, Finding], ...]:
    full = Finding(outcome=RecordOutcome.FULL)
    partly = Finding(
        outcome=RecordOutcome.PARTIAL,
        withheld_part=cleaned["withheld_part"],
        grounds=cleaned["exemptions"],
        reason_kinds=cleaned["others"],
        reason=cleaned["record_reason"],
    )
    return (
        *((int(position), full) for position in cleaned["opened_records"]),
        *((int(position), partly) for position in cleaned["partly_records"]),
    )


def obstacle(unit: Unit, by: Staff) -> str:
    """Tell where there is no decision to vary."""
    if decision_in_force(unit) is not None:
        return ""
    return _("The unit ended without a decision, so there is none to vary.")


ACT = Act(
    "redecide",
    RedecideForm,
    perform,
    done=gettext_lazy("The decision on %(number)s was varied."),
    consequence=gettext_lazy(
        "The new decision holds from its day on and has a notice of its own. The one "
        "before stays as it was issued, and the annual tables count it as before. "
        "Where more is opened, the unit waits for the disclosure again."
    ),
    obstacle=obstacle,
)
