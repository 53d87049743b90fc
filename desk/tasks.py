"""What the worker does when the bell rings, and once a minute without it."""

from celery import shared_task
from django.utils import timezone

from desk.jobs.files import remove_old_files
from desk.jobs.work import work_off_one

WORK = "hiroba.work"
SWEEP = "hiroba.sweep"


def work_once() -> bool:
    """Do one job; tell whether there was one."""
    return work_off_one(clock=timezone.now)


def clear_away() -> None:
    """Remove the files that jobs made a week ago."""
    remove_old_files(at=timezone.now())


@shared_task(name=WORK)  # type: ignore[untyped-decorator]  # celery has no annotations
def work() -> None:
    """Do one job, and ring for the next: each has the time of a task to itself."""
    if work_once():
        work.apply_async(retry=False)


@shared_task(name=SWEEP)  # type: ignore[untyped-decorator]  # as above
def sweep() -> None:
    """Clear away what is old, then find what the bell missed."""
    clear_away()
    work()
