"""Restore an office from a backup, with proof: what `./hiroba restore FILE` does."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils.translation import gettext as _

from config.backup.errors import BackupError
from config.backup.restoring import Restored, restore
from config.occupancy import Occupied


class Command(BaseCommand):
    """`restore FILE [--replace]`; exit code 1 when anything differs."""

    # there may be no tables yet
    requires_system_checks: list[str] = []  # noqa: RUF012 - declared so by Django
    help = "Put an archive in the place of the office, once everything is proven."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("file", type=Path, help="what ./hiroba backup has written")
        parser.add_argument(
            "--replace", action="store_true", help="what stands here may go"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Parse, restore, print the proof."""
        source = options["file"].expanduser().resolve()
        try:
            restored = restore(
                source, replace=options["replace"], say=self.stdout.write
            )
        except (BackupError, Occupied) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(
                _("Nothing was restored: %(reason)s (%(place)s).")
                % {"reason": error.strerror, "place": error.filename or source}
            ) from error
        except DatabaseError as error:
            raise CommandError(
                _("Nothing was restored: %(reason)s (%(place)s).")
                % {"reason": str(error).strip(), "place": source}
            ) from error
        for line in _lines(restored):
            self.stdout.write(line)
        self.stdout.write(_("Restored. Start Hiroba again; everybody signs in anew."))


def _lines(found: Restored) -> list[str]:
    rows = _("✓ %(rows)s rows in %(tables)s tables equal, %(files)s data files equal")
    trail = _(
        "✓ Trail: %(entries)s entries in %(streams)s chains verified, %(heads)s ends "
        "equal, %(faults)s faults"
    )
    attached = _(
        "✓ Attachments and letters: %(standing)s have their file, %(faults)s do not"
    )
    years = _("✓ Annual tables equal before and after: %(years)s")
    return [
        rows
        % {
            "rows": f"{found.rows:,}",
            "tables": found.tables,
            "files": f"{found.files:,}",
        },
        trail
        % {
            "entries": f"{found.trail.entries:,}",
            "streams": f"{found.trail.streams:,}",
            "heads": f"{found.heads:,}",
            "faults": found.trail.breaks,
        },
        attached
        % {
            "standing": f"{found.attachments.standing - found.attachments.faults:,}",
            "faults": found.attachments.faults,
        },
        years % {"years": ", ".join(found.years)},
    ]
