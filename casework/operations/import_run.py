"""What every import shares: the file, how it treats what it finds, its record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path

from audit import trail
from audit.trail import Actor
from casework.ledger.findings import Report
from casework.models import ImportRow, ImportRun, Unit

Progress = Callable[[str, int], None]


def silent(stage: str, rows: int) -> None:
    """Report no progress."""


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """A file and its name as the officer knows it."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """How an import treats what it finds.

    Attributes:
        dry_run: Report everything, write nothing.
        create_divisions: Create divisions that are not known yet.
        update: Amend what is stored when its row changed.
        progress: Called with a stage (`read`, `write`) and the rows done.
    """

    dry_run: bool = False
    create_divisions: bool = False
    update: bool = False
    progress: Progress = silent


@dataclass(slots=True)
class RunRecord:
    """The record of an import; it begins with the first row that is written.

    A file that changes nothing leaves no record.
    """

    file: LedgerFile
    report: Report
    by: Actor
    at: datetime
    _run: ImportRun | None = None

    @property
    def run(self) -> ImportRun:
        """The stored run, created when first asked for."""
        if self._run is None:
            with self.file.path.open("rb") as opened:
                sha256 = file_digest(opened, "sha256").hexdigest()
            self._run = ImportRun.objects.create(
                kind=self.report.kind,
                file_name=self.file.name,
                sha256=sha256,
                at=self.at,
                actor_key=self.by.key,
                actor_label=self.by.label,
                columns=self.report.columns,
            )
        return self._run

    def keep(
        self, line: int, raw: Mapping[str, str], *, unit: Unit | None, subject: str = ""
    ) -> None:
        """Keep one row as it was written."""
        ImportRow.objects.create(
            run=self.run, line=line, raw=raw, unit=unit, subject_key=subject
        )

    def close(self) -> None:
        """Store the counts and write the import to the trail."""
        if self._run is None:
            return
        run, report = self._run, self.report
        run.rows, run.created, run.updated = (
            report.rows,
            report.created,
            report.updated,
        )
        run.save(update_fields=["rows", "created", "updated"])
        report.run_id = run.pk
        trail.record(
            stream=f"import_run:{run.pk}",
            act="import_ledger",
            subject=f"import_run:{run.pk}",
            by=self.by,
            at=self.at,
            facts={
                "kind": run.kind,
                "sha256": run.sha256,
                "rows": run.rows,
                "created": run.created,
                "updated": run.updated,
            },
        )
