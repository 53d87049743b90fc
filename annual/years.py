"""Which fiscal years there are tables for."""

from datetime import date

from django.utils.translation import gettext as _

from annual.definitions import NoTables, definitions_of
from annual.errors import AnnualError
from annual.models import Figure
from appeals.models import BoardSession
from casework.models import Unit
from ordinances.fiscal_years import fiscal_year_of


class YearNotBegun(AnnualError):
    """The fiscal year lies in the future."""

    code = "year_not_begun"


def check_year(municipality: str, fiscal_year: int, *, today: date) -> None:
    """Refuse a year without tables.

    Args:
        municipality: its code.
        fiscal_year: the calendar year of its April.
        today: the day that decides what is the future.

    Raises:
        YearNotBegun: the year has not begun.
        NoTables: no regime was in force then.
    """
    current = fiscal_year_of(today)
    if fiscal_year > current:
        raise YearNotBegun(
            _(
                "Fiscal year %(year)s has not begun. Please choose a year up to "
                "%(current)s."
            )
            % {"year": fiscal_year, "current": current}
        )
    definitions_of(municipality, fiscal_year)


def years_on_offer(municipality: str, *, today: date) -> list[int]:
    """Return the years that hold anything, the last one and this one; newest first.

    Three statements. Years before the first regime are left out.
    """
    current = fiscal_year_of(today)
    years = {current, current - 1}
    for model in (Unit, BoardSession, Figure):
        found = model.objects.order_by().values_list("fiscal_year", flat=True)
        years.update(found.distinct())
    return sorted(filter(lambda year: _is_declared(municipality, year), years))[::-1]


def _is_declared(municipality: str, fiscal_year: int) -> bool:
    try:
        definitions_of(municipality, fiscal_year)
    except NoTables:
        return False
    return True
