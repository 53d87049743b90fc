"""The long work somebody asked for: the list, one job, cancelling, its file."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from casework.models import Job, JobState
from casework.operations.cancel_job import CannotCancel, cancel_job
from desk.job_page import can_cancel, is_permitted, job_page, titled
from desk.jobs.files import FILES_KEPT_DAYS, file_named
from desk.jobs.kinds import KINDS
from desk.today import today
from offices.models import Staff

if TYPE_CHECKING:
    from django.db.models import QuerySet

JOBS_SHOWN = 50


@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    """List what the signed-in person asked for, the latest first."""
    latest = _own(request).order_by("-requested_at", "-pk")[:JOBS_SHOWN]
    return render(request, "desk/jobs.html", {"jobs": titled(list(latest))})


@require_safe
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a job is, or what came out."""
    found = _found(request, pk)
    page = job_page(found, may=is_permitted(found, on=today()))
    return render(
        request, "desk/job.html", {"page": page, "days_kept": FILES_KEPT_DAYS}
    )


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a job that has written nothing yet."""
    found = _found(request, pk)
    try:
        if found.state == JobState.RUNNING and not can_cancel(found):
            messages.error(
                request,
                _(
                    "The work is being written now and can no longer be cancelled. "
                    "Please wait for its end."
                ),
            )
        else:
            cancel_job(job=found, by=found.requested_by, at=timezone.now())
            messages.success(request, _("The work was cancelled."))
    except CannotCancel as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:job", pk=pk)


@require_safe
def file(request: HttpRequest, pk: int) -> FileResponse:
    """Hand out the file a job made, to who asked for it and still may have it."""
    found = _found(request, pk)
    path = file_named(found.file_path) if found.state == JobState.DONE else None
    if path is None or not is_permitted(found, on=today()):
        raise Http404
    name = str(found.result.get("name") or f"hiroba{path.suffix}")
    return FileResponse(path.open("rb"), as_attachment=True, filename=name)


def _own(request: HttpRequest) -> "QuerySet[Job]":
    if not isinstance(request.user, Staff):
        raise Http404
    mine = Job.objects.filter(requested_by=request.user, kind__in=KINDS)
    return mine.select_related("requested_by")


def _found(request: HttpRequest, pk: int) -> Job:
    return get_object_or_404(_own(request), pk=pk)
