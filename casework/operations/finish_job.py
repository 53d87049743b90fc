"""End a job whose work is done."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from audit import trail
from audit.trail import Actor
from casework.models import Job, JobState
from casework.operations.claim_job import hold


@transaction.atomic
def finish_job(
    *,
    job: Job,
    result: Mapping[str, object],
    by: Actor,
    at: datetime,
    file_path: str = "",
) -> Job:
    """Note that the work is done, in the transaction that did it.

    Work and note then stand or fall together: a job that was killed before is
    done again from the start, one that was done is never done twice. Writes the
    row and one trail entry.

    Args:
        job: As it was claimed.
        result: What came out, by keys and counts; no personal data.
        by: The worker.
        at: When.
        file_path: The name of the file that was made, if one was.

    Returns:
        The job, done.

    Raises:
        JobLost: The job was cancelled, or another worker took it up; roll back.
    """
    found = hold(job)
    found.state, found.finished_at, found.heartbeat_at = JobState.DONE, at, at
    found.result, found.file_path, found.message = dict(result), file_path, ""
    if found.n_total is not None:
        found.n_done = found.n_total
    found.save()
    trail.record(
        stream=f"job:{found.pk}",
        act="finish_job",
        subject=f"job:{found.pk}",
        by=by,
        at=at,
        facts={"kind": found.kind, "result": dict(result)},
    )
    return found
