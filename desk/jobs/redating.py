"""Re-date many units as a job: the closing days change with it, or nothing does."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.closed_days import Row
from casework.models import Job
from casework.operations.redate import Change, change_closures, redate
from casework.permissions import can_keep_calendar
from desk.jobs.answers import Link
from desk.jobs.shift import Shift
from offices.models import Staff

KIND = "redate"
STAGE = "units"
# more units than this are moved by the worker
AT_ONCE = 1000


def params_of(change: Change, *, units: int) -> dict[str, object]:
    """Return a change as the row of a job keeps it."""
    return {
        "reason": change.reason,
        "added": [[row.on.isoformat(), row.name, row.source] for row in change.added],
        "removed": [on.isoformat() for on in change.removed],
        "units": units,
    }


def may(staff: Staff, job: Job, on: date) -> bool:
    """Tell whether a person may still change the closing days."""
    return can_keep_calendar(staff, on=on)


def title(job: Job) -> str:
    """Return what the job is, in words."""
    return _("Re-dating the units that wait")


def run(shift: Shift) -> None:
    """Apply the change, all or nothing; the job ends in the same transaction.

    Raises:
        CannotRedate: The days were changed meanwhile.
        JobLost: The job was cancelled or taken up by another; nothing was written.
    """
    params = shift.job.params
    total = int(params["units"])
    shift.report("", 0, total)
    with transaction.atomic():
        change = _change(params)
        by_days = bool(change.added or change.removed)
        at = shift.clock()

        def progress(done: int) -> None:
            shift.report(STAGE, done, total)

        if by_days:
            applied = change_closures(
                change=change, by=shift.staff, on=shift.on, at=at, progress=progress
            )
        else:
            applied = redate(
                reason=change.reason,
                by=shift.staff.as_actor(),
                on=shift.on,
                at=at,
                progress=progress,
            )
        shift.finish({"redating": applied.pk, "units": applied.n_units})


def summary(job: Job) -> str:
    """Return what came out, in a sentence."""
    return _("%(n)s units were re-dated.") % {"n": f"{job.result['units']:,}"}


def links(job: Job) -> list[Link]:
    """Return where the ledger of the change is."""
    page = reverse("desk:redating", args=[job.result["redating"]])
    return [Link(page, _("Open what was moved"))]


def _change(params: Mapping[str, object]) -> Change:
    added, removed = params["added"], params["removed"]
    assert isinstance(added, list)  # noqa: S101 - `params_of` wrote it
    assert isinstance(removed, list)  # noqa: S101 - `params_of` wrote it
    return Change(
        reason=str(params["reason"]),
        added=tuple(
            Row(date.fromisoformat(on), name, source) for on, name, source in added
        ),
        removed=tuple(map(date.fromisoformat, removed)),
    )
