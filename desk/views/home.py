"""The first page after signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desk.columns import columns_of
from desk.home_page import home_page
from desk.overviews import overviews
from desk.reminders.waiting import waiting_for
from desk.today import today
from desk.views.asking import office_calendar, staff_of
from offices.permissions import can_administer
from offices.queries import rights_changes_for


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what is due, what is open and where to go, by role."""
    on = today()
    staff = staff_of(request)
    calendar = office_calendar()
    page = home_page(staff, on=on, calendar=calendar)
    reminders, n_reminders = waiting_for(staff, on=on, calendar=calendar)
    columns = columns_of(page.nearest, sort=None, left_out=frozenset({"outcome"}))
    is_administrator = can_administer(staff, on=on)
    context = {
        "page": page,
        "columns": columns,
        "reminders": reminders,
        "n_reminders": n_reminders,
        "overviews": overviews(staff, on=on),
        "rights_changes": rights_changes_for(staff) if is_administrator else [],
    }
    return render(request, "desk/home.html", context)
