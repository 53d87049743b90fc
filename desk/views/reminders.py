"""A person's own reminders: where mails go, and the calendar other programs read."""

import hashlib

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from casework.models import Unit
from casework.permissions import can_see_cases
from desk.ical import CONTENT_TYPE, calendar_of
from desk.models import CalendarFeed, MailAddress
from desk.operations.keep_mail_address import keep_mail_address
from desk.operations.renew_calendar_feed import renew_calendar_feed
from desk.operations.revoke_calendar_feed import revoke_calendar_feed
from desk.reminder_forms import MailForm
from desk.reminders.feed import dates_for, dates_of_unit
from desk.today import today
from desk.views.asking import office_calendar, permitted, staff_of
from offices.models import Staff
from offices.operations.create_access_token import digest_of


@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest) -> HttpResponse:
    """Say where reminders go; see whether a calendar is open."""
    staff = staff_of(request)
    if request.method == "POST":
        form = MailForm(request.POST)
        if form.is_valid():
            keep_mail_address(by=staff, **form.cleaned_data)
            messages.success(request, _("The settings were kept."))
            return redirect("desk:reminders")
    else:
        form = MailForm(initial=_current(staff))
    return _page(request, staff, form)


@require_POST
def feed_renew(request: HttpRequest) -> HttpResponse:
    """Make the address of the calendar; this answer alone shows it."""
    staff = staff_of(request)
    secret = renew_calendar_feed(by=staff, at=now())
    path = reverse("desk:feed", args=[secret])
    address = request.build_absolute_uri(path)
    return _page(request, staff, MailForm(initial=_current(staff)), address=address)


@require_POST
def feed_revoke(request: HttpRequest) -> HttpResponse:
    """Close the address of the calendar."""
    if revoke_calendar_feed(by=staff_of(request), at=now()):
        messages.success(
            request, _("The address of your calendar was closed. It opens nothing.")
        )
    return redirect("desk:reminders")


@login_not_required
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Answer a calendar program that knows the secret, with the person's dates."""
    rows = CalendarFeed.objects.filter(revoked_at=None, staff__is_active=True)
    found = rows.filter(digest=digest_of(secret)).select_related("staff").first()
    if found is None:
        raise Http404
    on = today()
    # a program has no language: everybody reads the same bytes
    with translation.override(settings.LANGUAGE_CODE):
        dates = dates_for(found.staff, on=on, calendar=office_calendar())
        return _answer(request, calendar_of(dates, name=_("Hiroba: due dates")))


@require_safe
def unit_dates(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the dates of one unit."""
    on = today()
    staff = permitted(request, can_see_cases, on=on)
    units = Unit.objects.visible_to(staff, on=on).select_related("case")
    unit = get_object_or_404(units, pk=pk)
    dates = dates_of_unit(unit, calendar=office_calendar())
    answer = _answer(request, calendar_of(dates, name=unit.number_text))
    answer["Content-Disposition"] = f'attachment; filename="unit-{unit.pk}.ics"'
    return answer


def _answer(request: HttpRequest, content: bytes) -> HttpResponse:
    """Answer with the bytes, or that the program has them already."""
    tag = f'"{hashlib.sha256(content).hexdigest()}"'
    known = request.headers.get("If-None-Match", "")
    answer: HttpResponse
    if tag in (part.strip().removeprefix("W/") for part in known.split(",")):
        answer = HttpResponseNotModified()
    else:
        answer = HttpResponse(content, content_type=CONTENT_TYPE)
    answer["ETag"] = tag
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _current(staff: Staff) -> dict[str, object]:
    kept = MailAddress.objects.filter(staff=staff).first()
    return {
        "address": kept.address if kept else "",
        "wants_mails": kept.wants_mails if kept else True,
    }


def _page(
    request: HttpRequest, staff: Staff, form: MailForm, *, address: str = ""
) -> HttpResponse:
    opened = CalendarFeed.objects.filter(staff=staff, revoked_at=None).first()
    context = {"form": form, "feed": opened, "address": address}
    return render(request, "desk/reminders.html", context)
