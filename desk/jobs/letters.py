"""Print chosen letters into one file, in address order, as a job with progress."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.models import Job, Unit
from casework.permissions import FieldClass, fields_of
from desk.covering_sheet import covering_sheet
from desk.jobs.answers import Link
from desk.jobs.export import rights_of
from desk.jobs.files import new_file
from desk.jobs.shift import Shift
from desk.permissions import can_see_notices
from notices.models import Notice
from notices.operations.bind import bind
from notices.operations.hand_out import hand_out
from notices.operations.print_notice import print_notice
from notices.rendering import render
from notices.store import notice_store
from offices.models import Staff

KIND = "print_letters"
STAGE = "letters"


def may(staff: Staff, job: Job, on: date) -> bool:
    """Tell whether a person's rights are those the print was asked for with."""
    rights = job.params.get("rights")
    return can_see_notices(staff, on=on) and rights == rights_of(staff, on=on)


def readable(staff: Staff, keys: Iterable[int], *, on: date) -> list[Notice]:
    """Return those of some letters this person may read, in address order.

    Args:
        staff: Who wants to print.
        keys: The letters.
        on: The day whose grants hold.
    """
    visible = Unit.objects.visible_to(staff, on=on)
    found = Notice.objects.filter(pk__in=list(keys), unit__in=visible)
    return [
        notice
        for notice in found.select_related("unit__case").order_by(
            "postal_code", "address", "name", "pk"
        )
        if FieldClass.REQUESTER in fields_of(staff, notice.unit, on=on)
    ]


def title(job: Job) -> str:
    """Return what the job is, in words."""
    return _("Printing letters into one file: %(count)s") % {
        "count": len(job.params["notices"])
    }


def run(shift: Shift) -> None:
    """Put the letters into one file; one that is not itself stops them all.

    Raises:
        BytesDiffer: The bytes of a letter are not those that were issued.
        JobLost: The job was cancelled or taken up by another.
    """
    notices = readable(shift.staff, shift.job.params["notices"], on=shift.on)
    path = new_file(".pdf")
    try:
        sheets = _sheets(notices, shift, has_cover=bool(shift.job.params["cover"]))
        bind(sheets=sheets, path=path)
        name = f"letters_{shift.on.isoformat()}.pdf"
        with transaction.atomic():
            shift.finish({"letters": len(notices), "name": name}, file_path=path.name)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def summary(job: Job) -> str:
    """Return what came out, in a sentence."""
    return _("%(count)s letters are in one file, in the order of their addresses.") % {
        "count": job.result["letters"]
    }


def links(job: Job) -> list[Link]:
    """Return where the list is."""
    address = reverse("desk:notices")
    return [Link(f"{address}?place=issued", _("Go on to record the sending"))]


def _sheets(notices: list[Notice], shift: Shift, *, has_cover: bool) -> Iterator[bytes]:
    """Yield the letters, before those to one addressee a covering sheet."""
    store, by = notice_store(), shift.staff.as_actor()
    last = None
    for done, notice in enumerate(notices):
        shift.report(STAGE, done, len(notices))
        whom = (notice.postal_code, notice.address, notice.name)
        if has_cover and whom != last:
            same = [
                one
                for one in notices
                if (one.postal_code, one.address, one.name) == whom
            ]
            yield covering_sheet(same, on=shift.on)
        last = whom
        print_notice(notice=notice, render=render, store=store, at=shift.clock())
        yield hand_out(
            notice=notice, store=store, purpose="print", by=by, at=shift.clock()
        )
