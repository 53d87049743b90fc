"""Take in a ledger whose rows are no cases: board sessions, figures."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import gettext as _

from casework.ledger.cells import RowCells
from casework.ledger.columns import LedgerColumns
from casework.ledger.comparison import differences
from casework.ledger.findings import ChangedRow, Finding, Report
from casework.models import ImportRow, ImportRun
from casework.operations.import_run import LedgerImport, Refused, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRow:
    """One row, understood.

    Attributes:
        line: The file's own line.
        raw: The row as written.
        key: What makes two rows the same thing.
        name: How reports call it.
        texts: Its content by column key.
        values: Its content by field of the model.
    """

    line: int
    raw: Mapping[str, str]
    key: Hashable
    name: str
    texts: Mapping[str, str]
    values: Mapping[str, object]


class RecordLedger(ABC):
    """What a slice knows of such a ledger.

    Attributes:
        columns: The columns, by its data file.
    """

    columns: LedgerColumns

    @abstractmethod
    def read(self, row: RowCells, *, task: Task) -> RecordRow | None:
        """Return a row, None when it has an error."""

    @abstractmethod
    def stored(self, keys: Collection[Hashable]) -> Mapping[Hashable, Model]:
        """Return what is stored of these keys."""

    @abstractmethod
    def texts(self, instance: Model) -> Mapping[str, str]:
        """Return the content of what is stored, by column key."""

    @abstractmethod
    def write(
        self, rows: Sequence[RecordRow], *, run: ImportRun, task: Task
    ) -> Sequence[str]:
        """Write new and changed rows with their trail; return what each became.

        Returns:
            One key per row, such as `figure:9`.
        """


def import_records(*, task: Task, ledger: RecordLedger) -> Report:
    """Take in a ledger of records: all of it, or nothing.

    Writes the records, the raw rows, the run and one trail entry per record.

    Args:
        task: The file, who imports it, when, and what changed rows do.
        ledger: The columns, the reader and the model.

    Returns:
        The report; its errors say why nothing was written.
    """
    return _RecordImport(task, ledger).run()


class _RecordImport(LedgerImport[RecordRow]):
    """The import of a ledger of records; such ledgers are short."""

    def __init__(self, task: Task, ledger: RecordLedger) -> None:
        super().__init__(task, ledger.columns)
        self.ledger = ledger
        self._lines: dict[Hashable, int] = {}
        self._changed: list[RecordRow] = []

    def check_row(self, row: RowCells) -> RecordRow | None:
        """Read a row; the same thing twice is an error."""
        record = self.ledger.read(row, task=self.task)
        if record is None:
            return None
        first = self._lines.setdefault(record.key, record.line)
        if first != record.line:
            self.findings.error(
                Finding(
                    record.line,
                    self.columns.columns[0].label,
                    record.name,
                    _("Line %(line)s already tells of “%(name)s”.")
                    % {"line": first, "name": record.name},
                    _("Delete one of the two lines."),
                )
            )
        return record

    def apply(self, keys: Sequence[RecordRow]) -> None:
        """Write what is new, compare the rest."""
        stored = self.ledger.stored({row.key for row in keys})
        new = [row for row in keys if row.key not in stored]
        self.report.created = len(new)
        for row in keys:
            if row.key in stored:
                self._compare(row, stored[row.key])
        if self.findings.errors:
            raise Refused
        if not self.task.options.dry_run:
            self._write([*new, *self._changed])
        self.task.options.progress("write", len(keys))

    def _write(self, rows: Sequence[RecordRow]) -> None:
        if not rows:
            return
        run = self.record.run
        subjects = self.ledger.write(rows, run=run, task=self.task)
        ImportRow.objects.bulk_create(
            ImportRow(run=run, line=row.line, raw=row.raw, subject_key=subject)
            for row, subject in zip(rows, subjects, strict=True)
        )

    def _compare(self, row: RecordRow, instance: Model) -> None:
        found = differences(
            self.ledger.texts(instance),
            row.texts,
            columns=self.columns,
            present=self.table.header.positions.keys(),
            is_first=True,
        )
        if not found:
            self.report.unchanged += 1
            return
        self.report.changed.append(ChangedRow(row.line, row.name, found))
        if self.task.options.update:
            self._changed.append(row)
            self.report.updated += 1
