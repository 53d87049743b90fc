"""Mails and reminders through faults: none lost, second copies only in the window."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from config import engine
from tests import sizes
from tests.live.databases import copy_of, server_in_use
from tests.live.mail_server import MailServer, mail_server
from tests.live.workers import Workplace, until, workplace

pytestmark = pytest.mark.live

ROOT = Path(__file__).resolve().parent.parent.parent
DESK = (
    "import sys, django; django.setup(); "
    "from tests.live.mail_desk import main; main(sys.argv[1:])"
)
MAILS = sizes.pick(quick=40, full=1000)
PATIENCE_SECONDS = sizes.pick(quick=120, full=900)
KILLED = -9
SILENCE_SECONDS = 1
POINTS = (
    "before the claim",
    "after the claim",
    "before the server",
    "after the greeting",
    "before the text",
    "after the yes",
    "inside the note",
    "after the note",
)
# the server has the mail, and nobody noted it
WINDOW = {"after the yes", "inside the note"}
# nothing was claimed, or all was noted
ENDED = {"before the claim", "after the note"}
KILLS = sizes.pick(
    quick=("after the claim", "after the yes", "after the note"), full=POINTS
)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    with mail_server() as listening:
        monkeypatch.setenv("EMAIL_URL", f"smtp://127.0.0.1:{listening.port}")
        monkeypatch.setenv("HIROBA_MAIL_SILENCE_SECONDS", str(SILENCE_SECONDS))
        yield listening


@pytest.fixture
def place(template: str, tmp_path: Path) -> Iterator[Workplace]:
    with (
        copy_of(template, server_in_use(), tmp_path) as address,
        workplace(tmp_path, address) as found,
    ):
        yield found


def run(place: Workplace, *arguments: str) -> tuple[int, Any]:
    """Let the desk do something; return how it ended and what it said."""
    done = subprocess.run(
        [sys.executable, "-c", DESK, *arguments],
        cwd=ROOT,
        env={**os.environ, **place.env},
        check=False,
        stdout=subprocess.PIPE,
        text=True,
        timeout=PATIENCE_SECONDS,
    )
    return done.returncode, json.loads(done.stdout) if done.stdout else None


def asked(place: Workplace, *arguments: str) -> Any:
    code, said = run(place, *arguments)
    assert code == 0
    return said


def test_kill_at_any_of_eight_points_loses_no_mail(
    place: Workplace, server: MailServer
) -> None:
    written = asked(place, "write", str(MAILS))
    window = {}
    for point in KILLS:
        before = set(server.accepted)
        code, _said = run(place, "send", point, "2")
        assert code == KILLED, point
        window[point] = set(server.accepted) - before
    time.sleep(SILENCE_SECONDS + 0.2)

    asked(place, "send", "none", "0")

    standing = asked(place, "look")
    assert set(server.accepted) == set(written)
    assert standing["left"] == 0
    assert {*KILLS} & WINDOW
    # exactly one mail each was with the server when its sender died unheard
    assert len(server.twice) == len(WINDOW & {*KILLS})
    for point in KILLS:
        assert len(server.twice & window[point]) == (point in WINDOW), point
    # attempts without an end are those that were cut off after the claim
    assert standing["open"] == len({*KILLS} - ENDED)


@pytest.mark.once
def test_yes_that_nobody_heard_is_the_only_second_copy(
    place: Workplace, server: MailServer
) -> None:
    written = asked(place, "write", "6")
    server.silent_after = 2
    asked(place, "send", "none", "0")
    assert asked(place, "look")["left"] == 2
    asked(place, "hurry")

    asked(place, "send", "none", "0")

    assert set(server.accepted) == set(written)
    assert server.twice == server.unanswered
    assert len(server.twice) == 2
    assert asked(place, "look") == {"left": 0, "attempts": 8, "open": 0}


def test_broker_that_is_emptied_and_stopped_loses_no_mail(
    place: Workplace, server: MailServer
) -> None:
    """Two workers beside each other, a broker that comes and goes."""
    place.start_broker()
    for _number in range(2):
        place.start_sweeper()
    written = asked(place, "write", str(MAILS))
    until(lambda: len(server.accepted) > MAILS // 8)
    engine._speak(place.socket, b"FLUSHALL\r\n")
    until(lambda: len(server.accepted) > MAILS // 4)
    place.stop_broker()
    time.sleep(1)
    place.start_broker()

    end = time.monotonic() + PATIENCE_SECONDS
    while len(server.accepted) < MAILS and time.monotonic() < end:
        time.sleep(0.1)

    until(lambda: asked(place, "look")["left"] == 0)
    assert set(server.accepted) == set(written)
    assert server.twice == set()


@pytest.mark.once
def test_mail_server_that_is_down_delays_and_loses_nothing(
    place: Workplace, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = asked(place, "write", "4")
    with monkeypatch.context() as patched:
        patched.setenv("EMAIL_URL", "smtp://127.0.0.1:1")
        assert asked(place, "send", "none", "0") == 4
    assert server.accepted == {}
    assert asked(place, "send", "none", "0") == 0
    asked(place, "hurry")

    assert asked(place, "send", "none", "0") == 4
    assert set(server.accepted) == set(written)
    assert server.twice == set()


def test_schedulers_at_the_same_time_remind_once(place: Workplace) -> None:
    asked(place, "due", "12")

    found = asked(place, "remind", "4")

    assert found == {
        "codes": [0] * 4,
        "reminders": 12,
        "told": 12,
        "mails": 12,
        "orphans": 0,
    }
