"""Load the demonstration, or write its ledgers as files."""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.trail import Actor
from casework.errors import CaseworkError
from casework.ledger.findings import Report
from desk.demonstration.accounts import ACCOUNTS, PASSWORD
from desk.demonstration.operations.load_demonstration import Wish, load_demonstration
from desk.demonstration.year import NoPlan, ledgers_of, write_ledgers
from desk.ledgers import LEDGERS
from ordinances.loading import municipality

BY = Actor("command:demo", "demo")


class Command(BaseCommand):
    """`demo --fiscal-year 2020 [--today DATE] [--output DIR]`."""

    help = (
        "Load the demonstration: a fiscal year of invented requests whose tables "
        "equal the printed report, a few requests around today, and one account "
        "per role. A second run changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("--fiscal-year", type=int, default=2020)
        parser.add_argument(
            "--today",
            type=date.fromisoformat,
            help="the day around which open requests are made (default: today)",
        )
        parser.add_argument(
            "--output",
            type=Path,
            help="only write the ledgers of the fiscal year as CSV into this folder",
        )
        parser.add_argument(
            "--force", action="store_true", help="load even into a production office"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Parse, call the operation, answer."""
        try:
            if options["output"]:
                self._write(options["fiscal_year"], options["output"])
            else:
                self._load(options)
        except (NoPlan, CaseworkError) as error:
            raise CommandError(str(error)) from error

    def _write(self, fiscal_year: int, folder: Path) -> None:
        for path in write_ledgers(ledgers_of(fiscal_year), folder):
            self.stdout.write(str(path))

    def _load(self, options: dict[str, Any]) -> None:
        if not (settings.DEMONSTRATION_ALLOWED or options["force"]):
            raise CommandError(
                _(
                    "This is a production office: invented requests and accounts "
                    "whose password everybody knows do not belong here. If you mean "
                    "it, say --force and disable the accounts afterwards."
                )
            )
        today = timezone.localdate()
        load_demonstration(
            wish=Wish(
                fiscal_year=options["fiscal_year"],
                around=options["today"] or today,
                municipality=municipality(settings.HIROBA_MUNICIPALITY),
            ),
            on=today,
            by=BY,
            at=timezone.now(),
            progress=self._report,
        )
        self.stdout.write(_("Requesters, divisions, places and subjects are invented."))
        self._name_accounts()

    def _report(self, report: Report) -> None:
        self.stdout.write(
            _("%(kind)s: %(rows)s rows, %(created)s new, %(unchanged)s stored already")
            % {
                "kind": LEDGERS[report.kind].label,
                "rows": f"{report.rows:,}",
                "created": f"{report.created:,}",
                "unchanged": f"{report.unchanged:,}",
            }
        )

    def _name_accounts(self) -> None:
        self.stdout.write(
            _("Demonstration accounts, all with the password %(password)s:")
            % {"password": PASSWORD}
        )
        for role, account in ACCOUNTS.items():
            self.stdout.write(f"  {account.login:<14} {role:<20} {account.name}")
