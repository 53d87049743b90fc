"""What the worker does when the bell rings, and once a minute without it."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from casework.attachment_files import attachment_store
from casework.operations.remove_orphans import remove_orphans
from desk.jobs.files import remove_old_files
from desk.jobs.work import work_off_one

WORK = "hiroba.work"
SWEEP = "hiroba.sweep"
# a file lies before the row that speaks of it is committed
ORPHANED_AFTER = timedelta(hours=1)


def work_once() -> bool:
    """Do one job; tell whether there was one."""
    return work_off_one(clock=timezone.now)


def clear_away() -> None:
    """Remove the files of old jobs, and those no attachment speaks of."""
    now = timezone.now()
    remove_old_files(at=now)
    remove_orphans(store=attachment_store(), before=now - ORPHANED_AFTER)


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
