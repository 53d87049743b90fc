"""The bell wakes by the broker or by a thread, and a broken one harms nobody."""

import threading
import time
from collections.abc import Iterator

import pytest
from django.db import transaction

from config.celery import app
from desk import bell

# places where nobody listens
NOWHERE = ["redis+socket:///nowhere/at/all.sock", "redis://127.0.0.1:1/0"]
MOST_SECONDS = 5


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note how often somebody looks for work in this process."""
    heard: list[str] = []

    def work_once() -> bool:
        heard.append("here")
        return len(heard) < 3

    monkeypatch.setattr("desk.tasks.work_once", work_once)
    return heard


@pytest.fixture
def broken(request: pytest.FixtureRequest) -> Iterator[None]:
    """Name a broker that is not there."""
    app.conf.broker_url = request.param
    app.set_default()
    app.set_current()
    yield
    app.conf.broker_url = None


def wait_for_threads() -> None:
    """Wait until the thread of the bell has ended."""
    for thread in threading.enumerate():
        if thread.name == "jobs":
            thread.join(timeout=10)


@pytest.mark.django_db(transaction=True)
def test_work_is_done_here_when_there_is_no_broker(rung: list[str]) -> None:
    bell.ring()
    wait_for_threads()

    assert not bell.has_broker()
    assert rung == ["here"] * 3


@pytest.mark.django_db(transaction=True)
def test_bell_waits_for_the_commit(rung: list[str]) -> None:
    with transaction.atomic():
        bell.ring_after_commit()
        wait_for_threads()
        before = list(rung)
    wait_for_threads()

    assert (before, rung) == ([], ["here"] * 3)


@pytest.mark.parametrize("broken", NOWHERE, indirect=True)
@pytest.mark.django_db(transaction=True)
def test_broker_that_is_not_there_harms_no_page(
    rung: list[str], broken: None, caplog: pytest.LogCaptureFixture
) -> None:
    begun = time.monotonic()

    bell.ring_after_commit()

    assert bell.has_broker()
    assert time.monotonic() - begun < MOST_SECONDS
    assert rung == []
    assert "ring" in caplog.text
