"""The page of an act: ask, say what will happen, do it once, go back to the unit."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from secrets import token_urlsafe

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from casework.errors import CaseworkError
from casework.models import Unit
from casework.operations.once import KeyReused, answered, once
from casework.permissions import ActState, acts_for, can_see_cases
from casework.versions import Stale
from desk.act_links import OWN_PAGES
from desk.acts import ACT_PAGES, Act, ActForm
from desk.acts.payload import payload_of
from desk.damaged import tell_if_damaged
from desk.today import today
from desk.trail_lines import words_of_act
from desk.views.asking import permitted
from offices.models import Staff

KEY_BYTES = 24
CONFLICT = 409


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: this act, on this unit, by this person."""

    act: Act
    unit: Unit
    staff: Staff
    on: date
    state: ActState

    def new_form(self) -> ActForm:
        """Return the empty form, with a key of its own."""
        first = {"token": token_urlsafe(KEY_BYTES), "version": self.unit.version}
        return self.act.form(
            units=(self.unit,), by=self.staff, on=self.on, initial=first
        )

    def sent_form(self, request: HttpRequest) -> ActForm:
        """Return the form as it was sent."""
        return self.act.form(
            request.POST,
            request.FILES,
            units=(self.unit,),
            by=self.staff,
            on=self.on,
        )


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Show the form of an act, or do it."""
    asked = _asked(request, pk, act)
    if request.method == "POST":
        return _sent(request, asked)
    if not asked.state.is_open:
        return render(
            request, "desk/act_closed.html", {"asked": asked}, status=CONFLICT
        )
    return _page(request, asked, asked.new_form())


def _asked(request: HttpRequest, pk: int, code: str) -> Asked:
    """Find unit and act; what is not this person's looks like what is not there."""
    on = today()
    staff = permitted(request, can_see_cases, on=on)
    units = Unit.objects.visible_to(staff, on=on).select_related(
        "case__organ", "organ", "division", "handler"
    )
    unit = get_object_or_404(units, pk=pk)
    states = {state.code: state for state in acts_for(staff, unit, on=on)}
    if code not in OWN_PAGES or code not in states:
        raise Http404
    return Asked(ACT_PAGES[code], unit, staff, on, _state(unit, staff, states[code]))


def _state(unit: Unit, staff: Staff, state: ActState) -> ActState:
    """Close an act that has nothing to be done to."""
    why_not = ACT_PAGES[state.code].obstacle(unit, staff) if state.is_open else ""
    return replace(state, is_open=False, why_not=why_not) if why_not else state


def _sent(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Check, ask once more where it cannot be taken back, and do it once."""
    key, payload = request.POST.get("token", ""), payload_of(request)
    form = asked.sent_form(request)
    try:
        earlier = answered(key=key, by=asked.staff, act=asked.act.code, payload=payload)
        if earlier is not None:
            return _done(request, asked)
    except KeyReused as error:
        return _refused(request, asked, form, error)
    if not asked.state.is_open:
        form.add_error(None, asked.state.why_not)
        return _page(request, asked, form, status=CONFLICT)
    if not form.is_valid() or "change" in request.POST:
        return _page(request, asked, form)
    if asked.act.consequence and "confirm" not in request.POST:
        return render(
            request, "desk/act_confirm.html", {"asked": asked, "entered": form}
        )
    return _perform(request, asked, form, payload)


def _perform(
    request: HttpRequest, asked: Asked, form: ActForm, payload: dict[str, object]
) -> HttpResponse:
    at = timezone.now()
    try:
        once(
            key=form.cleaned_data["token"],
            by=asked.staff,
            act=asked.act.code,
            payload=payload,
            at=at,
            do=partial(
                asked.act.perform,
                asked.unit,
                form.cleaned_data,
                asked.staff,
                asked.on,
                at,
            ),
        )
    except CaseworkError as error:
        return _refused(request, asked, form, error)
    return _done(request, asked)


def _done(request: HttpRequest, asked: Asked) -> HttpResponse:
    said = str(asked.act.done) % {"number": asked.unit.number_text}
    messages.success(request, said)
    return redirect("desk:unit", pk=asked.unit.pk)


def _refused(
    request: HttpRequest, asked: Asked, form: ActForm, error: CaseworkError
) -> HttpResponse:
    """Show the form as typed; what changed meanwhile is known from here on."""
    form.refuse(error)
    tell_if_damaged(error, by=asked.staff, at=timezone.now())
    if isinstance(error, Stale) and error.changes:
        done = "、".join(words_of_act(change.act) for change in error.changes)
        form.add_error(None, _("What was done meanwhile: %(acts)s") % {"acts": done})
    current = Unit.objects.only("version").get(pk=asked.unit.pk)
    sent = QueryDict(mutable=True)
    sent.update(request.POST)
    sent["version"] = str(current.version)
    if isinstance(error, KeyReused):
        sent["token"] = token_urlsafe(KEY_BYTES)
    form.data = sent
    return _page(request, asked, form, status=CONFLICT)


def _page(
    request: HttpRequest, asked: Asked, form: ActForm, *, status: int = 200
) -> HttpResponse:
    return render(
        request, "desk/act.html", {"asked": asked, "form": form}, status=status
    )
