"""Ring for a sweep every minute, apart from the workers: what deploy/ uses."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _


class Command(BaseCommand):
    """`scheduler`; a second one does no harm: what is due is asked of the database."""

    # the start has made them; a scheduler answers no addresses
    requires_system_checks: list[str] = []  # noqa: RUF012 - declared so by Django
    help = "Ring the bell of the workers every minute, by the broker of REDIS_URL."

    def handle(self, *args: Any, **options: Any) -> None:
        """Ring until a signal comes."""
        if not settings.BROKER_URL:
            raise CommandError(
                _(
                    "A scheduler needs a broker. Set REDIS_URL, for example "
                    "redis://localhost:6379/0, and start again."
                )
            )
        # only workers and schedulers need the program of the workers
        from config.celery import app  # noqa: PLC0415

        app.start(
            [
                "--quiet",
                "beat",
                "--scheduler=celery.beat:Scheduler",
                "--pidfile=",
                "--loglevel=WARNING",
            ]
        )
