"""Make a backup of the office: what `./hiroba backup FILE` does."""

import sqlite3
import sys
import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from config.backup.errors import BackupError
from config.backup.making import Made, make


class Command(BaseCommand):
    """`backup FILE`; exit code 1 when there is none, or when the trail has faults."""

    help = "Write database and data files into one archive, while work goes on."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("file", type=Path, help="a file that does not exist yet")

    def handle(self, *args: Any, **options: Any) -> None:
        """Parse, make, say what it holds."""
        target = options["file"].expanduser().resolve()
        try:
            made = make(
                target, version=version(), at=timezone.now(), say=self.stdout.write
            )
        except BackupError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(
                _("No backup was made: %(reason)s (%(place)s).")
                % {"reason": error.strerror, "place": error.filename or target.parent}
            ) from error
        except (DatabaseError, sqlite3.Error) as error:
            raise CommandError(
                _("No backup was made: %(reason)s (%(place)s).")
                % {"reason": str(error).strip(), "place": target.parent}
            ) from error
        for line in _lines(made):
            self.stdout.write(line)
        self.stdout.write(_("The backup is made: %(file)s") % {"file": target})
        if made.trail.breaks or made.attachments.faults:
            self.stderr.write(
                _(
                    "But what was backed up has faults: find them with ./hiroba manage "
                    "verify trail. Keep the earlier backups."
                )
            )
            sys.exit(1)


def version() -> str:
    """Return the version of this program."""
    text = (Path(settings.BASE_DIR) / "pyproject.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)["project"]["version"])


def _lines(made: Made) -> list[str]:
    rows = _("%(rows)s rows in %(tables)s tables, %(files)s data files") % {
        "rows": f"{made.rows:,}",
        "tables": made.tables,
        "files": f"{made.files:,}",
    }
    trail = _("Trail: %(entries)s entries in %(streams)s chains, %(faults)s faults") % {
        "entries": f"{made.trail.entries:,}",
        "streams": f"{made.trail.streams:,}",
        "faults": made.trail.breaks,
    }
    attached = _(
        "Attachments and letters: %(standing)s, %(faults)s without their file"
    ) % {
        "standing": f"{made.attachments.standing:,}",
        "faults": made.attachments.faults,
    }
    years = _("Annual tables noted: %(years)s") % {"years": ", ".join(made.years)}
    return [rows, trail, attached, years]
