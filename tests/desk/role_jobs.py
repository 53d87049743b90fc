"""Long work that people of the office asked for: one of each relation and end."""

from casework.models import Job
from casework.operations.claim_job import claim_job
from casework.operations.finish_job import finish_job
from casework.operations.request_job import request_job
from desk.jobs.files import new_file
from desk.jobs.ledger import KIND
from offices.models import Staff
from tests.factories.cases import AT
from tests.factories.cast import CLERK, Cast


def make_jobs(cast: Cast) -> None:
    """Leave a job of the officer done, with a file, and two jobs waiting."""
    _ask("officers_done_job", cast.records_officer, "disclosure")
    job = claim_job(silent_since=AT, by=CLERK, at=AT)
    assert job is not None
    made = new_file(".csv")
    made.write_text("受付番号\n", encoding="utf-8")
    finish_job(job=job, result={"run": None}, file_path=made.name, by=CLERK, at=AT)
    _ask("officers_job", cast.records_officer, "disclosure")
    _ask("boards_job", cast.board_secretariat, "appeals")


def _ask(thing: str, staff: Staff, ledger: str) -> None:
    params = {"ledger": ledger, "token": "nowhere", "rows": 1}
    request_job(kind=KIND, params=params, key=thing, by=staff, at=AT)


def key_of(thing: str) -> int | None:
    """Return the key of a job by the name of the thing, None when there is none."""
    return Job.objects.filter(key=thing).values_list("pk", flat=True).first()
