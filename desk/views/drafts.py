"""The pages of a draft: propose, approve, send back, take back, print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from secrets import token_urlsafe

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from casework.errors import CaseworkError
from casework.models import Unit
from casework.operations.once import answered, once
from casework.permissions import ActState, NotPermitted, acts_for
from desk.acts.act import Act, ActForm
from desk.acts.on_drafts import DRAFT_ACTS
from desk.acts.payload import payload_of
from desk.draft_page import draft_page
from desk.views.asking import trail_of
from desk.views.records import Grid, open_grid

KEY_BYTES = 24
CONFLICT = 409
PROPOSING = ("draft", "decide")
STEPS = ("approve", "concur", "send_back", "take_back")


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what follows from the records; take the draft or the approval."""
    return _page(open_grid(request, pk), PROPOSING, "desk/draft.html", _("Draft"))


@require_http_methods(["GET", "HEAD", "POST"])
def approval(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an approver everything on one page; take the steps."""
    return _page(open_grid(request, pk), STEPS, "desk/approval.html", _("Approval"))


@require_safe
def draft_print(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the draft as a sheet of paper (起案用紙)."""
    grid = open_grid(request, pk)
    page = draft_page(grid.unit, staff=grid.staff, on=grid.on)
    trail = trail_of(grid.unit, _("Draft sheet"))
    context = {"unit": grid.unit, "page": page, "trail": trail}
    return render(request, "desk/draft_sheet.html", context)


def _page(grid: Grid, codes: Sequence[str], template: str, here: str) -> HttpResponse:
    """Show the forms of these acts that are this person's, or do the one sent."""
    states = {
        state.code: state
        for state in acts_for(grid.staff, grid.unit, on=grid.on)
        if state.code in codes
    }
    forms = {
        code: _new_form(grid, DRAFT_ACTS[code])
        for code, state in states.items()
        if state.is_open
    }
    status = 200
    failed: ActForm | None = None
    if grid.request.method == "POST":
        code = grid.request.POST.get("act", "")
        if code not in states:
            raise Http404
        failed = _send(grid, DRAFT_ACTS[code])
        if failed is None:
            # the sheet to print is beside the draft
            page = "desk:draft" if code == "draft" else "desk:unit"
            return redirect(page, pk=grid.unit.pk)
        forms[code] = failed
        status = CONFLICT if failed.non_field_errors() else 200
    context = {
        "unit": grid.unit,
        "page": draft_page(grid.unit, staff=grid.staff, on=grid.on),
        "forms": forms,
        "gone": _gone(states),
        "form": failed,
        "trail": trail_of(grid.unit, here),
        "split": _split(grid),
    }
    return render(grid.request, template, context, status=status)


@dataclass(frozen=True, slots=True)
class Split:
    """What one press sends to split records off: the form of that act, filled in."""

    url: str
    token: str
    division: int | None


def _split(grid: Grid) -> Split | None:
    """Return how this person splits the unit, None where that is not theirs."""
    states = acts_for(grid.staff, grid.unit, on=grid.on)
    if not any(state.code == "split" and state.is_open for state in states):
        return None
    url = reverse("desk:act", kwargs={"pk": grid.unit.pk, "act": "split"})
    return Split(url, token_urlsafe(KEY_BYTES), grid.unit.division_id)


def _gone(states: Mapping[str, ActState]) -> list[str]:
    """Return once why what this person may do is not possible now."""
    return list(dict.fromkeys(s.why_not for s in states.values() if s.why_not))


def _new_form(grid: Grid, act: Act) -> ActForm:
    first = {"token": token_urlsafe(KEY_BYTES), "version": grid.unit.version}
    return act.form(
        units=(grid.unit,),
        by=grid.staff,
        on=grid.on,
        initial=first,
        auto_id=f"{act.code}_%s",
    )


def _send(grid: Grid, act: Act) -> ActForm | None:
    """Do the act once; return the form where it was refused."""
    post, payload = grid.request.POST, payload_of(grid.request)
    form = act.form(
        post, units=(grid.unit,), by=grid.staff, on=grid.on, auto_id=f"{act.code}_%s"
    )
    key, at = post.get("token", ""), now()
    try:
        if answered(key=key, by=grid.staff, act=act.code, payload=payload) is None:
            if not form.is_valid():
                return form
            once(
                key=key,
                by=grid.staff,
                act=act.code,
                payload=payload,
                at=at,
                do=partial(
                    act.perform, grid.unit, form.cleaned_data, grid.staff, grid.on, at
                ),
            )
    except NotPermitted as error:
        raise Http404 from error
    except CaseworkError as error:
        return _refused(grid, form, error)
    said = str(act.done) % {"number": grid.unit.number_text}
    messages.success(grid.request, said)
    return None


def _refused(grid: Grid, form: ActForm, error: CaseworkError) -> ActForm:
    """Return the form as typed; what changed meanwhile is known from here on."""
    form.is_valid()
    form.refuse(error)
    current = Unit.objects.only("version").get(pk=grid.unit.pk)
    sent = QueryDict(mutable=True)
    sent.update(grid.request.POST)
    sent["version"] = str(current.version)
    sent["token"] = token_urlsafe(KEY_BYTES)
    form.data = sent
    return form
