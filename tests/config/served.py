"""An office started by its door, in a process group of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.config.door import DOOR

PATIENCE_SECONDS = 120


@dataclass(slots=True)
class Served:
    """A running office.

    Attributes:
        process: What was started; the door becomes the server.
        port: Where it listens.
        log: What it printed.
        seconds: From the start until it answered.
    """

    process: subprocess.Popen[bytes]
    port: int
    log: Path
    seconds: float = 0.0

    @property
    def address(self) -> str:
        """Where the office is found."""
        return f"http://127.0.0.1:{self.port}/"

    def said(self) -> str:
        """Return what was printed so far."""
        return self.log.read_text(encoding="utf-8")

    def wait_for(self, text: str) -> None:
        """Wait until a text was printed."""
        self._until(lambda: text in self.said())

    def wait_ready(self) -> None:
        """Wait until the address was printed and the office answers."""
        begun = time.monotonic()
        self.wait_for(self.address)
        self._until(lambda: self.status("sign-in/") == 200)
        self.seconds += time.monotonic() - begun

    def status(self, path: str) -> int:
        """Return the status of a page, 0 while nobody answers."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=5) as answer:  # noqa: S310 - our own address
                return int(answer.status)
        except urllib.error.HTTPError as answer:
            return answer.code
        except (urllib.error.URLError, ConnectionError):
            return 0

    def lives(self) -> bool:
        """Tell whether any process of the office still runs."""
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def wait_gone(self) -> None:
        """Wait until no process of the office is left."""
        until = time.monotonic() + PATIENCE_SECONDS
        while self.lives():
            assert time.monotonic() < until, "a process of the office lives on"
            time.sleep(0.02)

    def stop(self, by: signal.Signals) -> int:
        """Send a signal to the first process alone and return its exit code."""
        self.process.send_signal(by)
        return self.process.wait(timeout=PATIENCE_SECONDS)

    def _until(self, is_so: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while not is_so():
            if self.process.poll() is not None or time.monotonic() > until:
                message = f"the office did not come up:\n{self.said()}"
                raise AssertionError(message)
            time.sleep(0.02)


@contextmanager
def started(
    folder: Path, *arguments: str, address: str, door: Path = DOOR
) -> Iterator[Served]:
    """Start an office on a free port; nothing of it outlives the block.

    Args:
        folder: Its data folder.
        arguments: More for `./hiroba run`.
        address: Its database.
        door: Which house.
    """
    port = free_port()
    log = folder.parent / f"{folder.name}-{port}.log"
    env = {**os.environ, "DATABASE_URL": address, "PYTHONDONTWRITEBYTECODE": "1"}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, str(door), "run", "--port", str(port)]
    with log.open("wb") as out:
        begun = time.monotonic()
        process = subprocess.Popen(
            [*command, "--data", str(folder), *arguments],
            env=env,
            cwd=folder.parent,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    served = Served(process, port, log, seconds=time.monotonic() - begun)
    try:
        yield served
    finally:
        if served.lives():
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=PATIENCE_SECONDS)


def free_port() -> int:
    """Return a port of the loopback nobody holds right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
