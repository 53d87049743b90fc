"""Two cases belong together: asked before, or the same subject (関連付け)."""

from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Case, LinkKind, Unit
from casework.operations.link_cases import link_cases
from desk.acts.act import Act, ActForm, Answer, Cleaned
from desk.form_fields import CaseNumberField
from offices.models import Staff


class LinkForm(ActForm):
    """The number of the other case, and how they belong together."""

    other = CaseNumberField(
        label=gettext_lazy("Number of the other case"),
        help_text=gettext_lazy(
            "For example R2-123 or 123; without a year that of this case is meant."
        ),
        error_messages={
            "required": gettext_lazy("Please enter the number of the other case.")
        },
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("How they belong together"),
        choices=LinkKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please say how they belong.")},
    )

    def clean_other(self) -> Case:
        """Return the case of that number, if this person may see it.

        Raises:
            ValidationError: There is none.
        """
        number = self.cleaned_data["other"]
        cases = Case.objects.visible_to(self.by, on=self.on).filter(
            kind=self.unit.kind,
            number=number.number,
            fiscal_year=number.fiscal_year or self.unit.fiscal_year,
            taken_back=False,
        )
        found = cases.order_by("pk").first()
        if found is None:
            message = _("There is no case of that number. Check the number.")
            raise ValidationError(message)
        return found


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Link the cases."""
    link = link_cases(
        unit=unit,
        other=cleaned["other"],
        kind=cleaned["kind"],
        by=by,
        on=on,
        at=at,
    )
    return {"unit": unit.pk, "link": link.pk}


ACT = Act("link_cases", LinkForm, perform, done=gettext_lazy("%(number)s was linked."))
