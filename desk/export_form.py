"""Asking for a long list as a file: what the page sends on."""

from dataclasses import dataclass

from django import forms

from desk.jobs.export import FORMATS
from desk.models import ListName


@dataclass(frozen=True, slots=True)
class ExportWish:
    """Which list is wanted as which file.

    Attributes:
        query: What it is narrowed and sorted by.
        key: What makes sending the form twice one job.
    """

    list_name: ListName
    suffix: str
    encoding: str
    query: str
    key: str


class ExportForm(forms.Form):
    """Nothing of it is typed by hand."""

    list = forms.ChoiceField(choices=ListName.choices, widget=forms.HiddenInput)
    format = forms.ChoiceField(
        choices=[("/".join(each), name) for each, name in FORMATS.items()],
        widget=forms.HiddenInput,
    )
    query = forms.CharField(
        max_length=2000, required=False, widget=forms.HiddenInput, strip=False
    )
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def wish(self) -> ExportWish:
        """Return what a valid form asks for."""
        data = self.cleaned_data
        suffix, _slash, encoding = data["format"].partition("/")
        return ExportWish(
            ListName(data["list"]), suffix, encoding, data["query"], data["key"]
        )
