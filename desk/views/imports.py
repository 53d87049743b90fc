"""Taking in ledgers: bring a file, look at the report, commit, look back."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from casework.errors import CaseworkError
from casework.ledger.findings import Finding
from casework.models import Case, ImportRow, ImportRun, Job, Unit
from casework.operations.import_run import ImportOptions
from casework.operations.request_job import ENDED_BADLY, request_job
from casework.wording import plain
from desk import bell
from desk.import_forms import OptionsForm, UploadForm
from desk.jobs import ledger
from desk.jobs.taking_back import can_take_back
from desk.ledger_files import (
    findings_csv,
    findings_xlsx,
    template_csv,
    template_xlsx,
)
from desk.ledgers import LEDGERS, LedgerKind
from desk.permissions import can_import
from desk.take_in import REHEARSAL, Hand, take_in, upload_store
from desk.uploads import Upload, new_token
from offices.models import Staff

SHOWN = 200
# a larger ledger becomes a job: nobody waits for a page for half a minute
MOST_ROWS_AT_ONCE = 3_000
ROWS_PER_PAGE = 100
RUNS_SHOWN = 50
MOST_WAITING = 20
SESSION_KEY = "ledger_uploads"
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file and lead to its preview; show the runs so far."""
    kinds = _kinds(request)
    form = UploadForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        kinds=kinds,
    )
    if request.method == "POST" and form.is_valid():
        brought = _keep(request, form)
        take_in(brought, _hand(request), REHEARSAL)
        return redirect("desk:import-report", token=brought.token)
    runs = ImportRun.objects.filter(kind__in=[kind.key for kind in kinds])
    return render(
        request,
        "desk/import.html",
        {
            "form": form,
            "kinds": kinds,
            "runs": [
                (run, LEDGERS[run.kind].label)
                for run in runs.order_by("-at", "-pk")[:RUNS_SHOWN]
            ],
        },
    )


@require_safe
def report(request: HttpRequest, token: str) -> HttpResponse:
    """Show the preview of a file, or what its import did."""
    brought = _brought(request, token)
    job = _job_of(brought)
    if job is not None:
        return redirect("desk:job", pk=job.pk)
    errors = _findings(brought, "errors")
    return render(
        request,
        "desk/import_report.html",
        {
            "upload": brought,
            "label": LEDGERS[brought.kind].label,
            "has_divisions": LEDGERS[brought.kind].has_divisions,
            "errors": errors[:SHOWN],
            "n_errors": len(errors),
            "warnings": _findings(brought, "warnings")[:SHOWN],
            "changed": [_shown(row) for row in _list(brought, "changed")[:SHOWN]],
            "columns": brought.report.get("columns", {}),
            "shown": SHOWN,
            "options": OptionsForm(
                initial={
                    "create_divisions": brought.create_divisions,
                    "update": brought.update,
                }
            ),
            "can_commit": _can_commit(brought),
        },
    )


@require_POST
def check(request: HttpRequest, token: str) -> HttpResponse:
    """Look at the file once more, with other options."""
    brought = _brought(request, token)
    form = OptionsForm(request.POST)
    if not brought.is_done and _job_of(brought) is None and form.is_valid():
        brought.create_divisions = form.cleaned_data["create_divisions"]
        brought.update = form.cleaned_data["update"]
        take_in(brought, _hand(request), REHEARSAL)
    return redirect("desk:import-report", token=token)


@require_POST
def commit(request: HttpRequest, token: str) -> HttpResponse:
    """Take the file in, a large one as a job; a second click finds it done."""
    brought = _brought(request, token)
    if not brought.is_done and brought.counts["rows"] > MOST_ROWS_AT_ONCE:
        return _commit_as_job(request, brought)
    with upload_store().alone(brought):
        brought = _brought(request, token)
        if not brought.is_done:
            take_in(brought, _hand(request), ImportOptions())
            if brought.run_id is not None:
                messages.success(request, _("The ledger was taken in."))
    if brought.run_id is not None:
        return redirect("desk:import-run", pk=brought.run_id)
    return redirect("desk:import-report", token=token)


def _commit_as_job(request: HttpRequest, brought: Upload) -> HttpResponse:
    try:
        job = request_job(
            kind=ledger.KIND,
            params=ledger.params_of(brought),
            key=ledger.key_of(brought),
            by=_staff(request),
            at=timezone.now(),
        )
    except CaseworkError as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:import-report", token=brought.token)
    bell.ring_after_commit()
    return redirect("desk:job", pk=job.pk)


