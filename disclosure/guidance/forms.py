"""The form of the guidance log, and the choice of its year."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from disclosure.models import GuidanceKind
from offices.models import Division
from ordinances.fiscal_years import fiscal_year_label
from ordinances.sentences import OrdinanceError
from ordinances.wareki import parse

YEARS = 10


class DayField(forms.CharField):
    """A day in any form an office writes: 令和2年9月1日, R2.9.1, 2020-09-01."""

    def clean(self, value: Any) -> date:
        """Read the day; the error says how to write it."""
        text = super().clean(value)
        try:
            return parse(text).date
        except OrdinanceError as error:
            language = get_language() or "ja"
            raise forms.ValidationError(error.sentence.to_language(language)) from error


class GuidanceForm(forms.Form):
    """One entry of the log of guidance; nothing of a person is asked."""

    token = forms.CharField(max_length=64, widget=forms.HiddenInput)
    on = DayField(
        label=gettext_lazy("Day"),
        help_text=gettext_lazy("For example 2020-09-01 or R2.9.1."),
        error_messages={"required": gettext_lazy("Please enter the day.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("How the question was met"), choices=GuidanceKind.choices
    )
    what = forms.CharField(
        label=gettext_lazy("What it was about"),
        help_text=gettext_lazy("A few words; please leave out names and addresses."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": gettext_lazy("Please write in a few words what it was about.")
        },
    )

    def __init__(
        self, *args: Any, divisions: Iterable[Division], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.divisions = {str(division.pk): division for division in divisions}
        self.fields["division"] = forms.ChoiceField(
            label=_("Division concerned"),
            required=False,
            choices=[("", _("None")), *self._by_organ()],
        )
        if not self.is_bound:
            self.fields["kind"].widget.attrs["autofocus"] = True

    def division_chosen(self) -> Division | None:
        """Return whose matter it was."""
        return self.divisions.get(self.cleaned_data["division"])

    def _by_organ(self) -> Iterable[Any]:
        found: dict[str, list[tuple[str, str]]] = {}
        for pk, division in self.divisions.items():
            found.setdefault(division.organ.name, []).append((pk, division.name))
        return found.items()


class GuidanceYearForm(forms.Form):
    """Of which fiscal year the log is shown; this one by default."""

    fiscal_year = forms.TypedChoiceField(label=gettext_lazy("Fiscal year"), coerce=int)

    def __init__(self, data: QueryDict, *, this_year: int) -> None:
        super().__init__({"fiscal_year": this_year, **data.dict()})
        years = range(this_year, this_year - YEARS, -1)
        self.fields["fiscal_year"] = forms.TypedChoiceField(
            label=_("Fiscal year"),
            coerce=int,
            choices=[(year, _year(year)) for year in years],
        )


def _year(fiscal_year: int) -> str:
    if (get_language() or "ja").startswith("ja"):
        return fiscal_year_label(fiscal_year, digits="half")
    return f"FY{fiscal_year}"
