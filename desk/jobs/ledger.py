"""Take in a ledger as a job: a large one, with progress."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from casework.errors import CaseworkError
from casework.ledger.findings import Report
from casework.models import Job
from casework.operations.import_run import ImportOptions
from desk.jobs.answers import Link
from desk.jobs.shift import Shift
from desk.ledgers import LEDGERS
from desk.permissions import can_import
from desk.take_in import Hand, take_in, upload_store
from desk.uploads import Upload
from offices.models import Staff

KIND = "import_ledger"


class LedgerGone(CaseworkError):
    """The file is no longer there."""

    code = "ledger_gone"

    def __init__(self) -> None:
        super().__init__(
            _(
                "The file of the ledger is no longer on the server: it is kept for a "
                "day. Nothing was taken in. Please bring the file once more."
            )
        )


class LedgerHasErrors(CaseworkError):
    """The ledger no longer fits what is stored."""

    code = "ledger_has_errors"

    def __init__(self, n_errors: int) -> None:
        self.n_errors = n_errors
        super().__init__(
            _(
                "The ledger has %(count)s errors that were not there when it was "
                "checked. Nothing was taken in. Its report says what to mend."
            )
            % {"count": f"{n_errors:,}"}
        )


def key_of(upload: Upload) -> str:
    """Return what makes asking twice for a ledger one job."""
    return f"{KIND}:{upload.token}"


def params_of(upload: Upload) -> dict[str, object]:
    """Return what the job needs to know."""
    return {
        "ledger": upload.kind,
        "token": upload.token,
        "rows": upload.counts.get("rows", 0),
    }


def may(staff: Staff, job: Job, on: date) -> bool:
    """Tell whether a person may still take in a ledger of this kind."""
    return can_import(staff, str(job.params["ledger"]), on=on)


def title(job: Job) -> str:
    """Return what the job is, in words."""
    label = LEDGERS[str(job.params["ledger"])].label
    return _("Taking in a ledger: %(kind)s") % {"kind": label}


def run(shift: Shift) -> None:
    """Take the ledger in, all or nothing; the job ends in the same transaction.

    Raises:
        LedgerGone: The file was cleared away.
        LedgerHasErrors: Something in the office has changed since the check.
        JobLost: The job was cancelled or taken up by another; nothing was written.
    """
    upload = _waiting(shift)
    with upload_store().alone(upload):
        upload = _waiting(shift)
        if upload.is_done:
            shift.finish({"run": upload.run_id})
            return
        total = int(str(shift.job.params["rows"])) or None
        done = take_in(
            upload,
            Hand(shift.staff, shift.on, shift.clock()),
            ImportOptions(
                progress=lambda stage, rows: shift.report(stage, rows, total),
                settle=lambda report: shift.finish(_result(report)),
            ),
        )
    if not done.is_clean:
        raise LedgerHasErrors(len(done.errors))


def summary(job: Job) -> str:
    """Return what came out, in a sentence."""
    if job.result.get("run") is None:
        return _("Nothing was changed: every row is stored already, just so.")
    counts = {key: f"{job.result.get(key, 0):,}" for key in ("created", "updated")}
    sentence = _(
        "The ledger was taken in: %(created)s rows are new, %(updated)s were amended."
    )
    return sentence % counts


def links(job: Job) -> list[Link]:
    """Return where to look at it."""
    run_pk = job.result.get("run")
    if run_pk is not None:
        run_page = reverse("desk:import-run", args=[run_pk])
        return [Link(run_page, _("Open the record of this import"))]
    report = reverse("desk:import-report", args=[job.params["token"]])
    return [Link(report, _("Open the report on the ledger"))]


def _waiting(shift: Shift) -> Upload:
    store = upload_store()
    upload = store.load(str(shift.job.params["token"]))
    if upload is None or not (upload.is_done or store.path(upload).exists()):
        raise LedgerGone
    return upload


def _result(report: Report) -> dict[str, object]:
    return {
        "run": report.run_id,
        "rows": report.rows,
        "created": report.created,
        "updated": report.updated,
    }
