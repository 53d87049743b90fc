"""Taking in ledgers: bring a file, look at the report, commit, look back."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from casework.ledger.findings import Finding, Report
from casework.models import ImportRow, ImportRun, Unit
from casework.operations.import_run import ImportOptions, LedgerFile, Task
from casework.wording import plain
from desk.import_forms import OptionsForm, UploadForm
from desk.ledger_files import (
    findings_csv,
    findings_xlsx,
    template_csv,
    template_xlsx,
)
from desk.ledgers import LEDGERS, LedgerKind, import_ledger
from desk.permissions import can_import
from desk.uploads import Upload, UploadStore, new_token
from offices.models import Staff
from ordinances.loading import municipality

SHOWN = 200
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
        _import(request, brought, dry_run=True)
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
    if not brought.is_done and form.is_valid():
        brought.create_divisions = form.cleaned_data["create_divisions"]
        brought.update = form.cleaned_data["update"]
        _import(request, brought, dry_run=True)
    return redirect("desk:import-report", token=token)


@require_POST
def commit(request: HttpRequest, token: str) -> HttpResponse:
    """Take the file in; a second click finds it done."""
    brought = _brought(request, token)
    with _store().alone(brought):
        brought = _brought(request, token)
        if not brought.is_done:
            done = _import(request, brought, dry_run=False)
            if done.is_clean:
                _store().drop(brought)
                if brought.run_id is not None:
                    messages.success(request, _("The ledger was taken in."))
    if brought.run_id is not None:
        return redirect("desk:import-run", pk=brought.run_id)
    return redirect("desk:import-report", token=token)


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
        {"run": found, "label": label, "page": page, "columns": found.columns},
    )


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
    _store().keep(brought, data["file"].chunks(), at=timezone.now())
    waiting = [*request.session.get(SESSION_KEY, []), brought.token]
    request.session[SESSION_KEY] = waiting[-MOST_WAITING:]
    return brought


def _brought(request: HttpRequest, token: str) -> Upload:
    """Return a file this session brought; to others it does not exist."""
    waiting = request.session.get(SESSION_KEY, [])
    brought = _store().load(token) if token in waiting else None
    if brought is None:
        raise Http404
    _kind(request, brought.kind)
    return brought


def _import(request: HttpRequest, brought: Upload, *, dry_run: bool) -> Report:
    """Import or rehearse, and note the report beside the file."""
    store = _store()
    done = import_ledger(
        kind=brought.kind,
        task=Task(
            file=LedgerFile(store.path(brought), brought.file_name),
            options=ImportOptions(
                dry_run=dry_run,
                create_divisions=brought.create_divisions,
                update=brought.update,
            ),
            by=_staff(request).as_actor(),
            on=_today(),
            at=timezone.now(),
        ),
        municipality=municipality(settings.HIROBA_MUNICIPALITY),
    )
    brought.report = done.as_json()
    brought.counts = {
        "rows": done.rows,
        "created": done.created,
        "unchanged": done.unchanged,
        "changed": len(done.changed),
        "updated": done.updated,
        "errors": len(done.errors),
    }
    brought.is_done = not dry_run and done.is_clean
    brought.run_id = done.run_id
    store.note(brought)
    return done


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


def _store() -> UploadStore:
    return UploadStore(settings.UPLOAD_DIR / "ledgers")


def _today() -> date:
    return timezone.localdate()
