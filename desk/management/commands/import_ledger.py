"""Take in a ledger from the command line."""

import json
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.trail import Actor
from casework.ledger.findings import ChangedRow, Finding, Report
from casework.operations.import_run import ImportOptions, LedgerFile, Task
from casework.wording import plain
from desk.ledgers import LEDGERS, import_ledger
from ordinances.loading import municipality

BY = Actor("command:import_ledger", "import_ledger")


class Command(BaseCommand):
    """`import_ledger KIND FILE`; exit code 1 when nothing was taken in."""

    help = "Take in a ledger: all rows, or none and a list of what to mend."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("kind", choices=list(LEDGERS))
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--dry-run", action="store_true", help="report everything, write nothing"
        )
        parser.add_argument("--json", action="store_true", help="print the report")
        parser.add_argument(
            "--create-divisions",
            action="store_true",
            help="create divisions (所管課) that are not known yet",
        )
        parser.add_argument(
            "--update", action="store_true", help="amend what changed rows tell"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Parse, call the operation, answer."""
        path: Path = options["file"]
        report = import_ledger(
            kind=options["kind"],
            task=Task(
                file=LedgerFile(path, path.name),
                options=ImportOptions(
                    dry_run=options["dry_run"],
                    create_divisions=options["create_divisions"],
                    update=options["update"],
                    progress=self._progress,
                ),
                by=BY,
                on=timezone.localdate(),
                at=timezone.now(),
            ),
            municipality=municipality(settings.HIROBA_MUNICIPALITY),
        )
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False))
        else:
            self._print(report, dry_run=options["dry_run"])
        if not report.is_clean:
            sys.exit(1)

    def _progress(self, stage: str, rows: int) -> None:
        words = {"read": _("%(rows)s rows read"), "write": _("%(rows)s rows done")}
        self.stderr.write(words[stage] % {"rows": f"{rows:,}"})

    def _print(self, report: Report, *, dry_run: bool) -> None:
        for label, header in report.columns.items():
            if label != header:
                self.stdout.write(
                    _("The column “%(header)s” was taken for %(label)s.")
                    % {"header": header, "label": label}
                )
        note, changes, error = _("Note"), _("Changed"), _("Error")
        for finding in report.warnings:
            self.stdout.write(f"{note}: {_sentence(finding)}")
        for changed in report.changed:
            self.stdout.write(f"{changes}: {_change(changed)}")
        for finding in report.errors:
            self.stdout.write(f"{error}: {_sentence(finding)}")
        self.stdout.write(summary(report, dry_run=dry_run))


def summary(report: Report, *, dry_run: bool) -> str:
    """Return the last sentence of a report: what was done."""
    if report.errors:
        return _("%(count)s errors. Nothing was taken in.") % {
            "count": f"{len(report.errors):,}"
        }
    counts = {
        "rows": f"{report.rows:,}",
        "created": f"{report.created:,}",
        "unchanged": f"{report.unchanged:,}",
        "changed": f"{len(report.changed):,}",
        "updated": f"{report.updated:,}",
    }
    if dry_run:
        text = _(
            "Rehearsal: of %(rows)s rows %(created)s would be new, %(unchanged)s are "
            "stored already, %(changed)s differ from what is stored."
        )
    elif report.created or report.updated:
        text = _(
            "Of %(rows)s rows %(created)s were taken in, %(unchanged)s were stored "
            "already, %(changed)s differ, %(updated)s of these were amended."
        )
    else:
        text = _(
            "Nothing was changed: of %(rows)s rows %(unchanged)s are stored already, "
            "%(changed)s differ."
        )
    return text % counts


def _sentence(finding: Finding) -> str:
    place = _("line %(row)s") % {"row": finding.row} if finding.row else _("whole file")
    column = f" {finding.column}" if finding.column else ""
    value = f" 「{finding.value}」" if finding.value else ""
    return f"{place}{column}{value}: {finding.reason} {finding.mend}".rstrip()


def _change(changed: ChangedRow) -> str:
    place = _("line %(row)s") % {"row": changed.row}
    parts = (
        f"{d.column}: 「{plain(d.old)}」→「{plain(d.new)}」"
        for d in changed.differences
    )
    return f"{place} {changed.number}: " + ", ".join(parts)
