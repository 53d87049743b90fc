"""Of which day and year the lists of the spring are."""

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from casework.wording import day
from desk.acts.words import DAY_HINT
from desk.form_fields import EraDateField, FiscalYearField
from ordinances.fiscal_years import fiscal_year_of

SPRING = (4, 5, 6)


class AsOfForm(forms.Form):
    """The day a list is of; today where none is named."""

    on = EraDateField(label=_("As of"), help_text=DAY_HINT, max_length=60)

    def __init__(self, data: QueryDict, *, today: date) -> None:
        super().__init__({**self.first(today), **data.dict()})

    def first(self, today: date) -> dict[str, str]:
        """Return what stands there first."""
        return {"on": day(today)}


class CarryOverForm(AsOfForm):
    """The year that ends, and the day the list is of."""

    fiscal_year = FiscalYearField(label=_("Received until the end of"))
    field_order = ("fiscal_year", "on")

    def first(self, today: date) -> dict[str, str]:
        """Begin with this year, in spring with the one that ended."""
        ended = fiscal_year_of(today) - (1 if today.month in SPRING else 0)
        return {**super().first(today), "fiscal_year": str(ended)}
