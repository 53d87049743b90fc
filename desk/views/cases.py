"""The list of units and the page of a case."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from casework.models import Case, Kind, Unit
from desk.case_page import case_page
from desk.columns import columns_of
from desk.crumbs import crumbs
from desk.filters import UnitFilter
from desk.gaps import gaps_of
from desk.permissions import can_see_cases
from desk.quick import questions
from desk.rows import for_list, in_order, unit_rows
from desk.today import today
from desk.views.asking import office_calendar, page_of, permitted


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """List the units this person may see, narrowed and sorted by the address."""
    on = today()
    staff = permitted(request, can_see_cases, on=on)
    visible = Unit.objects.visible_to(staff, on=on)
    narrowed = UnitFilter(request.GET, visible, on=on)
    sort = request.GET.get("sort", "")
    context: dict[str, object] = {
        "form": narrowed.form,
        "sort": sort,
        "quick": questions(request.GET),
    }
    if narrowed.form.is_valid():
        page = page_of(request, in_order(for_list(narrowed.qs), sort))
        rows = unit_rows(page, staff=staff, on=on, calendar=office_calendar())
        context |= {
            "page": page,
            "rows": rows,
            "columns": columns_of(rows, sort=sort),
            "crumbs": crumbs(narrowed.form, request.GET),
            "gaps": gaps_of(narrowed.form.cleaned_data),
        }
    return render(request, "desk/cases.html", context)


@require_safe
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a case and its units."""
    on = today()
    staff = permitted(request, can_see_cases, on=on)
    found = get_object_or_404(
        Case.objects.visible_to(staff, on=on).select_related(
            "organ", "self_info_request"
        ),
        pk=pk,
    )
    if found.kind == Kind.APPEAL:
        return redirect("desk:appeal", pk=found.pk)
    page = case_page(found, staff=staff, on=on, calendar=office_calendar())
    return render(request, "desk/case.html", {"page": page})
