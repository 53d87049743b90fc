"""The pages of long work: how far it is, cancelling, what the import makes of it."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from casework.models import Case, Job, JobState
from casework.operations.claim_job import claim_job
from casework.operations.fail_job import fail_job
from desk.jobs.files import Progress, Pulse
from desk.jobs.shift import WORKER
from offices.models import Staff
from tests.desk.jobs.conftest import AT, Work
from tests.desk.jobs.test_work import ask, brought
from tests.factories.cast import Cast
from tests.factories.ledgers import DISCLOSURE, grid, request, write_csv

pytestmark = pytest.mark.django_db

CANCEL = "この処理を取り消す"
NO_WORKER = "ウェブサーバー自身が処理を行います"
REFRESH = "最新の進み具合を表示する"


def client_of(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


@pytest.fixture
def client(cast: Cast) -> Client:
    return client_of(cast.records_officer)


@pytest.fixture
def job(cast: Cast) -> Job:
    """A ledger of one request that waits."""
    return ask(cast.records_officer, brought(cast.records_officer, request("第1号")))


def page_of(client: Client, job: Job) -> str:
    return client.get(reverse("desk:job", args=[job.pk])).content.decode()


def cancel(client: Client, job: Job) -> str:
    address = reverse("desk:job-cancel", args=[job.pk])
    return client.post(address, follow=True).content.decode()


def taken_up() -> Job:
    job = claim_job(silent_since=AT, by=WORKER, at=AT)
    assert job is not None
    return job


def test_waiting_job_can_be_cancelled_and_asked_for_again(
    client: Client, cast: Cast, job: Job, work: Work
) -> None:
    before = page_of(client, job)

    after = cancel(client, job)

    assert "順番を待っています" in before
    assert CANCEL in before
    assert REFRESH in before
    assert NO_WORKER in before
    assert "何も書き込んでいません" in after
    assert CANCEL not in after
    assert NO_WORKER not in after
    assert work() is False
    assert Case.objects.count() == 0


def test_page_shows_how_far_a_running_job_is(client: Client, job: Job) -> None:
    taken_up()

    with Pulse(job.pk, every=60) as pulse:
        pulse.tell(Progress("read", 1500, 6000))
        reading = page_of(client, job)
        pulse.tell(Progress("write", 3000, 6000))
        writing = page_of(client, job)

    assert "6,000 件中 1,500 件（25%）" in reading
    assert "行を読み取って確認しています" in reading
    assert CANCEL in reading
    assert 'value="50"' in writing
    assert "行を書き込んでいます" in writing
    assert CANCEL not in writing


def test_job_that_writes_is_not_cancelled_any_more(client: Client, job: Job) -> None:
    taken_up()

    with Pulse(job.pk, every=60) as pulse:
        pulse.tell(Progress("write", 1, 2))
        page = cancel(client, job)
        pulse.tell(Progress("read", 1, 2))
        still_running = Job.objects.get(pk=job.pk).state
        cancel(client, job)

    assert "取り消せません" in page
    assert still_running == JobState.RUNNING
    assert Job.objects.get(pk=job.pk).state == JobState.CANCELLED


def test_second_attempt_is_said(client: Client, job: Job) -> None:
    taken_up()
    Job.objects.filter(pk=job.pk).update(attempts=2)

    assert "（2回目）" in page_of(client, job)


def test_failed_job_says_why_and_where_to_go(client: Client, job: Job) -> None:
    fail_job(job=taken_up(), message="直してください。", code="x", by=WORKER, at=AT)

    page = page_of(client, job)

    assert "直してください。" in page
    assert reverse("desk:import-report", args=[job.params["token"]]) in page
    assert CANCEL not in page
    assert "終わっているため" in cancel(client, job)


def test_job_of_a_kind_that_is_no_more_is_not_shown(client: Client, job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(kind="of_old")

    address = reverse("desk:job", args=[job.pk])
    assert client.get(address).status_code == 404
    assert address not in client.get(reverse("desk:jobs")).content.decode()


@pytest.fixture
def bring(
    client: Client, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[int], str]:
    """Return how a ledger of some rows is brought; the address of its report."""

    def act(rows: int) -> str:
        cells = grid(DISCLOSURE, [request(f"第{n}号") for n in range(1, rows + 1)])
        path = write_csv(tmp_path_factory.mktemp("ledger") / "台帳.csv", cells)
        file = SimpleUploadedFile("台帳.csv", path.read_bytes())
        form = {"kind": "disclosure", "file": file}
        return str(client.post(reverse("desk:import"), form)["Location"])

    return act


def test_large_ledger_becomes_one_job_and_its_report_leads_there(
    client: Client,
    bring: Callable[[int], str],
    work: Work,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("desk.views.imports.MOST_ROWS_AT_ONCE", 2)
    report = bring(3)

    first, second = (client.post(f"{report}commit/") for _time in range(2))
    job = Job.objects.get()
    there = reverse("desk:job", args=[job.pk])
    meanwhile = client.get(report)
    client.post(f"{report}check/", {"update": "on"})
    work()
    after = client.get(report)

    assert first["Location"] == second["Location"] == meanwhile["Location"] == there
    job.refresh_from_db()
    assert (job.state, Case.objects.count()) == (JobState.DONE, 3)
    assert "取り込みました" in after.content.decode()
    run_page = reverse("desk:import-run", args=[job.result["run"]])
    assert run_page in page_of(client, job)
    assert client.post(f"{report}commit/")["Location"] == run_page


def test_small_ledger_is_taken_in_at_once(
    client: Client, bring: Callable[[int], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk.views.imports.MOST_ROWS_AT_ONCE", 3)

    client.post(f"{bring(3)}commit/")

    assert (Job.objects.count(), Case.objects.count()) == (0, 3)
