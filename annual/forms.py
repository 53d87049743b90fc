"""Forms of the annual tables."""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from annual.figures import Figure
from annual.operations.record_figures import FigureEntry, Problem
from annual.wording import day_text, in_language
from ordinances.sentences import OrdinanceError
from ordinances.wareki import parse

HINT = _("For example 2021-05-31 or R3.5.31.")


class DateField(forms.CharField):
    """A day in any usual writing, as a date."""

    def clean(self, value: Any) -> date | None:
        """Read the day; the error says what could not be read and how to write it."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse(text).date
        except OrdinanceError as error:
            language = get_language() or "ja"
            raise forms.ValidationError(error.sentence.to_language(language)) from None


class AsOfForm(forms.Form):
    """The day on which the tables are looked at."""

    as_of = DateField(label=_("As-of date"), required=False, help_text=HINT)


class NumberField(forms.CharField):
    """A whole number with or without commas, half or full width."""

    def clean(self, value: Any) -> int | None:
        """Read the number; an empty field is None."""
        text = unicodedata.normalize("NFKC", super().clean(value) or "")
        digits = text.replace(",", "").replace(" ", "")
        if not digits:
            return None
        if not digits.isascii() or not digits.isdigit():
            raise forms.ValidationError(
                _("“%(text)s” is not a whole number. Please enter digits, like 10,189.")
                % {"text": text}
            )
        return int(digits)


class FiguresForm(forms.Form):
    """The figures of a year, for the whole year or for one day.

    Args:
        figures: which figures can be typed here.
        labels: figure → what stands there now.
    """

    on = DateField(
        label=_("Day"),
        required=False,
        help_text=_(
            "Leave this empty for figures of the whole year. For daily figures "
            "enter the day, like 2020-04-01 or R2.4.1."
        ),
    )

    def __init__(self, *args: Any, figures: Iterable[Figure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.figures = tuple(figures)
        for figure in self.figures:
            label = in_language(figure.label_ja, figure.label_en)
            self.fields[figure.key] = NumberField(
                label=f"{label} ({figure.unit})", required=False, max_length=20
            )

    def entries(self) -> list[FigureEntry]:
        """Return what was typed; an empty field removes what stands there."""
        on = self.cleaned_data["on"]
        return [
            FigureEntry(key=figure.key, value=self.cleaned_data[figure.key], on=on)
            for figure in self.figures
        ]

    def show(self, problems: Iterable[Problem]) -> None:
        """Put the operation's refusals beside the fields they speak of."""
        for problem in problems:
            field = problem.key if problem.key in self.fields else None
            self.add_error(field, problem.reason)


def initial_figures(values: Mapping[str, int], on: date | None) -> dict[str, str]:
    """Return what a form of these figures shows first."""
    shown = {key: f"{value:,}" for key, value in values.items()}
    return {"on": day_text(on) if on else "", **shown}