def _job_of(brought: Upload) -> Job | None:
    """Return the job that takes a file in or has done so; the page is its own."""
    if brought.is_done:
        return None
    found = Job.objects.filter(key=ledger.key_of(brought)).first()
    return None if found is None or found.state in ENDED_BADLY else found


@require_safe
def findings(request: HttpRequest, token: str, suffix: str) -> HttpResponse:
    """Hand out what has to be mended, as a file."""
    errors = _findings(_brought(request, token), "errors")
    content = findings_csv(errors) if suffix == "csv" else findings_xlsx(errors)
    return _file(content, f"errors.{suffix}")


@require_safe
def template(request: HttpRequest, kind: str, suffix: str) -> HttpResponse:
    """Hand out an empty ledger to fill in."""
    columns = _kind(request, kind).columns
    content = template_csv(columns) if suffix == "csv" else template_xlsx(columns)
    return _file(content, f"{kind}.{suffix}")


@require_safe
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a past import and its rows as they were written."""
    found = get_object_or_404(ImportRun, pk=pk)
    label = _kind(request, found.kind).label
    staff = _staff(request)
    visible = Unit.objects.visible_to(staff, on=_today())
    rows = ImportRow.objects.filter(run=found).filter(
        Q(unit__isnull=True) | Q(unit__in=visible)
    )
    page = Paginator(
        rows.select_related("unit__case").order_by("line"), ROWS_PER_PAGE
    ).get_page(request.GET.get("page"))
    return render(
        request,
        "desk/import_run.html",
        {
            "run": found,
            "label": label,
            "page": page,
            "columns": found.columns,
            "cases": _cases_of(found),
            "can_take_back": can_take_back(staff, found, on=_today()),
        },
    )


def _cases_of(found: ImportRun) -> dict[str, int]:
    """Return how many cases of an import stand, and how many were taken back."""
    taken_back = Count("pk", filter=Q(taken_back=True))
    cases = Case.objects.filter(import_run=found)
    return cases.aggregate(all=Count("pk"), taken_back=taken_back)


def _staff(request: HttpRequest) -> Staff:
    if not isinstance(request.user, Staff):
        raise Http404
    return request.user


def _kinds(request: HttpRequest) -> list[LedgerKind]:
    staff, today = _staff(request), _today()
    kinds = [kind for kind in LEDGERS.values() if can_import(staff, kind.key, on=today)]
    if not kinds:
        raise Http404
    return kinds


def _kind(request: HttpRequest, key: str) -> LedgerKind:
    for kind in _kinds(request):
        if kind.key == key:
            return kind
    raise Http404


def _keep(request: HttpRequest, form: UploadForm) -> Upload:
    data = form.cleaned_data
    brought = Upload(
        token=new_token(),
        kind=data["kind"],
        file_name=data["file"].name,
        create_divisions=data["create_divisions"],
        update=data["update"],
    )
    upload_store().keep(brought, data["file"].chunks(), at=timezone.now())
    waiting = [*request.session.get(SESSION_KEY, []), brought.token]
    request.session[SESSION_KEY] = waiting[-MOST_WAITING:]
    return brought


def _brought(request: HttpRequest, token: str) -> Upload:
    """Return a file this session brought; to others it does not exist."""
    waiting = request.session.get(SESSION_KEY, [])
    brought = upload_store().load(token) if token in waiting else None
    if brought is None:
        raise Http404
    _kind(request, brought.kind)
    return brought


def _hand(request: HttpRequest) -> Hand:
    return Hand(_staff(request), _today(), timezone.now())


def _can_commit(brought: Upload) -> bool:
    counts = brought.counts
    waiting = counts["created"] or (brought.update and counts["changed"])
    return not brought.is_done and not counts["errors"] and bool(waiting)


def _findings(brought: Upload, key: str) -> list[Finding]:
    return [Finding(**item) for item in _list(brought, key)]


def _list(brought: Upload, key: str) -> list[dict[str, Any]]:
    found = brought.report.get(key)
    return found if isinstance(found, list) else []


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    """Return a changed row as a reader sees it, its days in words."""
    columns = [
        {**item, "old": plain(item["old"]), "new": plain(item["new"])}
        for item in row["columns"]
    ]
    return {**row, "columns": columns}


def _file(content: bytes, name: str) -> HttpResponse:
    suffix = name.rsplit(".", maxsplit=1)[-1]
    return HttpResponse(
        content,
        content_type=CONTENT_TYPES[suffix],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _today() -> date:
    return timezone.localdate()
