"""The page of a unit, and its sheet to print."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from casework.models import Kind, Unit
from desk.note_lines import only, sort_links
from desk.permissions import can_see_cases
from desk.slip import slip_of
from desk.today import today
from desk.unit_page import UnitPage, unit_page
from desk.views.asking import office_calendar, permitted


@require_safe
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a unit: where it stands, what is to be done, how it came there."""
    page = gather(request, pk)
    if page.unit.kind == Kind.APPEAL:
        return redirect("desk:appeal", pk=page.unit.case_id)
    sort = request.GET.get("show", "")
    context = {
        "page": page,
        "work": page.work,
        "timeline": only(page.happenings, sort),
        "sorts": sort_links(page.happenings, sort),
    }
    return render(request, "desk/unit.html", context)


@require_safe
def slip(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the sheet of a unit (事案票): one page of paper."""
    page = gather(request, pk)
    if page.unit.kind == Kind.APPEAL:
        return redirect("desk:appeal", pk=page.unit.case_id)
    context = {"page": page, "work": page.work, "slip": slip_of(page), "today": today()}
    return render(request, "desk/unit_slip.html", context)


def gather(request: HttpRequest, pk: int) -> UnitPage:
    """Gather the unit; what is not this person's looks like what is not there."""
    on = today()
    staff = permitted(request, can_see_cases, on=on)
    units = Unit.objects.visible_to(staff, on=on).select_related(
        "case__self_info_request",
        "case__organ",
        "organ",
        "division",
        "handler",
        "withdrawal",
        "transfer",
        "split_from",
    )
    found = get_object_or_404(units, pk=pk)
    return unit_page(found, staff=staff, on=on, calendar=office_calendar())
