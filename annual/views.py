"""Pages of the annual tables. Parse, authorise, ask one question, answer."""

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from annual.cell_list import cell_list
from annual.cells import YearCells
from annual.definitions import YearDefinitions, definitions_of
from annual.errors import AnnualError
from annual.files import UnknownFile, file_names, make_file
from annual.forms import AsOfForm, FiguresForm, initial_figures
from annual.list_answer import List, list_answer
from annual.models import Figure
from annual.month_pages import month_list, month_tables
from annual.months import MonthCells
from annual.operations.record_figures import CannotRecordFigures, record_figures
from annual.pages import cell_page, tables_on_page
from annual.permissions import can_record_figures, can_see_tables
from annual.statement import annual_statement
from annual.years import check_year, years_on_offer
from offices.models import Staff


@require_safe
def years(request: HttpRequest) -> HttpResponse:
    """List the fiscal years with tables."""
    today = localdate()
    _person(request, can_see_tables, on=today)
    offered = years_on_offer(settings.HIROBA_MUNICIPALITY, today=today)
    return render(request, "annual/years.html", {"years": offered})


@require_safe
def year(request: HttpRequest, fiscal_year: int) -> HttpResponse:
    """Show the tables of a year as they stand on a day."""
    today = localdate()
    staff = _person(request, can_see_tables, on=today)
    definitions = _definitions(fiscal_year, today)
    form = AsOfForm(request.GET or None)
    statement = annual_statement(
        municipality=settings.HIROBA_MUNICIPALITY,
        fiscal_year=fiscal_year,
        as_of=_as_of(form, today),
    )
    return render(
        request,
        "annual/year.html",
        {
            "form": form,
            "statement": statement,
            "tables": tables_on_page(statement),
            "linked": True,
            "file_names": file_names(statement),
            "can_record_figures": can_record_figures(staff, on=today),
            "suggested_days": [definitions.period.last_on, _edition_day(definitions)],
        },
    )


@require_safe
def cell(
    request: HttpRequest, fiscal_year: int, table: str, row: str, column: str
) -> HttpResponse:
    """List exactly what one number counts.

    Raises:
        Http404: the table has no such number.
    """
    today = localdate()
    staff = _person(request, can_see_tables, on=today)
    definitions = _definitions(fiscal_year, today)
    as_of = _as_of(AsOfForm(request.GET), today)
    cells = YearCells(definitions, as_of=as_of)
    try:
        page = cell_page(
            cells,
            definitions[table],
            (row, column),
            staff=staff,
            on=today,
            page=request.GET.get("page", "1"),
        )
    except KeyError:
        raise Http404 from None
    context = {
        "cell": page,
        "fiscal_year": fiscal_year,
        "as_of": as_of,
        "files": f"{request.path}list",
        "as_of_query": f"as_of={as_of.isoformat()}",
    }
    return render(request, "annual/cell.html", context)


@require_safe
def cell_file(
    request: HttpRequest,
    fiscal_year: int,
    table: str,
    row: str,
    column: str,
    suffix: str,
) -> HttpResponseBase:
    """Send the whole list behind one number.

    Raises:
        Http404: the table has no such number.
    """
    today = localdate()
    staff = _person(request, can_see_tables, on=today)
    definitions = _definitions(fiscal_year, today)
    cells = YearCells(definitions, as_of=_as_of(AsOfForm(request.GET), today))

    def load() -> List:
        found = cell_list(
            cells, definitions[table], (row, column), staff=staff, on=today
        )
        return found.header, found.rows

    stem = f"{table}_{row}_{column}_{fiscal_year}"
    try:
        return list_answer(request, stem=stem, suffix=suffix, load=load)
    except KeyError:
        raise Http404 from None


@require_safe
def months(request: HttpRequest, fiscal_year: int) -> HttpResponse:
    """Show what came in, ended and was left open in the months of a year."""
    today = localdate()
    _person(request, can_see_tables, on=today)
    _definitions(fiscal_year, today)
    cells = MonthCells(fiscal_year, as_of=today)
    tables = month_tables(cells, town=settings.HIROBA_MUNICIPALITY)
    context = {"tables": tables, "fiscal_year": fiscal_year, "as_of": today}
    return render(request, "annual/months.html", context)


