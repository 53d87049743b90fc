"""Letters: as they would be printed, as they were issued, and the list of them."""

from http import HTTPStatus
from secrets import token_urlsafe

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from casework.errors import CaseworkError
from casework.models import Unit
from casework.operations.request_job import request_job
from casework.permissions import FieldClass, fields_of
from desk import bell
from desk.jobs.export import rights_of
from desk.jobs.letters import KIND, readable
from desk.letters import PRESS, letters_of, preview
from desk.notice_batch import MOST_LETTERS, chosen_letters, issue_chosen
from desk.notice_list import ListForm, notice_list
from desk.permissions import can_see_notices
from desk.today import today
from desk.uploads import new_token
from desk.views.acts import KEY_BYTES
from desk.views.asking import permitted
from notices.bytes_check import BytesDiffer, NotPrinted
from notices.keys import letter_key
from notices.models import Notice
from notices.operations.hand_out import hand_out
from notices.operations.print_notice import print_notice
from notices.store import notice_store
from offices.models import Staff

PDF = "application/pdf"


@require_safe
@never_cache
def letter_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a letter as it would be issued; only its number is still open."""
    _staff, unit = _asked(request, pk)
    key, on = request.GET.get("letter", ""), today()
    letter = next((x for x in letters_of(unit, on) if letter_key(x) == key), None)
    if letter is None:
        raise Http404
    try:
        content = preview(letter, on=on)
    except CaseworkError as error:
        return _not_shown(request, unit, error)
    return _pdf(content, f"preview-{unit.number}.pdf", inline=True)


@require_safe
@never_cache
def notice(request: HttpRequest, pk: int, notice: int) -> HttpResponse:
    """Hand out an issued letter, the same bytes every time, told on the trail."""
    staff, unit = _asked(request, pk)
    found = get_object_or_404(
        Notice.objects.select_related("unit__case"), unit=unit, pk=notice
    )
    by, at, store = staff.as_actor(), timezone.now(), notice_store()
    try:
        # nobody waits for the worker who wants to read now
        print_notice(notice=found, render=PRESS.render, store=store, at=at)
        content = hand_out(notice=found, store=store, purpose="read", by=by, at=at)
    except (BytesDiffer, NotPrinted) as error:
        return _not_shown(request, unit, error)
    return _pdf(content, f"{found.number_text}.pdf")


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """List letters: due, issued and not sent, under way, come back."""
    on = today()
    staff = permitted(request, can_see_notices, on=on)
    form = ListForm(request.GET)
    return render(
        request,
        "desk/notices.html",
        {
            "list": notice_list(staff, form, request.GET.get("page"), on=on),
            "key": new_token(),
        },
    )


@require_POST
def notices_issue(request: HttpRequest) -> HttpResponse:
    """Show the chosen letters; sent with a yes, issue each."""
    on = today()
    staff = permitted(request, can_see_notices, on=on)
    chosen = chosen_letters(request.POST.getlist("letter"), by=staff, on=on)
    if not chosen:
        messages.warning(request, _("Please choose at least one letter first."))
        return redirect("desk:notices")
    if "confirm" not in request.POST:
        context = {"chosen": chosen, "token": token_urlsafe(KEY_BYTES)}
        return render(request, "desk/notices_issue.html", context)
    lines = issue_chosen(
        chosen,
        token=request.POST.get("token", ""),
        by=staff,
        on=on,
        at=timezone.now(),
    )
    bell.ring_after_commit()
    n_done = sum(not line.refusal for line in lines)
    return render(
        request, "desk/notices_issue.html", {"lines": lines, "n_done": n_done}
    )


@require_POST
def notices_print(request: HttpRequest) -> HttpResponse:
    """Put the chosen letters into one file: a job, with its progress."""
    on = today()
    staff = permitted(request, can_see_notices, on=on)
    sent = [key for key in request.POST.getlist("letter") if key.isdecimal()]
    found = readable(staff, map(int, sent[:MOST_LETTERS]), on=on)
    if not found:
        messages.warning(request, _("Please choose at least one letter first."))
        return redirect("desk:notices")
    job = request_job(
        kind=KIND,
        params={
            "notices": [one.pk for one in found],
            "cover": "cover" in request.POST,
            "rights": rights_of(staff, on=on),
        },
        key=f"{KIND}:{staff.pk}:{request.POST.get('key', '')[:40]}",
        by=staff,
        at=timezone.now(),
    )
    bell.ring_after_commit()
    return redirect("desk:job", pk=job.pk)


def _asked(request: HttpRequest, pk: int) -> tuple[Staff, Unit]:
    """Find the unit for somebody who may read whole letters; else it is not there."""
    on = today()
    staff = permitted(request, can_see_notices, on=on)
    units = Unit.objects.visible_to(staff, on=on).select_related(
        "case__organ", "organ", "division"
    )
    unit = get_object_or_404(units, pk=pk)
    if not {FieldClass.REQUESTER, FieldClass.FREE_TEXT} <= fields_of(
        staff, unit, on=on
    ):
        raise Http404
    return staff, unit


def _pdf(content: bytes, name: str, *, inline: bool = False) -> HttpResponse:
    answer = HttpResponse(content, content_type=PDF)
    answer["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Disposition"] = _disposition(name, inline=inline)
    return answer


def _disposition(name: str, *, inline: bool) -> str:
    made = content_disposition_header(as_attachment=not inline, filename=name)
    return made or "attachment"


def _not_shown(request: HttpRequest, unit: Unit, error: CaseworkError) -> HttpResponse:
    context = {"unit": unit, "says": str(error)}
    return render(
        request, "desk/notice_not_shown.html", context, status=HTTPStatus.CONFLICT
    )
