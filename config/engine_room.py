"""Start the engine (broker and worker) beside the web server, and end it with it."""

import os
import select
import subprocess
import sys
from pathlib import Path

from django.conf import settings

PATIENCE_SECONDS = 10
STOP_SECONDS = 15


class EngineFailed(Exception):
    """There is no broker and no worker; the message says why."""


class Engine:
    """The process that keeps broker and worker running.

    Attributes:
        address: Where its broker is found.
    """

    def __init__(self, folder: Path) -> None:
        """Start it and wait until its broker answers.

        Raises:
            EngineFailed: No broker could be started.
        """
        worker = [sys.executable, "manage.py", "worker", "--while-open"]
        self._process = subprocess.Popen(  # noqa: S603 - a command of our own
            [
                *(sys.executable, "-m", "config.engine"),
                *("--folder", str(folder), "--log", str(folder / "logs")),
                *("--", *worker),
            ],
            cwd=settings.BASE_DIR,
            env=dict(os.environ),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        word, _blank, rest = self._first_line().partition(" ")
        if word != "broker":
            self.stop()
            raise EngineFailed(rest or "it did not answer")
        self.address = rest

    def stop(self) -> None:
        """End it with all it keeps; nothing outlives this call."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        try:
            self._process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _first_line(self) -> str:
        out = self._process.stdout
        if out is None:
            return ""
        readable, _writable, _odd = select.select([out], [], [], PATIENCE_SECONDS)
        return out.readline().decode().strip() if readable else ""
