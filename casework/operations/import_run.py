"""What every import shares: reading first, then all or nothing, and its record."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import file_digest
from pathlib import Path
from typing import Generic, TypeVar

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit import trail
from audit.trail import Actor
from casework.ledger.cells import RowCells
from casework.ledger.columns import LedgerColumns
from casework.ledger.files import CannotReadLedger
from casework.ledger.findings import Finding, Findings, Report
from casework.ledger.table import LedgerTable
from casework.models import ImportRow, ImportRun, Unit

CHUNK = 1000

Progress = Callable[[str, int], None]
Settle = Callable[[Report], None]
Key = TypeVar("Key")


def silent(stage: str, rows: int) -> None:
    """Report no progress."""


def nothing_more(report: Report) -> None:
    """Write nothing beside the import."""


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
        settle: Called when all is written, in the same transaction: what it writes
            stands or falls with the import.
    """

    dry_run: bool = False
    create_divisions: bool = False
    update: bool = False
    progress: Progress = silent
    settle: Settle = nothing_more


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An import to be done.

    Attributes:
        file: The ledger.
        options: How it treats what it finds.
        by: Who imports.
        on: The day: nothing in the ledger was received later.
        at: The instant.
    """

    file: LedgerFile
    options: ImportOptions
    by: Actor
    on: date
    at: datetime


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


class Refused(Exception):
    """Rolls the transaction back; the findings say why."""


class LedgerImport(ABC, Generic[Key]):
    """An import in two passes: check every row, then write, all or nothing.

    Attributes:
        task: What is to be done.
        columns: The columns of the kind of ledger.
        findings: What is to be said.
        report: The result so far.
        record: The stored run, once something is written.
    """

    def __init__(self, task: Task, columns: LedgerColumns) -> None:
        self.task, self.columns = task, columns
        self.findings = Findings()
        self.report = Report(columns.kind)
        self.record = RunRecord(task.file, self.report, task.by, task.at)
        self._table: LedgerTable | None = None

    @abstractmethod
    def check_row(self, row: RowCells) -> Key | None:
        """Read a row and return what is kept of it, None when it has an error."""

    @abstractmethod
    def apply(self, keys: Sequence[Key]) -> None:
        """Write the rows, or in a rehearsal only compare; raise `Refused` on errors."""

    @property
    def table(self) -> LedgerTable:
        """The opened ledger."""
        if self._table is None:
            self._table = LedgerTable(self.task.file.path, self.columns, self.findings)
        return self._table

    def run(self) -> Report:
        """Do the import and return its report; with errors nothing is written."""
        keys = self._check()
        if not self.findings.errors:
            try:
                self._apply(keys)
            except Refused:
                pass
            except IntegrityError:
                self.findings.error(_met_another(self.task.file.name))
        return self._finished()

    def _check(self) -> list[Key]:
        try:
            self.report.columns = self.table.taken
        except CannotReadLedger as error:
            name = self.task.file.name
            self.findings.error(Finding(error.line, "", name, error.reason, error.mend))
        if self.findings.errors:
            return []
        keys = []
        for row in self.table.rows(self.findings):
            self.report.rows += 1
            key = self.check_row(row)
            if key is not None:
                keys.append(key)
            if self.report.rows % CHUNK == 0:
                self.task.options.progress("read", self.report.rows)
        if self.report.rows % CHUNK:
            self.task.options.progress("read", self.report.rows)
        if self.report.rows == 0:
            self._nothing_there()
        return keys

    def _apply(self, keys: Sequence[Key]) -> None:
        if self.task.options.dry_run:
            self.apply(keys)
            return
        with transaction.atomic():
            self.apply(keys)
            self.record.close()
            self.task.options.settle(self.report)

    def _finished(self) -> Report:
        report = self.report
        report.warnings, report.errors = self.findings.warnings, self.findings.errors
        if report.errors:
            report.created = report.unchanged = report.updated = 0
            report.changed, report.run_id = [], None
        return report

    def _nothing_there(self) -> None:
        self.findings.warn(
            Finding(
                self.table.header.line,
                "",
                "",
                _("There is no row of data below the header."),
            )
        )


def _met_another(name: str) -> Finding:
    return Finding(
        0,
        "",
        name,
        _("While the ledger was written, the same numbers came in by another way."),
        _("Nothing was written. Please import the file once more."),
    )
