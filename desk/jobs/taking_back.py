"""Take an import back as a job: its cases are voided, their numbers free again."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.models import ImportRun, Job
from casework.operations.take_back_run import take_back_run
from casework.taking_back import may_take_back
from desk.jobs.answers import Link
from desk.jobs.shift import Shift
from desk.ledgers import LEDGERS
from desk.permissions import can_import
from offices.models import Staff

KIND = "take_back_run"
STAGE = "cases"


def key_of(run: ImportRun) -> str:
    """Return what makes asking twice for one import one job."""
    return f"{KIND}:{run.pk}"


def can_take_back(staff: Staff, run: ImportRun, *, on: date) -> bool:
    """Tell whether a person may see an import and take it back."""
    return can_import(staff, run.kind, on=on) and may_take_back(staff, run, on=on)


def may(staff: Staff, job: Job, on: date) -> bool:
    """Tell whether a person may still take this import back."""
    return can_take_back(staff, _run_of(job), on=on)


def title(job: Job) -> str:
    """Return what the job is, in words."""
    return _("Taking an import back: %(kind)s") % {
        "kind": LEDGERS[job.params["ledger"]].label
    }


def run(shift: Shift) -> None:
    """Take the import back, all or nothing; the job ends in the same transaction.

    Raises:
        CannotTakeBack: Something of the import stands in the way.
        JobLost: The job was cancelled or taken up by another; nothing was written.
    """
    total = int(shift.job.params["cases"])
    shift.report("", 0, total)
    with transaction.atomic():
        taken = take_back_run(
            run=_run_of(shift.job),
            reason=str(shift.job.params["reason"]),
            by=shift.staff,
            on=shift.on,
            at=shift.clock(),
            progress=lambda done: shift.report(STAGE, done, total),
        )
        shift.finish({"cases": taken.n_cases, "units": taken.n_units})


def summary(job: Job) -> str:
    """Return what came out, in a sentence."""
    return _(
        "The import was taken back: %(cases)s cases are void and their numbers are "
        "free again."
    ) % {"cases": f"{job.result['cases']:,}"}


def links(job: Job) -> list[Link]:
    """Return where the import is."""
    run_page = reverse("desk:import-run", args=[job.params["run"]])
    return [Link(run_page, _("Open the record of this import"))]


def _run_of(job: Job) -> ImportRun:
    return ImportRun.objects.get(pk=job.params["run"])
