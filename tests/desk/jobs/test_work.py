"""One attempt at a job: done, refused, faulty, interrupted."""

from collections.abc import Callable

import pytest
from django.db import OperationalError

from casework.models import Case, Job, JobState
from casework.operations.claim_job import JobLost
from casework.operations.request_job import request_job
from desk.jobs import kinds, ledger
from desk.jobs.kinds import KINDS
from desk.jobs.shift import Shift
from desk.take_in import REHEARSAL, Hand, take_in, upload_store
from desk.uploads import Upload, new_token
from offices.models import Staff
from tests.desk.jobs.conftest import AT, Work
from tests.factories.cast import Cast
from tests.factories.ledgers import DISCLOSURE, grid, request, write_csv

pytestmark = pytest.mark.django_db


def brought(staff: Staff, *rows: dict[str, object]) -> Upload:
    """Bring a ledger and have it checked."""
    upload = Upload(token=new_token(), kind="disclosure", file_name="台帳.csv")
    store = upload_store()
    store.keep(upload, [b""], at=AT)
    write_csv(store.path(upload), grid(DISCLOSURE, rows))
    take_in(upload, Hand(staff, AT.date(), AT), REHEARSAL)
    return upload


def ask(staff: Staff, upload: Upload) -> Job:
    params = ledger.params_of(upload)
    key = ledger.key_of(upload)
    return request_job(kind=ledger.KIND, params=params, key=key, by=staff, at=AT)


def stand_in(monkeypatch: pytest.MonkeyPatch, run: Callable[[Shift], None]) -> None:
    """Let another function do the import."""
    changed = {**KINDS, ledger.KIND: _with_run(run)}
    monkeypatch.setattr("desk.jobs.work.KINDS", changed)


def _with_run(run: Callable[[Shift], None]) -> kinds.JobKind:
    kind = KINDS[ledger.KIND]
    values = {name: getattr(kind, name) for name in kind.__slots__}
    return kinds.JobKind(**{**values, "run": run})


def test_nothing_is_done_when_nothing_waits(work: Work) -> None:
    assert work() is False


def test_ledger_is_taken_in_and_the_job_tells_of_its_run(
    cast: Cast, work: Work
) -> None:
    upload = brought(cast.records_officer, request("第1号"), request("第2号"))
    job = ask(cast.records_officer, upload)

    assert work() is True

    job.refresh_from_db()
    noted = upload_store().load(upload.token)
    assert noted is not None
    assert (job.state, job.attempts) == (JobState.DONE, 1)
    assert job.result == {
        "run": noted.run_id,
        "rows": 2,
        "created": 2,
        "updated": 0,
    }
    assert Case.objects.count() == 2
    assert not upload_store().path(upload).exists()
    assert work() is False


def test_ledger_taken_in_already_is_not_taken_in_again(cast: Cast, work: Work) -> None:
    upload = brought(cast.records_officer, request("第1号"))
    job = ask(cast.records_officer, upload)
    work()
    Job.objects.filter(pk=job.pk).update(state=JobState.WAITING)

    work()

    job.refresh_from_db()
    assert (job.state, Case.objects.count()) == (JobState.DONE, 1)


def test_ledger_whose_file_is_gone_is_asked_for_once_more(
    cast: Cast, work: Work
) -> None:
    upload = brought(cast.records_officer, request("第1号"))
    job = ask(cast.records_officer, upload)
    upload_store().drop(upload)

    work()

    job.refresh_from_db()
    assert (job.state, job.message) == (JobState.FAILED, str(ledger.LedgerGone()))


def test_ledger_that_fits_no_more_is_refused_whole(cast: Cast, work: Work) -> None:
    upload = brought(cast.records_officer, request("第1号"))
    job = ask(cast.records_officer, upload)
    path = upload_store().path(upload)
    write_csv(path, grid(DISCLOSURE, [request("第1号"), request("第2号", 受付日="x")]))

    work()

    job.refresh_from_db()
    assert (job.state, Case.objects.count()) == (JobState.FAILED, 0)
    assert job.message == str(ledger.LedgerHasErrors(1))


def test_right_that_was_taken_meanwhile_stops_the_job(cast: Cast, work: Work) -> None:
    officer = cast.records_officer
    job = ask(officer, brought(officer, request("第1号")))
    officer.grants.all().delete()

    work()

    job.refresh_from_db()
    assert (job.state, Case.objects.count()) == (JobState.FAILED, 0)
    assert "権限" in job.message


def test_fault_of_the_program_fails_the_job_and_is_logged(
    cast: Cast,
    work: Work,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def break_down(shift: Shift) -> None:
        raise ZeroDivisionError

    job = ask(cast.records_officer, brought(cast.records_officer, request("第1号")))
    stand_in(monkeypatch, break_down)

    work()

    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "不具合" in job.message
    assert "ZeroDivisionError" in caplog.text


def test_job_stays_open_when_the_database_breaks_off(
    cast: Cast, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(shift: Shift) -> None:
        raise OperationalError

    job = ask(cast.records_officer, brought(cast.records_officer, request("第1号")))
    stand_in(monkeypatch, break_off)

    work()

    job.refresh_from_db()
    assert job.state == JobState.RUNNING


def test_cancelled_job_leaves_nothing_behind(
    cast: Cast, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cancelled at the last moment: the end of the job is what finds it out."""
    upload = brought(cast.records_officer, request("第1号"))
    job = ask(cast.records_officer, upload)
    report = Shift.report

    def cancel_then_report(
        shift: Shift, stage: str, done: int, total: int | None = None
    ) -> None:
        Job.objects.filter(pk=job.pk).update(state=JobState.CANCELLED)
        report(shift, stage, done, total)

    monkeypatch.setattr(Shift, "report", cancel_then_report)

    work()

    job.refresh_from_db()
    assert (job.state, Case.objects.count()) == (JobState.CANCELLED, 0)


def test_case_stands_when_the_end_of_a_cancelled_job_is_not_asked_for(
    cast: Cast, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: import and end of the job must be one transaction."""
    upload = brought(cast.records_officer, request("第1号"))
    job = ask(cast.records_officer, upload)
    monkeypatch.setattr(Shift, "finish", lambda *_args, **_kwargs: None)

    work()

    assert Case.objects.count() == 1
    assert Job.objects.get(pk=job.pk).state == JobState.RUNNING


@pytest.mark.django_db(transaction=True)
def test_work_hears_of_its_cancelling_at_its_next_report(
    cast: Cast, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[type[Exception]] = []
    job = ask(cast.records_officer, brought(cast.records_officer, request("第1号")))

    def be_cancelled(shift: Shift) -> None:
        Job.objects.filter(pk=job.pk).update(state=JobState.CANCELLED)
        try:
            shift.report("read", 1)
        except JobLost:
            heard.append(JobLost)
            raise

    stand_in(monkeypatch, be_cancelled)

    work()

    job.refresh_from_db()
    assert heard == [JobLost]
    assert job.state == JobState.CANCELLED
