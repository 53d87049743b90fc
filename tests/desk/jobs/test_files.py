"""Signs of life, progress and files, beside the database."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from desk.jobs.files import (
    FILES_KEPT_DAYS,
    Progress,
    Pulse,
    file_named,
    heard_since,
    new_file,
    progress_of,
    remove_old_files,
)

DAY = timedelta(days=1)


def now() -> datetime:
    return datetime.now(UTC)


def age(path: Path, days: float) -> None:
    instant = (now() - days * DAY).timestamp()
    os.utime(path, (instant, instant))


def test_pulse_is_heard_while_it_lasts() -> None:
    before = now() - DAY

    with Pulse(7, every=60) as pulse:
        pulse.tell(Progress("write", 5, 9))
        seen = progress_of(7), heard_since(before), heard_since(now() + DAY)

    assert seen == (Progress("write", 5, 9), [7], [])
    assert (progress_of(7), heard_since(before)) == (None, [])


def test_pulse_goes_on_while_the_work_is_silent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    beaten = Event()
    write = Pulse._write

    def count(pulse: Pulse) -> None:
        write(pulse)
        if pulse._thread.is_alive():
            beaten.set()

    monkeypatch.setattr(Pulse, "_write", count)

    with Pulse(7, every=0.001):
        assert beaten.wait(timeout=10)


def test_work_that_breaks_off_falls_silent() -> None:
    with pytest.raises(ZeroDivisionError), Pulse(7, every=60):
        raise ZeroDivisionError

    assert heard_since(now() - DAY) == []


def test_broken_sign_tells_nothing(tmp_path: Path) -> None:
    (tmp_path / "jobs").mkdir()
    for pk, text in ((1, ""), (2, "[]"), (3, '{"strange": 1}')):
        (tmp_path / "jobs" / f"{pk}.json").write_text(text, encoding="ascii")

    assert [progress_of(pk) for pk in (1, 2, 3)] == [None] * 3


def test_files_are_found_by_their_name_only(tmp_path: Path) -> None:
    made = new_file(".csv")
    made.write_text("a", encoding="ascii")
    (tmp_path / "secret").write_text("s", encoding="ascii")

    assert file_named(made.name) == made
    for name in ("", "../../secret", "/etc/passwd", "nothing.csv"):
        assert file_named(name) is None


def test_files_are_cleared_away_after_a_week() -> None:
    young, old = new_file(".csv"), new_file(".csv")
    for path, days in ((young, FILES_KEPT_DAYS - 0.1), (old, FILES_KEPT_DAYS + 0.1)):
        path.write_text("a", encoding="ascii")
        age(path, days)

    remove_old_files(at=now())

    assert (young.exists(), old.exists()) == (True, False)
