"""Write an empty ledger to fill in."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from desk.ledger_files import CannotWriteTemplate, write_template
from desk.ledgers import LEDGERS


class Command(BaseCommand):
    """`ledger_template KIND --output FILE`."""

    help = "Write a ledger with its headers and example rows, as .csv or .xlsx."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("kind", choices=list(LEDGERS))
        parser.add_argument("--output", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Parse, write, answer."""
        try:
            write_template(LEDGERS[options["kind"]].columns, options["output"])
        except CannotWriteTemplate as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            _("“%(name)s” was written.") % {"name": options["output"].name}
        )
