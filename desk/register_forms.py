"""Which register is shown."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from casework.models import Kind
from desk.form_fields import FiscalYearField
from desk.templatetags.hiroba import fiscal_year
from ordinances.loading import municipality


class RegisterForm(forms.Form):
    """A series of numbers, a fiscal year, and whether all of it is on one page."""

    series = forms.ChoiceField(label=_("Register of"))
    fiscal_year = FiscalYearField(
        label=_("Fiscal year"), error_messages={"required": _("Please choose a year.")}
    )
    all = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, *, years: Iterable[int]) -> None:
        offered = list(years)
        choices = series_choices()
        first = {"series": choices[0][0], "fiscal_year": str(offered[0])}
        super().__init__({**first, **data.dict()})
        self.fields["series"] = forms.ChoiceField(
            label=_("Register of"), choices=choices
        )
        self.fields["fiscal_year"].widget = forms.Select(
            choices=[(year, fiscal_year(year)) for year in offered]
        )

    def chosen(self) -> dict[str, Any]:
        """Return what was chosen, with the words for the series."""
        words = dict(series_choices())[self.cleaned_data["series"]]
        return {**self.cleaned_data, "series_label": words}


def series_choices() -> list[tuple[str, str]]:
    """Return the series the municipality numbers by, in the words of their kind."""
    packs = municipality(settings.HIROBA_MUNICIPALITY).packs
    labels = {pack.series: str(Kind(pack.kind).label) for pack in packs}
    return list(labels.items())
