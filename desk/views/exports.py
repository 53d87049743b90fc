"""A long list as a file: first a word on it, then a job."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from annual.list_answer import CP932, SUFFIXES
from casework.operations.request_job import request_job
from casework.permissions import can_see_cases
from desk import bell
from desk.export_form import ExportForm
from desk.jobs import export
from desk.list_page import Asked
from desk.today import today
from desk.uploads import new_token
from desk.views.asking import permitted

# a longer list is written while the person goes on with something else
MOST_ROWS_AT_ONCE = 10_000


def word_on_length(
    request: HttpRequest, asked: Asked, suffix: str
) -> HttpResponse | None:
    """Return the page that offers to write a long list, None for a short one."""
    if suffix not in SUFFIXES:
        return None
    n_rows = asked.narrowed.qs.count()
    if n_rows <= MOST_ROWS_AT_ONCE:
        return None
    is_cp932 = suffix == "csv" and request.GET.get("encoding") == CP932
    encoding = CP932 if is_cp932 else "utf-8"
    query = export.address_of(asked, request.GET)
    form = ExportForm(
        initial={
            "list": asked.list_name,
            "format": f"{suffix}/{encoding}",
            "query": query,
            "key": new_token(),
        }
    )
    return render(
        request,
        "desk/export.html",
        {
            "export": form,
            "n_rows": n_rows,
            "list_name": asked.list_name,
            "query": query,
            "format": export.FORMATS[suffix, encoding],
            "is_cp932": is_cp932,
        },
    )


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Put the writing of a list into the queue."""
    on = today()
    staff = permitted(request, can_see_cases, on=on)
    form = ExportForm(request.POST)
    if not form.is_valid():
        raise Http404
    wish = form.wish()
    job = request_job(
        kind=export.KIND,
        params={
            "list": wish.list_name,
            "suffix": wish.suffix,
            "encoding": wish.encoding,
            "query": wish.query,
            "rights": export.rights_of(staff, on=on),
        },
        key=f"{export.KIND}:{staff.pk}:{wish.key}",
        by=staff,
        at=timezone.now(),
    )
    bell.ring_after_commit()
    return redirect("desk:job", pk=job.pk)
