"""An import is taken back as a job, after a word on what it does."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from casework.models import Case, ImportRun, Job, JobState, Unit
from casework.operations.add_note import add_note
from casework.operations.import_run import ImportOptions
from desk.take_in import Hand, take_in
from offices.models import Staff
from tests.desk.jobs.conftest import AT, Work
from tests.desk.jobs.test_work import brought
from tests.factories.cast import Cast
from tests.factories.ledgers import request

pytestmark = pytest.mark.django_db

REASON = "別の年度の台帳でした"


def client_of(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


@pytest.fixture
def run(cast: Cast) -> ImportRun:
    """A ledger of two requests that was taken in."""
    upload = brought(cast.records_officer, request("第1号"), request("第2号"))
    take_in(upload, Hand(cast.records_officer, AT.date(), AT), ImportOptions())
    assert upload.run_id is not None
    return ImportRun.objects.get(pk=upload.run_id)


def address(run: ImportRun) -> str:
    return reverse("desk:import-take-back", args=[run.pk])


def test_import_is_taken_back_and_comes_in_again(
    cast: Cast, run: ImportRun, work: Work
) -> None:
    client = client_of(cast.records_officer)
    run_page = reverse("desk:import-run", args=[run.pk])
    offered = address(run) in client.get(run_page).content.decode()

    answer = client.post(address(run), {"reason": REASON})
    before = Case.objects.filter(taken_back=True).count()
    work()

    job = Job.objects.get()
    page = client.get(answer["Location"]).content.decode()
    after = client.get(run_page).content.decode()
    assert (offered, before) == (True, 0)
    assert (job.state, job.result) == (JobState.DONE, {"cases": 2, "units": 2})
    assert set(Case.objects.values_list("taken_back", "void_reason")) == {
        (True, REASON)
    }
    assert "2件は無効になり" in page
    assert "取り消されました" in after
    assert address(run) not in after
    again = brought(cast.records_officer, request("第1号"), request("第2号"))
    assert again.counts["created"] == 2


def test_reason_is_asked_for(cast: Cast, run: ImportRun) -> None:
    page = client_of(cast.records_officer).post(address(run), {"reason": " "})

    assert page.context["form"].errors["reason"]
    assert Job.objects.count() == 0


def test_sent_twice_it_is_one_job(cast: Cast, run: ImportRun) -> None:
    client = client_of(cast.records_officer)

    answers = [client.post(address(run), {"reason": REASON}) for _time in range(2)]

    assert answers[0]["Location"] == answers[1]["Location"]
    assert Job.objects.count() == 1


def test_import_that_was_worked_on_stays(
    cast: Cast, run: ImportRun, work: Work
) -> None:
    client = client_of(cast.records_officer)
    client.post(address(run), {"reason": REASON})
    add_note(
        unit=Unit.objects.get(case__number=2),
        text="電話で確認した",
        by=cast.records_officer,
        on=AT.date(),
        at=AT + timedelta(minutes=1),
    )

    work()

    job = Job.objects.get()
    assert job.state == JobState.FAILED
    assert "第2号" in job.message
    assert not Case.objects.filter(taken_back=True).exists()


def test_nothing_is_asked_for_when_nothing_stands(
    cast: Cast, run: ImportRun, work: Work
) -> None:
    client = client_of(cast.records_officer)
    client.post(address(run), {"reason": REASON})
    work()

    page = client.post(address(run), {"reason": REASON})

    assert "取り消すものがありません" in page.content.decode()
    assert Job.objects.count() == 1


def test_case_stays_when_the_job_cannot_be_ended(
    cast: Cast, run: ImportRun, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Taking back and the end of the job are one transaction."""

    def report(*_args: object, **_kwargs: object) -> None:
        Job.objects.update(state=JobState.CANCELLED)

    client_of(cast.records_officer).post(address(run), {"reason": REASON})
    monkeypatch.setattr("desk.jobs.shift.Shift.report", report)

    work()

    assert Job.objects.get().state == JobState.CANCELLED
    assert not Case.objects.filter(taken_back=True).exists()