@require_safe
def month_cell(
    request: HttpRequest, fiscal_year: int, kind: str, month: str, measure: str
) -> HttpResponse:
    """List exactly what one number of a month counts.

    Raises:
        Http404: the months have no such number.
    """
    today = localdate()
    staff = _person(request, can_see_tables, on=today)
    _definitions(fiscal_year, today)
    try:
        found = month_list(
            MonthCells(fiscal_year, as_of=today),
            (kind, month, measure),
            town=settings.HIROBA_MUNICIPALITY,
            staff=staff,
            on=today,
            page=request.GET.get("page", "1"),
        )
    except KeyError:
        raise Http404 from None
    context = {"cell": found, "fiscal_year": fiscal_year}
    return render(request, "annual/month_cell.html", context)


@require_safe
def file(request: HttpRequest, fiscal_year: int, name: str) -> HttpResponse:
    """Send one file of a year.

    Raises:
        Http404: no such file is offered.
    """
    today = localdate()
    _person(request, can_see_tables, on=today)
    _definitions(fiscal_year, today)
    statement = annual_statement(
        municipality=settings.HIROBA_MUNICIPALITY,
        fiscal_year=fiscal_year,
        as_of=_as_of(AsOfForm(request.GET), today),
    )
    try:
        found = make_file(statement, name)
    except UnknownFile:
        raise Http404 from None
    headers = {"Content-Disposition": f'attachment; filename="{found.name}"'}
    return HttpResponse(found.content, content_type=found.content_type, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def figures(request: HttpRequest, fiscal_year: int) -> HttpResponse:
    """Type the figures of a year."""
    today = localdate()
    staff = _person(request, can_record_figures, on=today)
    definitions = _definitions(fiscal_year, today)
    if request.method == "POST":
        form = FiguresForm(request.POST, figures=definitions.figures)
        if form.is_valid() and _record(form, fiscal_year, staff):
            messages.success(request, _("The figures were recorded."))
            return redirect("annual:year", fiscal_year)
    else:
        form = _shown_figures(request, definitions)
    context = {
        "form": form,
        "fiscal_year": fiscal_year,
        "n_daily": Figure.objects.filter(
            fiscal_year=fiscal_year, on__isnull=False
        ).count(),
    }
    return render(request, "annual/figures.html", context)


def _person(request: HttpRequest, may: Callable[..., bool], *, on: date) -> Staff:
    """Return who asks; whoever may not is told that there is nothing here."""
    if isinstance(request.user, Staff) and may(request.user, on=on):
        return request.user
    raise Http404


def _definitions(fiscal_year: int, today: date) -> YearDefinitions:
    try:
        check_year(settings.HIROBA_MUNICIPALITY, fiscal_year, today=today)
        return definitions_of(settings.HIROBA_MUNICIPALITY, fiscal_year)
    except AnnualError as error:
        raise Http404(str(error)) from None


def _as_of(form: AsOfForm, today: date) -> date:
    """Return the day asked for; today when none was, or it could not be read."""
    return (form.is_valid() and form.cleaned_data["as_of"]) or today


def _edition_day(definitions: YearDefinitions) -> date:
    """Return the day the published edition of the year stands on."""
    month, day = map(int, definitions.municipality.edition_as_of.split("-"))
    return date(definitions.period.fiscal_year + 1, month, day)


def _shown_figures(request: HttpRequest, definitions: YearDefinitions) -> FiguresForm:
    """Return a form filled with what stands there, for the year or for a day."""
    asked = AsOfForm({"as_of": request.GET.get("on", "")})
    on = asked.cleaned_data["as_of"] if asked.is_valid() else None
    rows = Figure.objects.filter(fiscal_year=definitions.period.fiscal_year, on=on)
    values = dict(rows.values_list("key", "value"))
    return FiguresForm(figures=definitions.figures, initial=initial_figures(values, on))


def _record(form: FiguresForm, fiscal_year: int, staff: Staff) -> bool:
    """Record what was typed; the refusals go back into the form."""
    try:
        record_figures(
            municipality=settings.HIROBA_MUNICIPALITY,
            fiscal_year=fiscal_year,
            entries=form.entries(),
            by=staff.as_actor(),
            at=now(),
        )
    except CannotRecordFigures as error:
        form.show(error.problems)
        return False
    return True
