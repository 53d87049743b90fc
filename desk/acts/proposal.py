"""What a draft and a recorded approval share: the outcome, and why another one."""

from collections.abc import Iterator, Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.approvals import Proposal
from casework.derived import Standing, standing_of
from casework.findings import alive_warning, finding_of
from casework.operations.draft import deciding_rank
from desk import labels
from desk.acts.act import ActForm, Cleaned
from offices.models import Rank
from ordinances.loading import pack as load_pack


class ProposalForm(ActForm):
    """The derived outcome, confirmed, or another one with its reason."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Decision on the unit"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose the decision.")},
    )
    differs_reason = forms.CharField(
        label=gettext_lazy("Why another decision than the records give"),
        help_text=gettext_lazy("Only where you choose another one."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    alive_confirmed = forms.BooleanField(
        label=gettext_lazy(
            "I confirm: a record was destroyed although it had been asked for"
        ),
        help_text=gettext_lazy(
            "The trail and the decision keep that it was confirmed."
        ),
        required=False,
    )

    def prepare(self) -> None:
        """Offer the decisions with who has to approve each; begin with the derived."""
        self.standing: Standing = standing_of(self.unit, on=self.on)
        known = load_pack(self.unit.regime).outcomes_on(
            labels.outcome_set(self.unit), self.on
        )
        self.offer(
            "outcome",
            [
                (one.code, f"{labels.in_words(one)} — {self.approval_of(one.code)}")
                for one in known
                if one.is_decision
            ],
        )
        if not any(self.alive()):
            del self.fields["alive_confirmed"]
        derived = self.standing.derived
        if derived is not None and derived.outcome:
            self.initial.setdefault("outcome", derived.outcome)

    def alive(self) -> Iterator[str]:
        """Yield the warnings of records that were there when they were asked for."""
        for record in self.standing.records:
            text = alive_warning(finding_of(record), received_on=self.unit.received_on)
            if text:
                yield text

    def approval_of(self, outcome: str) -> str:
        """Return who decides an outcome, in words."""
        row = deciding_rank(self.unit, outcome, on=self.on)
        return approval_in_words(row.rank, row.concurrence)


def approval_in_words(rank: str, concurrence: Sequence[str]) -> str:
    """Return who approves, and whose concurrence comes before."""
    words = _("approved by: %(rank)s") % {"rank": Rank(rank).label}
    if concurrence:
        words += _(", after the concurrence of the records office")
    return words


def proposal_of(cleaned: Cleaned) -> Proposal:
    """Return the proposal of a checked form."""
    return Proposal(
        outcome=cleaned["outcome"],
        differs_reason=cleaned["differs_reason"],
        note=cleaned.get("note", ""),
        alive_confirmed=bool(cleaned.get("alive_confirmed")),
    )
