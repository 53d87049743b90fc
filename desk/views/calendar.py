"""The page of the calendar of due dates."""

import re
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desk.calendar_page import calendar_page, month_of
from desk.permissions import can_see_requests
from desk.today import today
from desk.views.asking import office_calendar, permitted

MONTH = re.compile(r"(19\d\d|2\d\d\d)-(0[1-9]|1[0-2])", re.ASCII)


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Show the month the address names; this one where it names none."""
    on = today()
    staff = permitted(request, can_see_requests, on=on)
    named = MONTH.fullmatch(request.GET.get("month", ""))
    first = date(int(named[1]), int(named[2]), 1) if named else month_of(on)
    page = calendar_page(first, staff=staff, on=on, calendar=office_calendar())
    return render(request, "desk/calendar.html", {"page": page})
