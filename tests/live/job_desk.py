"""An officer at the desk of a live test: brings a ledger, looks at the job.

`main` with a verb works on the database of the settings and prints JSON.
"""

import json
import multiprocessing
import sys
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone

from audit import trail
from audit.trail import Actor
from casework.models import Case, ImportRun, Job, JobState
from casework.operations.claim_job import claim_job
from casework.operations.request_job import request_job
from config.celery import app
from desk import bell
from desk.jobs.files import progress_of
from offices.models import Role, Staff
from tests.factories.cast import make_staff
from tests.factories.ledgers import DISCLOSURE, grid, request, write_csv
from tests.live.plans import PROCESSES

FORK = multiprocessing.get_context("fork")
OFFICER = "officer"
CLAIMER = Actor("command:test", "test")
PATIENCE_SECONDS = 60
# only the row decides: asked for by nobody's function
NOTHING = "nothing"


def main(arguments: Sequence[str]) -> None:
    """Do what a verb asks for and print what came of it."""
    verbs: dict[str, Callable[..., object]] = {
        "ask": ask,
        "look": look,
        "storm": storm,
        "storm-unguarded": storm_unguarded,
        "browse": browse,
        "sweep": sweep_fast,
    }
    verb, *rest = arguments
    sys.stdout.write(json.dumps(verbs[verb](*rest), ensure_ascii=False))


def client() -> Client:
    """Return the browser of a records officer."""
    staff = Staff.objects.filter(login=OFFICER).first()
    opened = Client(SERVER_NAME="localhost")
    opened.force_login(staff or make_staff(OFFICER, Role.RECORDS_OFFICER))
    return opened


def ask(rows: str, how: str) -> int:
    """Bring a ledger and agree to its report; return the job it became.

    Args:
        rows: How many rows the ledger has.
        how: `ring` as the page does, or `silent`: the bell's message is lost.
    """
    if how == "silent":
        # what a broker loses that is emptied before a worker listens
        bell.ring_after_commit = lambda: None
    return _take_in(client(), int(rows))


def look(pk: str) -> dict[str, object]:
    """Return how a job stands and what it left behind."""
    job = Job.objects.get(pk=int(pk))
    progress = progress_of(job.pk)
    runs = ImportRun.objects.all()
    return {
        "state": job.state,
        "attempts": job.attempts,
        "stage": progress.stage if progress else "",
        "cases": Case.objects.count(),
        "runs": [run.pk for run in runs],
        "result": job.result.get("run"),
        "rows": sum(run.lines.count() for run in runs),
        "breaks": len(trail.verify(f"job:{job.pk}")),
    }


def browse(rows: str) -> dict[str, object]:
    """Take a ledger in and read its page until the job has ended."""
    here = client()
    pk = _take_in(here, int(rows))
    address = reverse("desk:job", args=[pk])
    first = here.get(address).content.decode()
    until = time.monotonic() + PATIENCE_SECONDS
    page = first
    while "data-live" in page and time.monotonic() < until:
        time.sleep(0.05)
        page = here.get(address).content.decode()
    return {"pk": pk, "first": first, "last": page, "has_broker": bell.has_broker()}


def storm() -> list[int]:
    """Let 32 processes claim one job at once; return who got it."""
    _one_waiting()
    return _at_once(_claim)


def storm_unguarded() -> list[int]:
    """Do the same without the lock and the condition: read, then write."""
    _one_waiting()
    return _at_once(_claim_unguarded)


def sweep_fast() -> None:
    """Run a worker whose clock sweeps every second."""
    app.conf.beat_schedule["sweep"]["schedule"] = 1.0
    call_command("worker", "--while-open")


def _take_in(browser: Client, rows: int) -> int:
    cells = grid(DISCLOSURE, [request(f"第{n}号") for n in range(1, rows + 1)])
    path = write_csv(Path(settings.DATA_DIR) / "台帳.csv", cells)
    file = SimpleUploadedFile("台帳.csv", path.read_bytes())
    form = {"kind": "disclosure", "file": file}
    report = browser.post(reverse("desk:import"), form)["Location"]
    job_page = browser.post(f"{report}commit/")["Location"]
    pk: int = resolve(job_page).kwargs["pk"]
    return pk


def _one_waiting() -> None:
    staff = make_staff(OFFICER)
    at = timezone.now()
    request_job(kind=NOTHING, params={}, key=NOTHING, by=staff, at=at)


def _at_once(work: Callable[[Barrier, Any], None]) -> list[int]:
    connection.close()
    start, got = FORK.Barrier(PROCESSES), FORK.Queue()
    crew = [
        FORK.Process(target=work, args=(start, got), daemon=True)
        for _number in range(PROCESSES)
    ]
    for process in crew:
        process.start()
    taken = [got.get(timeout=PATIENCE_SECONDS) for _process in crew]
    for process in crew:
        process.join(PATIENCE_SECONDS)
    return sorted(attempt for attempt in taken if attempt)


def _claim(start: Barrier, got: Any) -> None:
    connection.ensure_connection()
    start.wait(PATIENCE_SECONDS)
    at = timezone.now()
    while True:
        try:
            job = claim_job(silent_since=at - timedelta(minutes=1), by=CLAIMER, at=at)
        except OperationalError as error:
            # SQLite knows no queue: nothing was begun, the sweep would try again
            if str(error) != "database is locked":
                raise
            continue
        got.put(job.attempts if job else 0)
        return


def _claim_unguarded(start: Barrier, got: Any) -> None:
    job = Job.objects.filter(state=JobState.WAITING).get()
    start.wait(PATIENCE_SECONDS)
    job.state, job.attempts = JobState.RUNNING, job.attempts + 1
    job.save()
    got.put(job.attempts)
