"""What the worker does when the bell rings, and once a minute without it."""

import logging
from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from casework.attachment_files import attachment_store
from casework.operations.remove_orphans import remove_orphans
from desk.jobs.files import remove_old_files
from desk.jobs.work import work_off_one
from desk.mails import send_one
from desk.reminders.raising import raise_reminders
from notices.operations.print_notice import render_missing
from notices.rendering import render
from notices.store import notice_store
from ordinances.calendars import load_calendar
from ordinances.loading import municipality

WORK = "hiroba.work"
SWEEP = "hiroba.sweep"
# a file lies before the row that speaks of it is committed
ORPHANED_AFTER = timedelta(hours=1)
logger = logging.getLogger(__name__)


def work_once() -> bool:
    """Print letters, send one mail or do one job; tell whether there was anything."""
    return (
        print_waiting()
        or send_one(clock=timezone.now)
        or work_off_one(clock=timezone.now)
    )


def print_waiting() -> bool:
    """Print letters that were issued and have no bytes yet."""
    return bool(render_missing(render=render, store=notice_store(), clock=timezone.now))


def look_around() -> None:
    """Do what no act rings for: clear away, and remind people of dates."""
    clear_away()
    closed = municipality(settings.HIROBA_MUNICIPALITY).closed_days
    raise_reminders(calendar=load_calendar(closed), at=timezone.now())


def clear_away() -> None:
    """Remove the files of old jobs, and those no attachment speaks of."""
    now = timezone.now()
    remove_old_files(at=now)
    remove_orphans(store=attachment_store(), before=now - ORPHANED_AFTER)


@shared_task(name=WORK)  # type: ignore[untyped-decorator]  # celery has no annotations
def work() -> None:
    """Do one thing, and ring for the next: each has the time of a task to itself."""
    if work_once():
        work.apply_async(retry=False)


@shared_task(name=SWEEP)  # type: ignore[untyped-decorator]  # as above
def sweep() -> None:
    """Look around, then find what the bell missed."""
    try:
        look_around()
    except Exception:  # what waits is done all the same
        logger.exception("looking around met a fault")
    work()
