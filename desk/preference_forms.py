"""Forms by which a person sets lists, and keeps views of them."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from desk.columns import ALL, ALWAYS, OF_QUEUE
from desk.models import PAGE_SIZES, USUAL_PAGE_SIZE, ListName
from desk.quick import EVERYTHING
from desk.saved_views import kept
from offices.models import Division

QUERY = 2000


class PreferenceForm(forms.Form):
    """How lists are shown to one person."""

    page_size = forms.TypedChoiceField(
        label=_("Rows of a page"),
        choices=[(size, str(size)) for size in PAGE_SIZES],
        coerce=int,
        initial=USUAL_PAGE_SIZE,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose how many rows a page has.")},
    )
    columns = forms.MultipleChoiceField(
        label=_("Columns of the work in progress"),
        help_text=_("The number and the due date are always shown."),
        choices=[(name, ALL[name]) for name in OF_QUEUE if name not in ALWAYS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    has_keys = forms.BooleanField(
        label=_("Single keys act on the list (j, k, x, n, / and ?)"), required=False
    )


class ViewForm(forms.Form):
    """A name for the list as it is narrowed now."""

    list_name = forms.ChoiceField(choices=ListName.choices, widget=forms.HiddenInput)
    query = forms.CharField(
        max_length=QUERY, required=False, widget=forms.HiddenInput, strip=False
    )
    name = forms.CharField(
        label=_("Name of the view"),
        max_length=60,
        error_messages={"required": _("Please give the view a name.")},
    )
    division = forms.ModelChoiceField(
        label=_("Who finds it"),
        queryset=Division.objects.none(),
        required=False,
        empty_label=_("Only me"),
    )
    is_default = forms.BooleanField(
        label=_("The list opens with this view"), required=False
    )

    def __init__(self, *args: Any, divisions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["division"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = divisions

    def clean_query(self) -> str:
        """Keep filters and order only; without any the whole list is named."""
        return kept(QueryDict(self.cleaned_data["query"])) or EVERYTHING


class ChangeViewForm(forms.Form):
    """Another name for a view, and whether its list opens with it."""

    name = forms.CharField(
        label=_("Name of the view"),
        max_length=60,
        error_messages={"required": _("Please give the view a name.")},
    )
    is_default = forms.BooleanField(
        label=_("The list opens with this view"), required=False
    )
