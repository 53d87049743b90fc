"""A job waits, is taken up by one worker, and ends once."""

from datetime import UTC, datetime, timedelta

import pytest

from audit.models import Entry
from audit.trail import Actor
from casework.models import Job, JobState
from casework.operations.cancel_job import CannotCancel, cancel_job
from casework.operations.claim_job import MOST_ATTEMPTS, JobLost, claim_job
from casework.operations.fail_job import fail_job
from casework.operations.finish_job import finish_job
from casework.operations.report_progress import report_progress
from casework.operations.request_job import AskedByAnother, request_job
from offices.models import Staff
from tests.factories.cast import make_staff

pytestmark = pytest.mark.django_db

AT = datetime(2021, 6, 30, 3, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
WORKER = Actor("command:worker", "worker")


@pytest.fixture
def officer() -> Staff:
    return make_staff("officer")


def ask(by: Staff, key: str = "once", *, at: datetime = AT) -> Job:
    return request_job(kind="import", params={"n": 1}, key=key, by=by, at=at)


def claim(at: datetime = AT, *, heard: tuple[int, ...] = ()) -> Job | None:
    return claim_job(silent_since=at - MINUTE, heard=heard, by=WORKER, at=at)


def claimed(at: datetime = AT) -> Job:
    job = claim(at)
    assert job is not None
    return job


def acts() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("act", flat=True))


def test_asking_twice_makes_one_job(officer: Staff) -> None:
    first, second = ask(officer), ask(officer, at=AT + MINUTE)

    assert first.pk == second.pk
    assert (second.state, second.requested_at) == (JobState.WAITING, AT)
    assert acts() == ["request_job"]


def test_asking_is_refused_while_anothers_job_stands(officer: Staff) -> None:
    other = make_staff("other")
    ask(officer)

    with pytest.raises(AskedByAnother) as refused:
        ask(other)

    assert officer.name in str(refused.value)
    assert refused.value.code == "job_asked_by_another"


def test_what_was_cancelled_waits_again_when_anybody_asks(officer: Staff) -> None:
    other = make_staff("other")
    cancel_job(job=ask(officer), by=officer, at=AT)

    again = ask(other, at=AT + MINUTE)

    assert Job.objects.count() == 1
    assert (again.state, again.requested_by, again.finished_at) == (
        JobState.WAITING,
        other,
        None,
    )
    assert acts() == ["request_job", "cancel_job", "request_job"]


def test_oldest_job_is_taken_up_first_and_by_one(officer: Staff) -> None:
    second = ask(officer, "second", at=AT + MINUTE)
    first = ask(officer, "first")

    taken = [claim(AT + MINUTE) for _time in range(3)]

    assert taken == [first, second, None]
    first.refresh_from_db()
    assert (first.state, first.attempts) == (JobState.RUNNING, 1)
    assert acts() == ["request_job"] * 2 + ["claim_job"] * 2


def test_job_of_a_silent_worker_is_taken_up_again(officer: Staff) -> None:
    ask(officer)
    claimed()

    assert claim(AT + MINUTE) is None
    again = claimed(AT + 2 * MINUTE)

    assert (again.attempts, again.started_at) == (2, AT + 2 * MINUTE)


def test_job_of_a_worker_heard_otherwise_is_left_alone(officer: Staff) -> None:
    job = ask(officer)
    claimed()

    assert claim(AT + 2 * MINUTE, heard=(job.pk,)) is None


def test_report_keeps_the_job_of_its_worker(officer: Staff) -> None:
    ask(officer)
    job = claimed()

    report_progress(job=job, done=5, total=9, at=AT + MINUTE, message="read")

    assert claim(AT + 2 * MINUTE) is None
    job.refresh_from_db()
    assert (job.n_done, job.n_total, job.message) == (5, 9, "read")


def test_job_that_breaks_off_every_time_has_failed(officer: Staff) -> None:
    job = ask(officer)
    for attempt in range(MOST_ATTEMPTS):
        claimed(AT + 2 * attempt * MINUTE)

    assert claim(AT + 9 * MINUTE) is None

    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.FAILED, MOST_ATTEMPTS)
    assert str(MOST_ATTEMPTS) in job.message
    assert acts()[-1] == "fail_job"


def test_done_job_keeps_its_result(officer: Staff) -> None:
    ask(officer)
    job = claimed()

    finish_job(job=job, result={"run": 3}, file_path="a.csv", by=WORKER, at=AT + MINUTE)

    job.refresh_from_db()
    assert (job.state, job.result, job.file_path, job.finished_at) == (
        JobState.DONE,
        {"run": 3},
        "a.csv",
        AT + MINUTE,
    )
    entry = Entry.objects.get(act="finish_job")
    assert (entry.stream, entry.facts) == (
        f"job:{job.pk}",
        {"kind": "import", "result": {"run": 3}},
    )
    assert ask(officer).state == JobState.DONE


def test_first_attempt_ends_nothing_when_another_has_the_job(officer: Staff) -> None:
    ask(officer)
    first = claimed()
    second = claimed(AT + 2 * MINUTE)

    with pytest.raises(JobLost):
        finish_job(job=first, result={}, by=WORKER, at=AT + 2 * MINUTE)
    with pytest.raises(JobLost):
        fail_job(job=first, message="-", code="x", by=WORKER, at=AT + 2 * MINUTE)
    with pytest.raises(JobLost):
        report_progress(job=first, done=1, total=None, at=AT + 2 * MINUTE)

    finish_job(job=second, result={}, by=WORKER, at=AT + 2 * MINUTE)
    second.refresh_from_db()
    assert second.state == JobState.DONE


def test_failed_job_says_why(officer: Staff) -> None:
    ask(officer)
    job = claimed()

    fail_job(job=job, message="Bring it again.", code="gone", by=WORKER, at=AT)

    job.refresh_from_db()
    assert (job.state, job.message) == (JobState.FAILED, "Bring it again.")
    assert Entry.objects.get(act="fail_job").facts == {
        "kind": "import",
        "attempt": 1,
        "code": "gone",
    }


def test_cancelled_job_is_lost_to_its_worker(officer: Staff) -> None:
    ask(officer)
    job = claimed()

    cancel_job(job=job, by=officer, at=AT)
    cancel_job(job=job, by=officer, at=AT)

    with pytest.raises(JobLost) as lost:
        report_progress(job=job, done=1, total=None, at=AT)
    assert lost.value.code == "job_lost"
    assert claim(AT + 9 * MINUTE) is None
    assert acts().count("cancel_job") == 1


def test_cancelling_is_refused_to_others_and_after_the_end(officer: Staff) -> None:
    ask(officer)
    job = claimed()

    with pytest.raises(CannotCancel):
        cancel_job(job=job, by=make_staff("other"), at=AT)
    finish_job(job=job, result={}, by=WORKER, at=AT)
    with pytest.raises(CannotCancel) as refused:
        cancel_job(job=job, by=officer, at=AT)

    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert refused.value.code == "job_not_cancellable"
