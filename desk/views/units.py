"""The page of a unit."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from casework.models import Kind, Unit
from desk.note_lines import only, sort_links
from desk.permissions import can_see_cases
from desk.today import today
from desk.unit_page import unit_page
from desk.views.asking import office_calendar, permitted


@require_safe
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a unit: where it stands, how it ended, why it is due on that day."""
    on = today()
    staff = permitted(request, can_see_cases, on=on)
    units = Unit.objects.visible_to(staff, on=on).select_related(
        "case__self_info_request",
        "organ",
        "division",
        "handler",
        "withdrawal",
        "transfer",
        "split_from",
    )
    found = get_object_or_404(units, pk=pk)
    if found.kind == Kind.APPEAL:
        return redirect("desk:appeal", pk=found.case_id)
    page = unit_page(found, staff=staff, on=on, calendar=office_calendar())
    sort = request.GET.get("show", "")
    context = {
        "page": page,
        "work": page.work,
        "timeline": only(page.happenings, sort),
        "sorts": sort_links(page.happenings, sort),
    }
    return render(request, "desk/unit.html", context)
