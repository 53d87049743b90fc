"""End a job whose work could not be done."""

from datetime import datetime

from django.db import transaction

from audit import trail
from audit.trail import Actor
from casework.models import Job, JobState
from casework.operations.claim_job import hold


@transaction.atomic
def fail_job(*, job: Job, message: str, code: str, by: Actor, at: datetime) -> Job:
    """Note that the work failed, and what its requester can do now.

    Writes the row and one trail entry.

    Args:
        job: As it was claimed.
        message: A whole sentence for the person who asked.
        code: The reason as programs know it.
        by: The worker.
        at: When.

    Returns:
        The job, failed.

    Raises:
        JobLost: The job was cancelled, or another worker took it up.
    """
    found = hold(job)
    found.state, found.finished_at, found.message = JobState.FAILED, at, message
    found.save(update_fields=["state", "finished_at", "message"])
    trail.record(
        stream=f"job:{found.pk}",
        act="fail_job",
        subject=f"job:{found.pk}",
        by=by,
        at=at,
        facts={"kind": found.kind, "attempt": found.attempts, "code": code},
    )
    return found
