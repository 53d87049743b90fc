"""Serve the staff site from this process: gunicorn, two workers, the loopback."""

import sys
from typing import Any

from gunicorn.app.base import BaseApplication

from config.wsgi import application

WORKERS = 2
THREADS = 4
# a ledger of 30,000 rows is taken in while its page waits
TIMEOUT_SECONDS = 120
GRACE_SECONDS = 5


class Site(BaseApplication):  # type: ignore[misc]  # gunicorn has no annotations
    """Gunicorn without its command line and without its shared control socket."""

    def __init__(self, *, port: int, greeting: str, farewell: str) -> None:
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
            "on_exit": lambda _server: _print(f"\n{farewell}"),
        }
        super().__init__()

    def load_config(self) -> None:
        """Give gunicorn the settings above."""
        for name, value in self._settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the program to serve, already loaded."""
        return application


def serve(*, port: int, greeting: str, farewell: str) -> None:
    """Serve until a signal ends it; then every worker has ended, too.

    Args:
        port: A free port of the loopback.
        greeting: What is printed once connections are accepted.
        farewell: What is printed when all has stopped.
    """
    Site(port=port, greeting=greeting, farewell=farewell).run()


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
