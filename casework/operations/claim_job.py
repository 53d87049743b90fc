"""Take up the next job: each by one worker at a time."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from audit import trail
from audit.trail import Actor
from casework.errors import CaseworkError
from casework.models import Job, JobState

MOST_ATTEMPTS = 3


class JobLost(CaseworkError):
    """The job is no longer this worker's: cancelled, or taken up by another."""

    code = "job_lost"

    def __init__(self, job: Job) -> None:
        self.job = job
        super().__init__(
            _(
                "The work was cancelled, or another worker took it up. Nothing of "
                "this attempt was kept."
            )
        )


def claim_job(
    *,
    silent_since: datetime,
    heard: Collection[int] = (),
    by: Actor,
    at: datetime,
) -> Job | None:
    """Take up the oldest job that waits, or that its worker left behind.

    A job whose worker was killed is taken up again, `MOST_ATTEMPTS` times in all;
    then it has failed. Writes the row and one trail entry per job touched.

    Args:
        silent_since: A running job not heard of since then was left behind.
        heard: Jobs heard of in another way: alive whatever their rows say.
        by: The worker.
        at: When.

    Returns:
        The job, running; None when there is nothing to do.
    """
    while True:
        ready = _ready(silent_since, heard)
        # SQLite locks the file as a transaction begins: look before
        if not ready.exists():
            return None
        with transaction.atomic():
            job = _first(ready)
            if job is None:
                return None
            if not _given_up(job, by=by, at=at) and _taken(job, by=by, at=at):
                return job


def hold(job: Job) -> Job:
    """Lock a job and make sure that it is still this attempt's.

    Args:
        job: As it was claimed.

    Returns:
        The row as it stands, locked until the transaction ends.

    Raises:
        JobLost: It was cancelled, ended, or taken up by another.
    """
    found = (
        Job.objects.select_for_update()
        .filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)
        .first()
    )
    if found is None:
        raise JobLost(job)
    return found


def _ready(silent_since: datetime, heard: Collection[int]) -> QuerySet[Job]:
    left_behind = Q(state=JobState.RUNNING, heartbeat_at__lt=silent_since)
    return Job.objects.filter(
        Q(state=JobState.WAITING) | (left_behind & ~Q(pk__in=list(heard)))
    ).order_by("requested_at", "pk")


def _first(ready: QuerySet[Job]) -> Job | None:
    """Lock the first one nobody else is just taking.

    PostgreSQL passes over what is locked; SQLite holds one lock for all.
    """
    can_skip = connection.features.has_select_for_update_skip_locked
    return ready.select_for_update(skip_locked=can_skip).first()


def _given_up(job: Job, *, by: Actor, at: datetime) -> bool:
    if job.attempts < MOST_ATTEMPTS:
        return False
    job.state, job.finished_at = JobState.FAILED, at
    job.message = _(
        "The work broke off %(times)d times without a word, so it is not tried "
        "again. Please tell the system administrator."
    ) % {"times": job.attempts}
    job.save(update_fields=["state", "finished_at", "message"])
    _record(job, "fail_job", by=by, at=at)
    return True


def _taken(job: Job, *, by: Actor, at: datetime) -> bool:
    """Take it if it still stands as it was read: of two workers one does."""
    seen = Job.objects.filter(pk=job.pk, state=job.state, attempts=job.attempts)
    job.state, job.attempts = JobState.RUNNING, job.attempts + 1
    job.started_at = job.heartbeat_at = at
    job.n_done, job.message = 0, ""
    taken = seen.update(
        state=job.state,
        attempts=job.attempts,
        started_at=at,
        heartbeat_at=at,
        n_done=0,
        message="",
    )
    if taken:
        _record(job, "claim_job", by=by, at=at)
    return bool(taken)


def _record(job: Job, act: str, *, by: Actor, at: datetime) -> None:
    trail.record(
        stream=f"job:{job.pk}",
        act=act,
        subject=f"job:{job.pk}",
        by=by,
        at=at,
        facts={"kind": job.kind, "attempt": job.attempts},
    )
