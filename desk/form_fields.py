"""Fields that read what offices write: days, fiscal years, case numbers."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from ordinances import casenumber
from ordinances import wareki as calendar
from ordinances.casenumber import CaseNumber
from ordinances.fiscal_years import parse_fiscal_year
from ordinances.sentences import OrdinanceError

LONGEST_KEY = 19
NUMERIC = {"inputmode": "numeric"}


def number_field(
    label: Any,
    *,
    most: int,
    help_text: Any = "",
    required: bool = False,
) -> forms.IntegerField:
    """Return a field for a whole number that may stay empty."""
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        required=required,
        min_value=0,
        max_value=most,
        widget=forms.TextInput(attrs=NUMERIC),
    )


def refusal(error: OrdinanceError) -> ValidationError:
    """Return a rule's refusal in the language of the page."""
    return ValidationError(error.sentence.to_language(get_language() or "ja"))


class EraDateField(forms.CharField):
    """A day in any form an office writes: 令和2年9月1日, R2.9.1, 2020-09-01."""

    def clean(self, value: Any) -> date | None:
        """Read the day; None when nothing was written."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return calendar.parse(text).date
        except OrdinanceError as error:
            raise refusal(error) from error


class FiscalYearField(forms.CharField):
    """A fiscal year: 令和2年度, R2 or 2020."""

    def clean(self, value: Any) -> int | None:
        """Read the year; None when nothing was written."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_fiscal_year(text)
        except OrdinanceError as error:
            raise refusal(error) from error


class CaseNumberField(forms.CharField):
    """A case number: 令和2年度 第123号, R2-123, 第123号の2 or 123."""

    def clean(self, value: Any) -> CaseNumber | None:
        """Read the number; None when nothing was written."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return casenumber.parse(text)
        except OrdinanceError as error:
            raise refusal(error) from error


class KeysField(forms.Field):
    """Rows that were picked from a list, each by its key."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[int] | None:
        """Read the keys; None when nothing was picked, no key where none can be."""
        if not value:
            return None
        return [int(text) for text in value if _is_key(text)]


def _is_key(text: object) -> bool:
    return (
        isinstance(text, str)
        and text.isascii()
        and text.isdigit()
        and len(text) < LONGEST_KEY
    )
