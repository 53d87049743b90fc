"""A long list as a file: what its requester sees, and only with the same rights."""

import csv
import io
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from casework.models import Bar, Job, JobState
from casework.operations.cancel_job import cancel_job
from desk.jobs.files import file_named, new_file
from desk.jobs.shift import Shift
from offices.models import Grant, Role, Staff
from tests.desk.jobs.conftest import Work
from tests.factories.cases import intake, make_unit
from tests.factories.cast import SINCE, Cast

pytestmark = pytest.mark.django_db

RECEIVED = date(2020, 6, 1)
UNWRITABLE = "𠮷野"


@pytest.fixture(autouse=True)
def _long(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two rows be too many for a page."""
    monkeypatch.setattr("desk.views.exports.MOST_ROWS_AT_ONCE", 1)
    office = cast.office
    for division in (office.general_affairs, office.general_affairs, office.roads):
        make_unit(intake(received_on=RECEIVED, division=division, subject=UNWRITABLE))


def client_of(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def wish(client: Client, address: str) -> dict[str, str]:
    """Return what the word on a long list would send on."""
    page = client.get(address)
    assert page.status_code == 200
    return {field.html_name: field.value() for field in page.context["export"]}


def ask(client: Client, address: str) -> Job:
    answer = client.post(reverse("desk:job-export"), wish(client, address))
    pk = int(answer["Location"].rstrip("/").rpartition("/")[2])
    return Job.objects.get(pk=pk)


def fetch(client: Client, job: Job) -> bytes:
    answer = client.get(reverse("desk:job-file", args=[job.pk]))
    assert answer.status_code == 200
    return answer.getvalue()


def test_long_list_is_written_as_a_job_and_fetched(cast: Cast, work: Work) -> None:
    client = client_of(cast.division_staff)
    job = ask(client, "/cases/list.csv?kind=public_records&page=3")

    work()

    content = fetch(client, job).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content)))
    numbers = [row[0] for row in rows[1:]]
    job.refresh_from_db()
    assert (job.state, job.result["rows"]) == (JobState.DONE, 2)
    assert sorted(numbers) == ["令和2年度 第1号", "令和2年度 第2号"]
    assert job.params["query"] == "kind=public_records"


def test_list_of_one_page_is_sent_at_once(cast: Cast) -> None:
    answer = client_of(cast.other_division_staff).get("/cases/list.csv")

    assert answer.streaming
    assert Job.objects.count() == 0


def test_workbook_and_shift_jis_are_written_as_well(cast: Cast, work: Work) -> None:
    client = client_of(cast.records_officer)
    jobs = [
        ask(client, address)
        for address in ("/queue/list.xlsx", "/cases/list.csv?encoding=cp932")
    ]

    assert [work(), work(), work()] == [True, True, False]

    book = openpyxl.load_workbook(io.BytesIO(fetch(client, jobs[0])))
    assert book.worksheets[0].max_row == 1 + 3
    assert "〔U+20BB7〕野" in fetch(client, jobs[1]).decode("cp932")


def test_file_is_nobodys_when_the_rights_changed(cast: Cast, work: Work) -> None:
    staff = cast.division_staff
    client = client_of(staff)
    address = reverse("desk:job-file", args=[_done(client, work).pk])
    before = client.get(address).status_code

    more = Grant.objects.create(
        staff=staff,
        role=Role.DIVISION_STAFF,
        division=cast.office.roads,
        valid_from=SINCE,
        reason="test",
    )
    with_more = client.get(address).status_code
    more.delete()
    bar = Bar.objects.create(case_id=_a_case(), staff=staff, on=RECEIVED, reason="除斥")
    barred = client.get(address).status_code
    bar.delete()
    as_before = client.get(address).status_code
    staff.grants.all().delete()
    without = client.get(address).status_code

    assert (before, with_more, barred, as_before, without) == (200, 404, 404, 200, 404)


def test_file_is_for_who_asked_only(cast: Cast, work: Work) -> None:
    job = _done(client_of(cast.division_staff), work)

    seen = {
        name: client_of(staff).get(reverse("desk:job-file", args=[job.pk])).status_code
        for name, staff in cast.everybody().items()
        if name != "disabled"
    }

    assert seen.pop("division_staff") == 200
    assert set(seen.values()) == {404}


def test_page_says_when_the_file_was_cleared_away(cast: Cast, work: Work) -> None:
    client = client_of(cast.division_staff)
    job = _done(client, work)
    path = file_named(job.file_path)
    assert path is not None
    path.unlink()

    page = client.get(reverse("desk:job", args=[job.pk])).content.decode()

    assert "保管期間を過ぎた" in page
    assert client.get(reverse("desk:job-file", args=[job.pk])).status_code == 404


def test_cancelled_writing_leaves_no_file(
    cast: Cast, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = ask(client_of(cast.division_staff), "/cases/list.csv")
    report = Shift.report

    def cancel_first(
        shift: Shift, stage: str, done: int, total: int | None = None
    ) -> None:
        report(shift, stage, done, total)
        cancel_job(job=job, by=job.requested_by, at=timezone.now())

    monkeypatch.setattr(Shift, "report", cancel_first)

    work()

    job.refresh_from_db()
    assert (job.state, job.file_path) == (JobState.CANCELLED, "")
    assert list(new_file(".csv").parent.iterdir()) == []


def test_form_sent_twice_is_one_job(cast: Cast) -> None:
    client = client_of(cast.division_staff)
    form = wish(client, "/cases/list.csv")

    answers = [client.post(reverse("desk:job-export"), form) for _time in range(2)]

    assert answers[0]["Location"] == answers[1]["Location"]
    assert Job.objects.count() == 1


@pytest.mark.parametrize("broken", ["list", "format", "key"])
def test_form_of_another_make_is_refused(cast: Cast, broken: str) -> None:
    client = client_of(cast.division_staff)
    form = {**wish(client, "/cases/list.csv"), broken: ""}

    assert client.post(reverse("desk:job-export"), form).status_code == 404


def test_list_of_jobs_asks_a_constant_number_of_queries(cast: Cast) -> None:
    client = client_of(cast.division_staff)
    counts = []
    for n_jobs in (1, 3):
        for _job in range(n_jobs):
            ask(client, "/cases/list.csv")
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("desk:jobs")).content.decode()
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert page.count("一覧の書出し") == 4


def _done(client: Client, work: Work) -> Job:
    job = ask(client, "/cases/list.csv")
    work()
    job.refresh_from_db()
    assert job.state == JobState.DONE
    return job


def _a_case() -> int:
    unit = make_unit(intake(received_on=RECEIVED))
    return unit.case_id
