"""A broker and workers of a live test, each a real process."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from config import engine
from config.engine import Kept

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_SECONDS = 90
SILENCE_SECONDS = "2"
DESK = (
    "import sys, django; django.setup(); "
    "from tests.live.job_desk import main; main(sys.argv[1:])"
)


@dataclass(slots=True)
class Workplace:
    """An office with a database of its own; broker and workers come and go.

    Attributes:
        folder: Its data.
        address: Its database.
        sockets: A folder with a short path, for the broker's socket.
    """

    folder: Path
    address: str
    sockets: Path
    broker: Kept | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def env(self) -> dict[str, str]:
        """The environment of every process of this office."""
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.local",
            "DATABASE_URL": self.address,
            "HIROBA_DATA": str(self.folder),
            "HIROBA_JOB_SILENCE_SECONDS": SILENCE_SECONDS,
            "REDIS_URL": f"unix://{self.socket}" if self.broker else "",
        }

    @property
    def socket(self) -> Path:
        """Where the broker listens."""
        return self.sockets / "broker.sock"

    def start_broker(self) -> None:
        """Start the broker and wait until it answers."""
        self.broker = engine.broker_at(self.socket, self.folder / "broker.log")
        self.broker.start()
        engine.wait_for(self.broker, self.socket)

    def stop_broker(self) -> None:
        """Stop the broker; what it held is gone."""
        if self.broker is not None:
            self.broker.stop()

    def ask(self, *arguments: str) -> Any:
        """Let the desk do something and return what it says."""
        done = subprocess.run(
            [sys.executable, "-c", DESK, *arguments],
            cwd=ROOT,
            env=self.env,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            timeout=PATIENCE_SECONDS,
        )
        return json.loads(done.stdout)

    def start_worker(self) -> subprocess.Popen[bytes]:
        """Start the worker of `./hiroba worker`: it sweeps at once, then by minutes."""
        return self._start([sys.executable, "manage.py", "worker", "--while-open"])

    def start_sweeper(self) -> subprocess.Popen[bytes]:
        """Start a worker that sweeps every second."""
        return self._start([sys.executable, "-c", DESK, "sweep"])

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        """Kill a worker with its pool, as a power cut would."""
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait(PATIENCE_SECONDS)

    def said(self) -> str:
        """Return what the workers said."""
        return (self.folder / "worker.log").read_text(encoding="utf-8")

    def close(self) -> None:
        """End everything."""
        for worker in self.workers:
            with suppress(ProcessLookupError):
                os.killpg(worker.pid, signal.SIGKILL)
            worker.wait(PATIENCE_SECONDS)
        self.stop_broker()

    def _start(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        with (self.folder / "worker.log").open("ab") as log:
            worker = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.env,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.workers.append(worker)
        return worker


@contextmanager
def workplace(folder: Path, address: str) -> Iterator[Workplace]:
    """Yield an office whose processes end with the block."""
    with tempfile.TemporaryDirectory(prefix="hiroba-") as sockets:
        place = Workplace(folder, address, Path(sockets))
        try:
            yield place
        finally:
            place.close()


def until(seen: Callable[[], Any]) -> Any:
    """Look until there is something to see, and return it."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        found = seen()
        if found:
            return found
        time.sleep(0.02)
    message = "it did not come about in time"
    raise AssertionError(message)
