"""Run a worker for the job queue: what `./hiroba worker` does."""

import os
import signal
import sys
import warnings
from threading import Thread
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

# messages hold nothing that could be unpacked; the warning is about those that do
NO_HARM_AS_ROOT = "You're running the worker with superuser privileges"


MINUTES = ["--beat", "--scheduler=celery.beat:Scheduler"]


class Command(BaseCommand):
    """`worker [--processes 1] [--no-scheduler]`."""

    # the start has made them; a worker answers no addresses
    requires_system_checks: list[str] = []  # noqa: RUF012 - declared so by Django
    help = "Do what waits in the job queue, rung by the broker REDIS_URL names."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("--processes", type=int, default=1)
        parser.add_argument(
            "--no-scheduler",
            action="store_true",
            help="ring no minutes: `scheduler` runs elsewhere",
        )
        parser.add_argument(
            "--while-open",
            action="store_true",
            help="end when standard input is closed by whoever started the worker",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until a signal comes."""
        if not settings.BROKER_URL:
            raise CommandError(
                _(
                    "A worker needs a broker. Set REDIS_URL, for example "
                    "redis://localhost:6379/0, and start again."
                )
            )
        # only a worker needs the program of the workers
        from config.celery import app  # noqa: PLC0415

        if options["while_open"]:
            Thread(target=_end_when_closed, daemon=True).start()
        warnings.filterwarnings("ignore", message=NO_HARM_AS_ROOT)
        minutes = [] if options["no_scheduler"] else MINUTES
        app.worker_main(
            [
                "--quiet",
                "worker",
                *minutes,
                "--without-gossip",
                "--without-mingle",
                "--without-heartbeat",
                "--loglevel=WARNING",
                f"--concurrency={options['processes']}",
                "--pool=prefork",
            ]
        )


def _end_when_closed() -> None:
    """Wait for the end of standard input, then end as by a signal."""
    while os.read(sys.stdin.fileno(), 1024):
        continue
    os.kill(os.getpid(), signal.SIGTERM)
