"""What the page of a job shows: how far it is, what came out, what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from casework.models import Job, JobState
from desk import bell
from desk.jobs.answers import Link
from desk.jobs.files import Progress, file_named, progress_of
from desk.jobs.kinds import KINDS, JobKind

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class JobPage:
    """A job as its requester sees it.

    Attributes:
        title: What it is.
        stage: What it is doing just now; empty unless it runs.
        progress: How far it is.
        percent: The same of a hundred, None when the whole is not known.
        summary: What came out; empty unless it is done.
        links: Where to go on.
        can_cancel: Whether nothing is written yet.
        file_is_there: Whether the file it made can be fetched.
        has_worker: Whether a worker does it, not the web server.
    """

    job: Job
    title: str
    stage: str | Promise
    progress: Progress
    percent: int | None
    summary: str
    links: Sequence[Link]
    can_cancel: bool
    file_is_there: bool
    has_worker: bool

    @property
    def is_live(self) -> bool:
        """Whether something is still to come."""
        return self.job.state in {JobState.WAITING, JobState.RUNNING}


def job_page(job: Job, *, may: bool) -> JobPage:
    """Build the page of a job.

    Args:
        job: The job of the person who looks.
        may: Whether this person may still have such work done.
    """
    kind = KINDS[job.kind]
    progress = _progress(job)
    is_done = job.state == JobState.DONE
    return JobPage(
        job=job,
        title=kind.title(job),
        stage=_stage(job, kind, progress),
        progress=progress,
        percent=_percent(progress),
        summary=kind.summary(job) if is_done else "",
        links=kind.links(job) if may and job.state != JobState.CANCELLED else (),
        can_cancel=can_cancel(job),
        file_is_there=is_done and may and file_named(job.file_path) is not None,
        has_worker=bell.has_broker(),
    )


def can_cancel(job: Job) -> bool:
    """Tell whether a job waits, or runs and has written nothing."""
    if job.state == JobState.RUNNING:
        return _progress(job).stage in KINDS[job.kind].can_cancel_in
    return job.state == JobState.WAITING


def is_permitted(job: Job, *, on: date) -> bool:
    """Tell whether the person who asked may still have such work done."""
    return KINDS[job.kind].may(job.requested_by, job, on)


def titled(jobs: Sequence[Job]) -> list[tuple[Job, str]]:
    """Return jobs and what they are."""
    return [(job, KINDS[job.kind].title(job)) for job in jobs]


def _progress(job: Job) -> Progress:
    if job.state != JobState.RUNNING:
        return Progress("", job.n_done, job.n_total)
    return progress_of(job.pk) or Progress(job.message, job.n_done, job.n_total)


def _stage(job: Job, kind: JobKind, progress: Progress) -> str | Promise:
    if job.state != JobState.RUNNING:
        return ""
    return kind.stages.get(progress.stage) or _("Getting ready")


def _percent(progress: Progress) -> int | None:
    if not progress.total:
        return None
    return min(HUNDRED, progress.done * HUNDRED // progress.total)
