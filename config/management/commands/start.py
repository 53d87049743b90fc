"""Prepare the office and serve it on this machine: what `./hiroba run` does."""

import fcntl
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from audit import triggers
from casework.models import Case
from config.celery import app
from config.engine_room import Engine, EngineFailed
from config.serving import Beside, serve
from desk import bell
from desk.demonstration.accounts import ACCOUNTS, PASSWORD
from offices.models import Role, Staff

DEMONSTRATION_YEAR = 2020
# stands while the demonstration is being loaded; found at a start, it goes on
LOADING = "demonstration.loading"


class Command(BaseCommand):
    """`start [--port 8000] [--empty]`."""

    help = "Prepare the office, then serve it on this machine until stopped."
    # run below, after the tables exist, with sentences of our own
    requires_system_checks: list[str] = []  # noqa: RUF012 - declared so by Django

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--empty", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare alone, then serve."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.default_int_handler)
        try:
            with alone(Path(settings.DATA_DIR)):
                self.prepare(empty=options["empty"])
        except OperationalError as error:
            raise CommandError(
                _(
                    "The database cannot be used: %(reason)s. Check DATABASE_URL and "
                    "that the server runs, or that the disk of %(folder)s has room."
                )
                % {"reason": str(error).strip(), "folder": settings.DATA_DIR}
            ) from error
        except KeyboardInterrupt:
            raise CommandError(
                _(
                    "Stopped before the office was ready. Nothing is half done: start "
                    "again and it goes on."
                ),
                returncode=130,
            ) from None
        address = f"http://127.0.0.1:{options['port']}/"
        ready = _("Hiroba is ready: %(address)s") % {"address": address}
        greeting = "\n".join(["", ready, *who_may_sign_in(), _("Ctrl-C stops it.")])
        connections.close_all()
        beside = self.start_engine()
        serve(
            port=options["port"],
            greeting=greeting,
            farewell=_("Hiroba has stopped."),
            beside=beside,
        )

    def start_engine(self) -> Beside:
        """Start broker and worker; without them the web server does long work."""
        if settings.ENGINE_WANTED:
            try:
                engine = Engine(Path(settings.DATA_DIR))
            except EngineFailed as error:
                self.say(
                    _(
                        "No worker runs (%(reason)s): large ledgers and exports are "
                        "done by the web server itself, which takes longer."
                    )
                    % {"reason": error}
                )
            else:
                app.conf.broker_url = settings.BROKER_URL or engine.address
                return Beside(at_the_end=engine.stop)
        app.conf.broker_url = None
        return Beside(in_each_worker=bell.look_every_minute)

    def prepare(self, *, empty: bool) -> None:
        """Bring database, office and demonstration up to date."""
        migrate(self)
        refuse_what_cannot_work()
        call_command("prepare_office", stdout=StringIO())
        loading = Path(settings.DATA_DIR) / LOADING
        if not empty and (is_untouched() or loading.exists()):
            self.say(_("Loading the demonstration; this happens once …"))
            loading.touch()
            call_command("demo", fiscal_year=DEMONSTRATION_YEAR, stdout=StringIO())
            loading.unlink()

    def say(self, line: str) -> None:
        """Print a line at once."""
        self.stdout.write(line)
        self.stdout.flush()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let one start at a time prepare a data folder."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def migrate(command: Command) -> None:
    """Bring the tables up to date; a start that finds them so spends no time."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        command.say(_("Preparing the database …"))
        call_command("migrate", verbosity=0, interactive=False)
    elif triggers.missing():
        triggers.install()


def refuse_what_cannot_work() -> None:
    """Run the system checks; what is serious ends the start with its sentences.

    Raises:
        CommandError: At least one check failed.
    """
    serious = [
        message
        for message in run_checks(databases=[DEFAULT_DB_ALIAS])
        if message.is_serious() and not message.is_silenced()
    ]
    if serious:
        lines = [f"{found.msg} {found.hint or ''}".strip() for found in serious]
        raise CommandError("\n".join(lines))


def is_untouched() -> bool:
    """Tell whether nobody has worked here yet."""
    return not Case.objects.exists() and not Staff.objects.exists()


def who_may_sign_in() -> list[str]:
    """Return the demonstration accounts, or how to make the first account."""
    logins = {role: account.login for role, account in ACCOUNTS.items()}
    standing = set(
        Staff.objects.filter(login__in=logins.values(), is_active=True).values_list(
            "login", flat=True
        )
    )
    if standing:
        lines = [
            f"  {login:<22} {Role(role).label}"
            for role, login in logins.items()
            if login in standing
        ]
        title = _("Demonstration accounts, all with the password %(password)s:")
        return [title % {"password": PASSWORD}, *lines]
    if Staff.objects.exists():
        return []
    return [
        _(
            "There is no account yet. Make the first one in another window; the "
            "password is asked for:"
        ),
        "  ./hiroba manage create_staff --login LOGIN --name NAME "
        f"--role {Role.RECORDS_OFFICER}",
    ]
