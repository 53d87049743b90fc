"""The lists of the spring and the checklist of the turn of the year."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from annual.list_answer import List, list_answer
from casework.models import Unit
from casework.permissions import FieldClass, fields_of
from desk.operations.record_export import record_export
from desk.operations.tick_year_line import tick_year_line
from desk.permissions import can_prepare_year, can_see_requests
from desk.spring.carry_over import carried_over
from desk.spring.files import carry_over_list, retention_list, whys
from desk.spring.forms import AsOfForm, CarryOverForm
from desk.spring.retention import KeptRow, by_division, kept_rows
from desk.spring.turn_of_year import LINES, Turn, checklist, turn_on
from desk.today import today
from desk.views.asking import office_calendar, permitted
from offices.models import Staff

Seen = dict[int, frozenset[FieldClass]]


@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    """List by division what must not be destroyed."""
    now = today()
    staff = permitted(request, can_see_requests, on=now)
    form = AsOfForm(request.GET, today=now)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        rows = _kept(staff, form.cleaned_data["on"], now)
        context |= {
            "on": form.cleaned_data["on"],
            "n": len(rows),
            "divisions": by_division(rows),
            "whys": whys(),
        }
    return render(request, "desk/retention.html", context)


@require_safe
def retention_file(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """Send what must not be destroyed as a file."""
    now = today()
    staff = permitted(request, can_see_requests, on=now)
    form = AsOfForm(request.GET, today=now)
    if not form.is_valid():
        return redirect(f"{reverse('desk:retention')}?{request.GET.urlencode()}")
    on = form.cleaned_data["on"]
    return _file(
        request,
        "retention",
        suffix,
        lambda: retention_list(_kept(staff, on, now)),
        staff,
    )


@require_safe
def carry_over(request: HttpRequest) -> HttpResponse:
    """List what is carried over."""
    now = today()
    staff = permitted(request, can_see_requests, on=now)
    form = CarryOverForm(request.GET, today=now)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        units, seen = _carried(staff, form, now)
        context |= {
            "on": form.cleaned_data["on"],
            "fiscal_year": form.cleaned_data["fiscal_year"],
            "rows": [(unit, FieldClass.SUBJECT in seen[unit.pk]) for unit in units],
        }
    return render(request, "desk/carry_over.html", context)


@require_safe
def carry_over_file(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """Send what is carried over as a file."""
    now = today()
    staff = permitted(request, can_see_requests, on=now)
    form = CarryOverForm(request.GET, today=now)
    if not form.is_valid():
        return redirect(f"{reverse('desk:carry-over')}?{request.GET.urlencode()}")
    return _file(
        request,
        "carry_over",
        suffix,
        lambda: carry_over_list(*_carried(staff, form, now)),
        staff,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def turn_of_year(request: HttpRequest) -> HttpResponse:
    """Show the checklist of the coming year; keep or take away a tick."""
    now = today()
    staff = permitted(request, can_prepare_year, on=now)
    turn = Turn(turn_on(now), now, office_calendar())
    if request.method == "POST":
        line = request.POST.get("line", "")
        if line not in LINES:
            raise Http404
        tick_year_line(
            fiscal_year=turn.fiscal_year,
            line=line,
            done=request.POST.get("done") == "1",
            by=staff,
            at=timezone.now(),
        )
        messages.success(request, _("The checklist was kept."))
        return redirect("desk:turn-of-year")
    context = {"turn": turn, "lines": checklist(turn)}
    return render(request, "desk/turn_of_year.html", context)


def _kept(staff: Staff, on: date, now: date) -> list[KeptRow]:
    return kept_rows(staff, on=on, today=now, calendar=office_calendar())


def _carried(staff: Staff, form: CarryOverForm, now: date) -> tuple[list[Unit], Seen]:
    cleaned = form.cleaned_data
    units = list(
        carried_over(
            staff, fiscal_year=cleaned["fiscal_year"], on=cleaned["on"], today=now
        )
    )
    return units, {unit.pk: fields_of(staff, unit, on=now) for unit in units}


def _file(
    request: HttpRequest,
    name: str,
    suffix: str,
    load: Callable[[], List],
    staff: Staff,
) -> HttpResponseBase:
    stem = f"{name}_{today().isoformat()}"
    answer = list_answer(request, stem=stem, suffix=suffix, load=load)
    # a page that names unwritable characters is no file yet
    if answer.streaming and request.method == "GET":
        record_export(
            list_name=name,
            suffix=suffix,
            query=request.GET.urlencode(),
            by=staff,
            at=timezone.now(),
        )
    return answer
