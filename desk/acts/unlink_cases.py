"""A link between two cases does not hold and is taken away (関連付けの解除)."""

from datetime import date, datetime

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Case, CaseLink, Unit
from casework.operations.unlink_cases import unlink_cases
from desk.acts.act import Act, ActForm, Answer, Cleaned
from offices.models import Staff


def links_of(unit: Unit, *, by: Staff, on: date) -> QuerySet[CaseLink]:
    """Return the links of a unit's case whose other case this person may see."""
    visible = Case.objects.visible_to(by, on=on)
    return (
        CaseLink.objects.filter(
            Q(case=unit.case_id, other__in=visible)
            | Q(other=unit.case_id, case__in=visible)
        )
        .select_related("case", "other")
        .order_by("pk")
    )


class UnlinkForm(ActForm):
    """Which of the links."""

    link = forms.ChoiceField(
        label=gettext_lazy("Link to take away"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Please choose a link."),
            "invalid_choice": gettext_lazy(
                "This link is gone already. Please choose another one."
            ),
        },
    )

    def prepare(self) -> None:
        """Offer the links there are."""
        found = links_of(self.unit, by=self.by, on=self.on)
        self.offered = {str(link.pk): link for link in found}
        self.offer("link", [(pk, self._words(it)) for pk, it in self.offered.items()])

    def clean_link(self) -> CaseLink:
        """Return the link itself."""
        return self.offered[self.cleaned_data["link"]]

    def _words(self, link: CaseLink) -> str:
        there = link.other if link.case_id == self.unit.case_id else link.case
        return f"{there.number_text}（{link.get_kind_display()}）"


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Take the link away."""
    unlink_cases(unit=unit, link=cleaned["link"], by=by, on=on, at=at)
    return {"unit": unit.pk}


def obstacle(unit: Unit, by: Staff) -> str:
    """Tell when nothing is linked."""
    linked = CaseLink.objects.filter(Q(case=unit.case_id) | Q(other=unit.case_id))
    # a case this person is barred from does not exist to them, nor its link
    barred = Q(case__bars__staff=by) | Q(other__bars__staff=by)
    return "" if linked.exclude(barred).exists() else _("No case is linked.")


ACT = Act(
    "unlink_cases",
    UnlinkForm,
    perform,
    done=gettext_lazy("The link of %(number)s was taken away."),
    obstacle=obstacle,
)
