"""Write a long list to a file as a job: the list its requester saw, no other."""

import shutil
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from annual.list_answer import List
from annual.list_files import Encoding, Row, csv_lines, xlsx_file
from audit import trail
from casework.models import Bar, Job
from casework.permissions import can_see_cases
from desk.jobs.answers import Link
from desk.jobs.files import new_file
from desk.jobs.shift import Shift
from desk.list_page import Asked, whole_list
from desk.list_page import ask as ask_list
from desk.models import ListName
from offices.models import Staff

KIND = "export_list"
STAGE = "rows"
ROWS_PER_REPORT = 500
# as long as the name of a sheet may be
TITLE = 31
FORMATS = {
    ("xlsx", "utf-8"): "Excel",
    ("csv", "utf-8"): "CSV (UTF-8)",
    ("csv", "cp932"): "CSV (Shift_JIS)",
}


def may(staff: Staff, job: Job, on: date) -> bool:
    """Tell whether a person's rights are those the list was asked for with.

    A file cannot forget a row: after any change of grants or bars it is nobody's.
    """
    rights = job.params.get("rights")
    return can_see_cases(staff, on=on) and rights == rights_of(staff, on=on)


def rights_of(staff: Staff, *, on: date) -> str:
    """Return the digest of what decides which rows a person sees."""
    bars = Bar.objects.filter(staff=staff).values_list("case", flat=True)
    grants = [grant.pk for grant in staff.grants_on(on)]
    return trail.digest({"grants": sorted(grants), "bars": sorted(bars)})


def title(job: Job) -> str:
    """Return what the job is, in words."""
    params = job.params
    return _("Writing a list to a file: %(list)s, %(format)s") % {
        "list": ListName(params["list"]).label,
        "format": FORMATS[params["suffix"], params["encoding"]],
    }


def run(shift: Shift) -> None:
    """Write the file; a part of it is never kept.

    Raises:
        JobLost: The job was cancelled or taken up by another.
    """
    params = shift.job.params
    asked = _asked(shift)
    path = new_file(f".{params['suffix']}")
    try:
        header, rows = whole_list(asked)
        total = asked.narrowed.qs.count()
        _write(path, (header, _told(rows, shift, total)), shift)
        name = f"{asked.list_name}_{asked.on.isoformat()}{path.suffix}"
        shift.finish({"rows": total, "name": name}, file_path=path.name)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def summary(job: Job) -> str:
    """Return what came out, in a sentence."""
    return _("The list was written to a file: %(rows)s rows.") % {
        "rows": f"{job.result['rows']:,}"
    }


def links(job: Job) -> list[Link]:
    """Return where the list is."""
    address = reverse(f"desk:{job.params['list']}")
    return [Link(f"{address}?{job.params['query']}", _("Back to the list"))]


def address_of(asked: Asked, query: QueryDict) -> str:
    """Return what an address narrows and sorts by, without what makes it a file."""
    fields = {*asked.narrowed.form.fields, "sort"}
    return urlencode([(k, v) for k, vs in query.lists() if k in fields for v in vs])


def _asked(shift: Shift) -> Asked:
    params = shift.job.params
    query, list_name = QueryDict(params["query"]), ListName(params["list"])
    return ask_list(shift.staff, list_name, query, on=shift.on)


def _told(rows: Iterable[Row], shift: Shift, total: int) -> Iterator[Row]:
    """Pass the rows on and tell how many there were."""
    for done, row in enumerate(rows):
        if done % ROWS_PER_REPORT == 0:
            shift.report(STAGE, done, total)
        yield row


def _write(path: Path, content: List, shift: Shift) -> None:
    header, rows = content
    with path.open("wb") as target:
        if path.suffix == ".xlsx":
            sheet = str(shift.job.params["list"])[:TITLE]
            with xlsx_file(sheet, header, rows) as made:
                shutil.copyfileobj(made, target)
        else:
            encoding: Encoding = shift.job.params["encoding"]
            target.writelines(csv_lines(header, rows, encoding=encoding))
