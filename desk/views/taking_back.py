"""Taking an import back: say why and agree, then it is a job."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from casework.errors import CaseworkError
from casework.models import Case, ImportRun
from casework.operations.request_job import request_job
from desk import bell
from desk.import_forms import TakeBackForm
from desk.jobs import taking_back
from desk.ledgers import LEDGERS
from desk.today import today
from desk.views.asking import staff_of


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why an import is to be taken back, and put it into the queue."""
    staff = staff_of(request)
    run = get_object_or_404(ImportRun, pk=pk)
    if not taking_back.can_take_back(staff, run, on=today()):
        raise Http404
    n_cases = Case.objects.filter(import_run=run, taken_back=False).count()
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if n_cases and form.is_valid():
        return _ask(request, run, n_cases, form.cleaned_data["reason"])
    return render(
        request,
        "desk/import_take_back.html",
        {
            "run": run,
            "label": LEDGERS[run.kind].label,
            "n_cases": n_cases,
            "form": form,
        },
    )


def _ask(
    request: HttpRequest, run: ImportRun, n_cases: int, reason: str
) -> HttpResponse:
    try:
        job = request_job(
            kind=taking_back.KIND,
            params={
                "run": run.pk,
                "ledger": run.kind,
                "cases": n_cases,
                "reason": reason,
            },
            key=taking_back.key_of(run),
            by=staff_of(request),
            at=timezone.now(),
        )
    except CaseworkError as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:import-run", pk=run.pk)
    bell.ring_after_commit()
    return redirect("desk:job", pk=job.pk)
