"""The closing days: look, see what a change would move, apply it in one act."""

from datetime import date
from secrets import token_urlsafe

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from casework.closed_days import supposing
from casework.errors import CaseworkError
from casework.models import Redating
from casework.operations.moves import moves
from casework.operations.once import Answer, answered, once
from casework.operations.redate import Change, change_closures, redate
from casework.operations.request_job import request_job
from casework.permissions import can_keep_calendar
from desk import bell
from desk.acts.payload import payload_of
from desk.closures.forms import ClosureForm, RedateForm
from desk.closures.page import Preview, closures_page, in_force, preview_of
from desk.jobs import redating as job_kind
from desk.today import today
from desk.views.asking import ROWS_PER_PAGE, office_calendar, permitted
from offices.models import Staff

KEY_BYTES = 24
CONFLICT = 409
ACT = "redate"


@require_http_methods(["GET", "HEAD", "POST"])
def closures(request: HttpRequest) -> HttpResponse:
    """Show the closing days with the form to change them; preview; apply."""
    on = today()
    staff = permitted(request, can_keep_calendar, on=on)
    own = in_force()
    new = {"token": token_urlsafe(KEY_BYTES)}
    form = ClosureForm(
        request.POST if request.method == "POST" else None,
        known=own,
        calendar=office_calendar(),
        initial=new,
    )
    if request.method == "POST":
        return _sent(request, form, staff, on)
    waiting = preview_of(moves())
    context = {"page": closures_page(own), "form": form, "waiting": waiting}
    return render(request, "desk/closures.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """Show what changed rules or holidays of the version move; apply it."""
    on = today()
    staff = permitted(request, can_keep_calendar, on=on)
    if request.method == "POST":
        return _sent(request, RedateForm(request.POST), staff, on)
    form = RedateForm(initial={"token": token_urlsafe(KEY_BYTES)})
    context = {"form": form, "preview": preview_of(moves())}
    return render(request, "desk/closures_rules.html", context)


@require_safe
def redating(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one applied change with every unit it moved."""
    permitted(request, can_keep_calendar, on=today())
    change = get_object_or_404(Redating, pk=pk)
    rows = change.units.select_related("unit__case", "unit__division").order_by("pk")
    page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"change": change, "page": page}
    return render(request, "desk/redating.html", context)


def _sent(
    request: HttpRequest, form: RedateForm, staff: Staff, on: date
) -> HttpResponse:
    """Ask once more with what would move, or apply it once."""
    try:
        earlier = answered(
            key=request.POST.get("token", ""),
            by=staff,
            act=ACT,
            payload=payload_of(request),
        )
        if earlier is not None:
            return _done(request, earlier)
        if not form.is_valid() or "change" in request.POST:
            return _again(request, form)
        change = form.change()
        preview = _preview(change)
        if "confirm" not in request.POST:
            context = {"entered": form, "preview": preview, "change": change}
            return render(request, "desk/closures_preview.html", context)
        return _apply(request, form, change, preview, staff, on)
    except CaseworkError as error:
        form.refuse(error)
        return _again(request, form, status=CONFLICT)


def _preview(change: Change) -> Preview:
    with supposing(added=change.added, removed=change.removed):
        return preview_of(moves())


def _apply(
    request: HttpRequest,
    form: RedateForm,
    change: Change,
    preview: Preview,
    staff: Staff,
    on: date,
) -> HttpResponse:
    at = timezone.now()
    key = form.cleaned_data["token"]

    def do() -> Answer:
        if preview.n > job_kind.AT_ONCE:
            job = request_job(
                kind=job_kind.KIND,
                params=job_kind.params_of(change, units=preview.n),
                key=f"{job_kind.KIND}:{staff.pk}:{key}",
                by=staff,
                at=at,
            )
            bell.ring_after_commit()
            return {"job": job.pk}
        if change.added or change.removed:
            applied = change_closures(change=change, by=staff, on=on, at=at)
        else:
            applied = redate(reason=change.reason, by=staff.as_actor(), on=on, at=at)
        return {"redating": applied.pk, "units": applied.n_units}

    payload = payload_of(request)
    return _done(
        request, once(key=key, by=staff, act=ACT, payload=payload, at=at, do=do)
    )


def _done(request: HttpRequest, answer: Answer) -> HttpResponse:
    if "job" in answer:
        return redirect("desk:job", pk=answer["job"])
    said = _("%(n)s units were re-dated.") % {"n": f"{answer['units']:,}"}
    messages.success(request, said)
    return redirect("desk:redating", pk=answer["redating"])


def _again(
    request: HttpRequest, form: RedateForm, *, status: int = 200
) -> HttpResponse:
    """Show the form as typed."""
    if isinstance(form, ClosureForm):
        context: dict[str, object] = {"page": closures_page(in_force()), "form": form}
        return render(request, "desk/closures.html", context, status=status)
    context = {"form": form, "preview": preview_of(moves())}
    return render(request, "desk/closures_rules.html", context, status=status)
