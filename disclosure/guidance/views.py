"""Pages of the guidance log: who was helped without a case."""

from datetime import date
from secrets import token_urlsafe

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from casework.operations.once import KeyReused
from casework.wording import day
from disclosure.guidance.forms import GuidanceForm, GuidanceYearForm
from disclosure.operations.log_guidance import (
    CannotLogGuidance,
    GuidanceFacts,
    log_guidance,
)
from disclosure.permissions import can_receive, organs_to_receive_for
from disclosure.queries import divisions_in_force, guidance_of, guidance_totals
from offices.models import Staff
from ordinances.fiscal_years import fiscal_year_of

ENTRIES_PER_PAGE = 100


@require_safe
def guidance(request: HttpRequest) -> HttpResponse:
    """List who was helped without a case in a fiscal year, and how often."""
    today = localdate()
    _officer(request, on=today)
    form = GuidanceYearForm(request.GET, this_year=fiscal_year_of(today))
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        fiscal_year = form.cleaned_data["fiscal_year"]
        pages = Paginator(guidance_of(fiscal_year), ENTRIES_PER_PAGE)
        context |= {
            "fiscal_year": fiscal_year,
            "totals": guidance_totals(fiscal_year),
            "page": pages.get_page(request.GET.get("page")),
        }
    return render(request, "disclosure/guidance.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def guidance_new(request: HttpRequest) -> HttpResponse:
    """Log advice, a redirect or something handed over."""
    today = localdate()
    staff = _officer(request, on=today)
    organs = list(organs_to_receive_for(staff, on=today))
    form = GuidanceForm(
        request.POST if request.method == "POST" else None,
        initial={"token": token_urlsafe(24), "on": day(today)},
        divisions=divisions_in_force(organs, on=today),
    )
    if form.is_bound and form.is_valid() and _log(form, staff, today):
        messages.success(request, _("The entry was logged."))
        return redirect("disclosure:guidance")
    return render(request, "disclosure/guidance_new.html", {"form": form})


def _officer(request: HttpRequest, *, on: date) -> Staff:
    if not isinstance(request.user, Staff) or not can_receive(request.user, on=on):
        raise Http404
    return request.user


def _log(form: GuidanceForm, staff: Staff, today: date) -> bool:
    """Log the entry; a refusal goes back into the form."""
    values = form.cleaned_data
    facts = GuidanceFacts(
        on=values["on"],
        kind=values["kind"],
        what=values["what"],
        division=form.division_chosen(),
    )
    try:
        log_guidance(facts=facts, key=values["token"], by=staff, on=today, at=now())
    except CannotLogGuidance as error:
        form.add_error(error.field or None, str(error))
    except KeyReused as error:
        form.add_error(None, str(error))
    return form.is_valid()
