"""One act on the units picked in a list: ask once, do it to each, report."""

from dataclasses import dataclass
from datetime import date
from secrets import token_urlsafe

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from casework.models import Unit
from casework.permissions import can_see_cases
from desk.acts import Act, ActForm
from desk.acts.payload import payload_of
from desk.batch import MOST_UNITS, Batch, batch_acts_for
from desk.form_fields import KeysField
from desk.today import today
from desk.views.acts import KEY_BYTES
from desk.views.asking import permitted
from offices.models import Staff

VERSION = "version_"
LONGEST_VERSION = 10


@dataclass(frozen=True, slots=True)
class Picked:
    """An act and the units it is to be done to."""

    act: Act
    units: tuple[Unit, ...]
    staff: Staff
    on: date

    def new_form(self) -> ActForm:
        """Return the empty form, with a key of its own."""
        first = {"token": token_urlsafe(KEY_BYTES)}
        return self.act.form(units=self.units, by=self.staff, on=self.on, initial=first)

    def sent_form(self, request: HttpRequest) -> ActForm:
        """Return the form as it was sent."""
        return self.act.form(request.POST, units=self.units, by=self.staff, on=self.on)


@require_POST
def batch(request: HttpRequest, act: str) -> HttpResponse:
    """Show the form for the picked units; sent with it, do the act to each."""
    on = today()
    staff = permitted(request, can_see_cases, on=on)
    acts = {found.code: found for found in batch_acts_for(staff, on=on)}
    if act not in acts:
        raise Http404
    units = _units(request, staff, on)
    if not units:
        messages.warning(request, _("Please pick at least one unit first."))
        return redirect("desk:queue")
    picked = Picked(acts[act], units, staff, on)
    if "confirm" not in request.POST:
        return _page(request, picked, picked.new_form())
    form = picked.sent_form(request)
    if not form.is_valid():
        return _page(request, picked, form)
    return _report(request, picked, form)


def _units(request: HttpRequest, staff: Staff, on: date) -> tuple[Unit, ...]:
    """Return the picked units this person may see, in the order of the list."""
    keys = KeysField(required=False).clean(request.POST.getlist("unit")) or []
    keys = [int(key) for key in keys][:MOST_UNITS]
    visible = Unit.objects.visible_to(staff, on=on).filter(pk__in=keys)
    found = visible.select_related("case", "organ", "division", "handler")
    by_key = {unit.pk: unit for unit in found}
    return tuple(by_key[key] for key in dict.fromkeys(keys) if key in by_key)


def _page(request: HttpRequest, picked: Picked, form: ActForm) -> HttpResponse:
    context = {"picked": picked, "form": form, "versions": _versions(request, picked)}
    return render(request, "desk/batch_act.html", context)


def _report(request: HttpRequest, picked: Picked, form: ActForm) -> HttpResponse:
    batch = Batch(
        act=picked.act,
        by=picked.staff,
        on=picked.on,
        at=timezone.now(),
        key=form.cleaned_data["token"],
        payload=_payload(request),
        versions=dict(_versions(request, picked)),
    )
    lines = batch.perform(picked.units, form.cleaned_data)
    refused = [line for line in lines if line.refusal]
    context = {
        "picked": picked,
        "lines": lines,
        "refused": refused,
        "n_done": len(lines) - len(refused),
    }
    return render(request, "desk/batch_report.html", context)


def _versions(request: HttpRequest, picked: Picked) -> list[tuple[int, int]]:
    """Return the version of each unit as it was read when it was picked."""
    found = []
    for unit in picked.units:
        sent = request.POST.get(f"{VERSION}{unit.pk}", "")
        is_version = sent.isdecimal() and len(sent) < LONGEST_VERSION
        version = int(sent) if is_version else unit.version
        found.append((unit.pk, version))
    return found


def _payload(request: HttpRequest) -> dict[str, object]:
    """Return what was sent beside the units themselves."""
    sent = payload_of(request)
    return {
        name: value
        for name, value in sent.items()
        if name != "unit" and not name.startswith(VERSION)
    }
