"""The list of units and the page of a case."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from casework.models import Case, Kind
from desk.case_page import case_page
from desk.crumbs import crumbs
from desk.gaps import gaps_of
from desk.list_page import list_page
from desk.models import ListName
from desk.permissions import can_see_cases
from desk.quick import EVERYTHING, questions
from desk.saved_views import default_of, kept, links, load_views
from desk.today import today
from desk.views.asking import office_calendar, permitted
from desk.views.lists import asked_for
from disclosure.permissions import can_receive


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """List the units this person may see, narrowed and sorted by the address."""
    asked = asked_for(request, ListName.CASES)
    views = load_views(asked.staff, ListName.CASES, on=asked.on)
    default = default_of(views)
    if default is not None and not request.GET:
        return redirect(f"{reverse('desk:cases')}?{default.query}")
    form = asked.narrowed.form
    context: dict[str, object] = {
        "form": form,
        "sort": asked.sort,
        "quick": questions(request.GET),
    }
    if form.is_valid():
        found = list_page(request.GET, asked, counted={})
        context |= {
            "found": found,
            "rows": found.rows,
            "columns": found.columns,
            "crumbs": crumbs(form, request.GET, otherwise=EVERYTHING),
            "views": links(views, request.GET),
            "gaps": gaps_of(form.cleaned_data),
            "kept": kept(request.GET),
            "files": reverse("desk:cases-file", args=["csv"]).removesuffix(".csv"),
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
    is_request = found.kind == Kind.PUBLIC_RECORDS
    context = {"page": page, "may_copy": is_request and can_receive(staff, on=on)}
    return render(request, "desk/case.html", context)
