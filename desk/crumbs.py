"""The filters in force, each with the address of the list without it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import ngettext

from desk.form_fields import FiscalYearField
from desk.keyset import PLACES
from desk.templatetags.hiroba import fiscal_year, wareki


@dataclass(frozen=True, slots=True)
class Crumb:
    """One filter in force.

    Attributes:
        without: The query that is left when it is taken away.
    """

    label: str
    value: str
    without: str


def crumbs(form: forms.Form, query: QueryDict, *, otherwise: str = "") -> list[Crumb]:
    """Return a crumb per filter that was given and understood.

    Args:
        form: The filters.
        query: The address.
        otherwise: The query that is left when the last one is taken away.
    """
    return [
        Crumb(
            label=str(form.fields[name].label),
            value=_in_words(form.fields[name], value, str(query.get(name))),
            without=_without(query, name) or otherwise,
        )
        for name, value in form.cleaned_data.items()
        if value not in ("", None) and name in query
    ]


def _in_words(field: forms.Field, value: Any, written: str) -> str:
    if isinstance(field, forms.ChoiceField):
        choices = dict(field.choices)  # type: ignore[arg-type]  # no groups here
        return str(choices.get(value, value))
    if isinstance(field, FiscalYearField):
        return fiscal_year(value)
    if isinstance(value, date):
        return wareki(value)
    if isinstance(value, list):
        return ngettext("%(n)d unit", "%(n)d units", len(value)) % {"n": len(value)}
    return written


def _without(query: QueryDict, name: str) -> str:
    rest = query.copy()
    rest.pop(name)
    for place in ("page", *PLACES):
        rest.pop(place, None)
    return rest.urlencode()
