"""The register of a fiscal year (受付簿): every number in its order, and the voids."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from casework.models import Case, Party, PartyRole, Unit
from casework.permissions import FieldClass, fields_of
from casework.queries import missing_numbers
from desk.filters import extensions
from offices.models import Staff
from ordinances.fiscal_years import fiscal_year_of

ROWS_PER_PAGE = 200
ASKING = (PartyRole.REQUESTER, PartyRole.APPELLANT)


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line; what is None is not for this person.

    Attributes:
        is_extended: Whether its period was extended.
        remark: Why the number is void; empty where it is not.
    """

    unit: Unit
    requester: str | None
    subject: str | None
    is_extended: bool
    remark: str


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """A series of one fiscal year.

    Attributes:
        page: The page among all, for the links below.
        gaps: Ranges of numbers nobody has, first and last included.
        n_void: How many units are void.
    """

    rows: list[RegisterRow]
    page: Page[int]
    gaps: list[tuple[int, int]]
    n_void: int


def register_page(
    *, series: str, fiscal_year: int, number: str | None, staff: Staff, on: date
) -> RegisterPage:
    """Gather a page of the register.

    Args:
        series: A series of numbers.
        fiscal_year: The year of receipt.
        number: Which page; None puts all on one, to print.
        staff: Who looks.
        on: The day whose grants hold.
    """
    units = _units(series, fiscal_year, staff, on)
    counted = units.aggregate(n=Count("pk"), void=Count("pk", filter=Q(voided=True)))
    rows_per_page = max(counted["n"], 1) if number is None else ROWS_PER_PAGE
    page = Paginator(range(counted["n"]), rows_per_page).get_page(number)
    shown = units[page.start_index() - 1 : page.end_index()] if counted["n"] else []
    return RegisterPage(
        rows=list(_rows(shown, staff, on)),
        page=page,
        gaps=gaps(series, fiscal_year),
        n_void=counted["void"],
    )


def years_on_offer(*, on: date) -> list[int]:
    """Return the years something was received in, and this one; newest first."""
    years = Unit.objects.order_by().values_list("fiscal_year", flat=True).distinct()
    return sorted({fiscal_year_of(on), *years}, reverse=True)


def gaps(series: str, fiscal_year: int) -> list[tuple[int, int]]:
    """Return the numbers nobody has; those of an import taken back are free again."""
    cases = Case.objects.filter(series=series, fiscal_year=fiscal_year)
    return missing_numbers(cases)


def _units(series: str, fiscal_year: int, staff: Staff, on: date) -> QuerySet[Unit]:
    asking = Party.objects.filter(case=OuterRef("case"), role__in=ASKING)
    return (
        Unit.objects.visible_to(staff, on=on)
        .filter(case__series=series, fiscal_year=fiscal_year)
        .select_related("case", "organ", "division")
        .annotate(
            requester=Subquery(asking.order_by("pk").values("name")[:1]),
            is_extended=Exists(extensions()),
        )
        .order_by("number", "branch", "pk")
    )


def _rows(units: Iterable[Unit], staff: Staff, on: date) -> Iterable[RegisterRow]:
    for unit in units:
        seen = fields_of(staff, unit, on=on)
        requester = getattr(unit, "requester", None) or ""
        yield RegisterRow(
            unit=unit,
            requester=requester if FieldClass.REQUESTER in seen else None,
            subject=unit.subject_text if FieldClass.SUBJECT in seen else None,
            is_extended=bool(getattr(unit, "is_extended", False)),
            remark=unit.case.void_reason if unit.voided else "",
        )
