"""The worker's command and its program: what they refuse, what they are told."""

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from config.celery import SWEEP_SECONDS, app
from desk.tasks import SWEEP, WORK


def test_worker_without_a_broker_says_what_to_set() -> None:
    with pytest.raises(CommandError, match="REDIS_URL"):
        call_command("worker")


def test_scheduler_without_a_broker_says_what_to_set() -> None:
    with pytest.raises(CommandError, match="REDIS_URL"):
        call_command("scheduler")


@pytest.mark.parametrize("apart", [True, False])
def test_worker_rings_the_minutes_unless_a_scheduler_runs_apart(
    settings: LazySettings, monkeypatch: pytest.MonkeyPatch, apart: bool
) -> None:
    begun: list[list[str]] = []
    settings.BROKER_URL = "redis://127.0.0.1:1/0"
    monkeypatch.setattr(app, "worker_main", begun.append)

    call_command("worker", *(["--no-scheduler"] if apart else []))

    assert ("--beat" in begun[0]) is not apart


def test_tasks_have_the_names_that_messages_carry() -> None:
    app.loader.import_default_modules()

    ours = {name for name in app.tasks if name.startswith("hiroba.")}

    assert ours == {WORK, SWEEP}


def test_sweep_comes_every_minute_and_nothing_else_is_timed() -> None:
    (entry,) = app.conf.beat_schedule.values()

    assert (entry["task"], entry["schedule"]) == (SWEEP, SWEEP_SECONDS)
    assert SWEEP_SECONDS == 60
    assert entry["options"]["expires"] < SWEEP_SECONDS


def test_messages_keep_no_results_and_are_not_tried_again() -> None:
    assert app.conf.task_ignore_result
    assert not app.conf.task_publish_retry
    assert app.conf.result_backend is None
