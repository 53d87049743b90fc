"""Say how far a job is, and that its worker lives."""

from datetime import datetime

from casework.models import Job, JobState
from casework.operations.claim_job import JobLost


def report_progress(
    *, job: Job, done: int, total: int | None, at: datetime, message: str = ""
) -> None:
    """Note how far a running job is.

    Not for the inside of the work's own transaction: there nobody would see it,
    and on SQLite nobody else could write. Leaves nothing on the trail.

    Args:
        job: As it was claimed.
        done: How much is done.
        total: Of how much; None when that is not known.
        at: When; the job is alive at this instant.
        message: The stage the work is in.

    Raises:
        JobLost: The job was cancelled, or another worker took it up.
    """
    mine = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)
    if not mine.update(n_done=done, n_total=total, heartbeat_at=at, message=message):
        raise JobLost(job)
