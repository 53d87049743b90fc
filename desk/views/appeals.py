"""The list of appeals and the page of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from desk.appeal_page import appeal_page, appeal_rows, appeal_units
from desk.crumbs import crumbs
from desk.filters import AppealFilter
from desk.permissions import can_see_appeals
from desk.today import today
from desk.views.asking import page_of, permitted


@require_safe
def appeals(request: HttpRequest) -> HttpResponse:
    """List the appeals this person may see, the latest first."""
    on = today()
    staff = permitted(request, can_see_appeals, on=on)
    narrowed = AppealFilter(request.GET, appeal_units(staff, on=on))
    context: dict[str, object] = {"form": narrowed.form}
    if narrowed.form.is_valid():
        units = narrowed.qs.order_by("-fiscal_year", "-number", "branch", "pk")
        page = page_of(request, units)
        context |= {
            "page": page,
            "rows": appeal_rows(list(page), staff=staff, on=on),
            "crumbs": crumbs(narrowed.form, request.GET),
        }
    return render(request, "desk/appeals.html", context)


@require_safe
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an appeal: against what, the board's report, how it ended."""
    on = today()
    staff = permitted(request, can_see_appeals, on=on)
    found = get_object_or_404(appeal_units(staff, on=on), case=pk)
    page = appeal_page(found, staff=staff, on=on)
    return render(request, "desk/appeal.html", {"page": page})
