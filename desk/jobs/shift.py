"""One attempt at one job, as its function sees it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.utils import timezone

from audit.trail import Actor
from casework.models import Job
from casework.operations.finish_job import finish_job
from casework.operations.report_progress import report_progress
from desk.jobs.files import Progress, Pulse
from offices.models import Staff

WORKER = Actor("command:worker", "worker")


@dataclass(frozen=True, slots=True)
class Shift:
    """A job that was claimed, and how to speak of it.

    Attributes:
        job: The job as it was claimed.
        pulse: Its sign of life.
        clock: What time it is.
    """

    job: Job
    pulse: Pulse
    clock: Callable[[], datetime]

    @property
    def staff(self) -> Staff:
        """Who asked, as the database knows them now."""
        return self.job.requested_by

    @property
    def on(self) -> date:
        """The civil day."""
        return self.clock().astimezone(timezone.get_current_timezone()).date()

    def report(self, stage: str, done: int, total: int | None = None) -> None:
        """Say how far the work is.

        Raises:
            JobLost: The job was cancelled or taken up by another. Inside a
                transaction that is found out when the job is finished.
        """
        self.pulse.tell(Progress(stage, done, total))
        if not connection.in_atomic_block:
            report_progress(
                job=self.job, done=done, total=total, at=self.clock(), message=stage
            )

    def finish(self, result: Mapping[str, object], *, file_path: str = "") -> None:
        """End the job, in the transaction of the work."""
        finish_job(
            job=self.job,
            result=result,
            file_path=file_path,
            by=WORKER,
            at=self.clock(),
        )
