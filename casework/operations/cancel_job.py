"""Cancel a job before it has written anything."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.errors import CaseworkError
from casework.models import Job, JobState
from offices.models import Staff

LIVE = frozenset({JobState.WAITING, JobState.RUNNING})


class CannotCancel(CaseworkError):
    """The job has ended, or is another person's."""

    code = "job_not_cancellable"

    def __init__(self, job: Job) -> None:
        self.job = job
        super().__init__(
            _("This work has ended already, so there is nothing left to cancel.")
        )


@transaction.atomic
def cancel_job(*, job: Job, by: Staff, at: datetime) -> Job:
    """Cancel a job that waits or runs.

    A worker that is at it hears of it at its next report, or at the latest when
    it wants to end the job: then its transaction is rolled back. Writes the row
    and one trail entry; a second time changes nothing.

    Args:
        job: The job.
        by: Who asked for it.
        at: When.

    Returns:
        The job, cancelled.

    Raises:
        CannotCancel: It is done or failed, or another person asked for it.
    """
    found = Job.objects.select_for_update().get(pk=job.pk)
    if found.requested_by_id != by.pk:
        raise CannotCancel(found)
    if found.state == JobState.CANCELLED:
        return found
    if found.state not in LIVE:
        raise CannotCancel(found)
    found.state, found.finished_at = JobState.CANCELLED, at
    found.save(update_fields=["state", "finished_at"])
    trail.record(
        stream=f"job:{found.pk}",
        act="cancel_job",
        subject=f"job:{found.pk}",
        by=by.as_actor(),
        at=at,
        facts={"kind": found.kind, "attempt": found.attempts},
    )
    return found
