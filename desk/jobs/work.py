"""Do one job: claim it, let its function work, and say how it ended."""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _

from casework.errors import CaseworkError
from casework.operations.claim_job import JobLost, claim_job
from casework.operations.fail_job import fail_job
from desk.jobs.files import Pulse, heard_since
from desk.jobs.kinds import KINDS
from desk.jobs.shift import WORKER, Shift

# signs of life in the time after which a worker is held for dead
SIGNS_OF_LIFE = 6
logger = logging.getLogger(__name__)


class NotAllowedAnyMore(CaseworkError):
    """The person who asked may not do this now."""

    code = "not_permitted"

    def __init__(self) -> None:
        super().__init__(
            _(
                "This work needs a right that your account no longer has, so it was "
                "not done. Please ask the system administrator."
            )
        )


def work_off_one(*, clock: Callable[[], datetime]) -> bool:
    """Do the oldest job that waits or was left behind.

    Args:
        clock: What time it is.

    Returns:
        Whether there was one.
    """
    at = clock()
    since = at - timedelta(seconds=settings.JOB_SILENCE_SECONDS)
    job = claim_job(silent_since=since, heard=heard_since(since), by=WORKER, at=at)
    if job is None:
        return False
    every = settings.JOB_SILENCE_SECONDS / SIGNS_OF_LIFE
    with Pulse(job.pk, every=every) as pulse:
        _do(Shift(job, pulse, clock))
    return True


def _do(shift: Shift) -> None:
    """Let the function of the kind work; a refusal becomes the job's last word."""
    job = shift.job
    try:
        kind = KINDS[job.kind]
        if not kind.may(shift.staff, job, shift.on):
            raise NotAllowedAnyMore  # noqa: TRY301 - answered like any other refusal
        kind.run(shift)
    except JobLost:
        logger.info("job %s is no longer ours", job.pk)
    except CaseworkError as refusal:
        _fail(shift, str(refusal), refusal.code)
    except (OperationalError, InterfaceError):
        # the database did not answer: silent from now on, the job is taken up again
        logger.exception("job %s broke off", job.pk)
    except Exception:  # any fault ends this job, logged and told, not the worker
        logger.exception("job %s met a fault", job.pk)
        _fail(
            shift,
            _(
                "The program met a fault. Nothing was written. Please try once more; "
                "if it happens again, tell the system administrator."
            ),
            "fault",
        )


def _fail(shift: Shift, message: str, code: str) -> None:
    with suppress(JobLost):
        fail_job(job=shift.job, message=message, code=code, by=WORKER, at=shift.clock())
