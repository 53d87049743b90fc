"""Serve the staff site from this process: gunicorn, two workers, the loopback."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gunicorn.app.base import BaseApplication

from config.wsgi import application

WORKERS = 2
THREADS = 4
# a ledger of 30,000 rows is taken in while its page waits
TIMEOUT_SECONDS = 120
GRACE_SECONDS = 5


def nothing() -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What goes on beside the serving.

    Attributes:
        in_each_worker: Called in every process that answers pages.
        at_the_end: Called once when all of these have ended.
    """

    in_each_worker: Callable[[], None] = nothing
    at_the_end: Callable[[], None] = nothing


class Site(BaseApplication):  # type: ignore[misc]  # gunicorn has no annotations
    """Gunicorn without its command line and without its shared control socket."""

    def __init__(
        self, *, port: int, greeting: str, farewell: str, beside: Beside
    ) -> None:
        self._settings = {
            "bind": f"127.0.0.1:{port}",
            "worker_class": "gthread",
            "workers": WORKERS,
            "threads": THREADS,
            "timeout": TIMEOUT_SECONDS,
            "graceful_timeout": GRACE_SECONDS,
            "preload_app": True,
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": lambda _server: _print(greeting),
            "post_worker_init": lambda _worker: beside.in_each_worker(),
            "on_exit": lambda _server: _end(beside, farewell),
        }
        super().__init__()

    def load_config(self) -> None:
        """Give gunicorn the settings above."""
        for name, value in self._settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the program to serve, already loaded."""
        return application


def serve(*, port: int, greeting: str, farewell: str, beside: Beside) -> None:
    """Serve until a signal ends it; then every worker has ended, too.

    Args:
        port: A free port of the loopback.
        greeting: What is printed once connections are accepted.
        farewell: What is printed when all has stopped.
        beside: What goes on beside it.
    """
    Site(port=port, greeting=greeting, farewell=farewell, beside=beside).run()


def _end(beside: Beside, farewell: str) -> None:
    beside.at_the_end()
    _print(f"\n{farewell}")


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
