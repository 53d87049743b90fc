"""Ask for long work: one row, once, however often it is asked for."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.errors import CaseworkError
from casework.models import Job, JobState
from offices.models import Staff

ENDED_BADLY = frozenset({JobState.FAILED, JobState.CANCELLED})


class AskedByAnother(CaseworkError):
    """Somebody else has asked for the same work."""

    code = "job_asked_by_another"

    def __init__(self, job: Job) -> None:
        self.job = job
        super().__init__(
            _(
                "%(name)s has asked for the same already. Please wait for it, or ask "
                "them how it went."
            )
            % {"name": job.requested_by.name}
        )


@transaction.atomic
def request_job(
    *, kind: str, params: Mapping[str, object], key: str, by: Staff, at: datetime
) -> Job:
    """Put long work into the queue.

    Asked for again under the same key, work that waits, runs or is done is the
    same job; work that failed or was cancelled waits once more. Writes the row and
    one trail entry. Whoever calls wakes the worker after the commit.

    Args:
        kind: A code of the desk's registry of kinds.
        params: What the work needs, by keys and codes; no personal data.
        key: What makes asking twice one job.
        by: Who asks; the work is done with this person's rights.
        at: When.

    Returns:
        The job.

    Raises:
        AskedByAnother: Another person's job of this key waits, runs or is done.
    """
    wanted = {
        "kind": kind,
        "params": dict(params),
        "requested_by": by,
        "requested_at": at,
    }
    job, is_new = Job.objects.select_for_update().get_or_create(
        key=key, defaults=wanted
    )
    if not is_new:
        if job.state not in ENDED_BADLY:
            if job.requested_by_id != by.pk:
                raise AskedByAnother(job)
            return job
        _wait_again(job, wanted)
    trail.record(
        stream=f"job:{job.pk}",
        act="request_job",
        subject=f"job:{job.pk}",
        by=by.as_actor(),
        at=at,
        facts={"kind": kind, "key": key},
    )
    return job


def _wait_again(job: Job, wanted: Mapping[str, object]) -> None:
    """Forget how it went; the trail remembers."""
    fresh = Job(key=job.key, **wanted)
    fresh.pk = job.pk
    fresh.save(force_update=True)
    job.refresh_from_db()
