"""Take in a ledger of cases: all of it, or nothing.

A bulk operation over the rules of the single acts, in two passes over the file:
the first reads and checks every row and keeps only its keys; the second writes
chunk by chunk in one transaction. Memory does not grow with the texts.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from audit.trail import Actor
from casework.ledger.cells import RowCells
from casework.ledger.columns import LedgerColumns, fold
from casework.ledger.comparison import differences, row_texts, unit_texts
from casework.ledger.files import CannotReadLedger
from casework.ledger.findings import ChangedRow, Difference, Finding, Findings, Report
from casework.ledger.placement import (
    Place,
    Placement,
    RowKey,
    StoredUnit,
    report_gaps,
    row_key,
)
from casework.ledger.places import Places
from casework.ledger.stored import load_units, stored_numbers, stored_units
from casework.ledger.table import LedgerTable
from casework.ledger.units import NumberKey, UnitRow
from casework.models import Case, Unit
from casework.operations import number
from casework.operations.amend_unit import CannotAmend, amend_unit, check_amendment
from casework.operations.import_rows import RowWriter
from casework.operations.import_run import ImportOptions, LedgerFile, RunRecord
from ordinances.schema import Municipality

CHUNK = 1000


class UnitLedger(ABC):
    """What a slice knows of its ledger.

    Attributes:
        columns: The columns, by its data file.
    """

    columns: LedgerColumns

    @abstractmethod
    def read(self, row: RowCells, *, places: Places, today: date) -> UnitRow | None:
        """Return a row as a unit, None when it has an error."""

    def own_rows(self, case: Case, row: UnitRow) -> Sequence[Model]:
        """Return the unsaved rows the slice adds to a new case."""
        return ()

    def own_texts(self, row: UnitRow) -> Mapping[str, str]:
        """Return what only the slice knows of a row, by column key."""
        return {}

    def stored_texts(self, units: Sequence[Unit]) -> Mapping[int, Mapping[str, str]]:
        """Return the same of stored units: unit → column key → text."""
        return {}

    def amend(self, unit: Unit, row: UnitRow, keys: frozenset[str]) -> None:
        """Write what only the slice knows of a changed row."""
        return


def import_units(
    *,
    file: LedgerFile,
    ledger: UnitLedger,
    municipality: Municipality,
    options: ImportOptions,
    by: Actor,
    on: date,
    at: datetime,
) -> Report:
    """Take in a ledger of cases.

    Writes cases, units, events, decisions, raw rows, the run and the trail; or,
    with an error in any row, nothing at all.

    Args:
        file: The ledger.
        ledger: The slice's columns and reader.
        municipality: Organs and regimes.
        options: Rehearsal, divisions, changed rows.
        by: Who imports.
        on: The day of the import: nothing in the ledger was received later.
        at: The instant.

    Returns:
        The report; its errors say why nothing was written.
    """
    places = Places(municipality, may_create=options.create_divisions)
    task = _Import(file, ledger, places, options, by, on, at)
    task.run()
    return task.finished()


class _Refused(Exception):
    """Rolls the transaction back; the findings say why."""


@dataclass(slots=True)
class _Import:
    file: LedgerFile
    ledger: UnitLedger
    places: Places
    options: ImportOptions
    by: Actor
    on: date
    at: datetime
    findings: Findings = field(default_factory=Findings)
    report: Report = field(init=False)
    record: RunRecord = field(init=False)
    table: LedgerTable = field(init=False)

    def __post_init__(self) -> None:
        self.report = Report(self.ledger.columns.kind)
        self.record = RunRecord(self.file, self.report, self.by, self.at)

    def run(self) -> None:
        """Read and check, then write, or in a rehearsal compare."""
        keys = self._check()
        if self.findings.errors:
            return
        try:
            if self.options.dry_run:
                self._apply(keys)
            else:
                with transaction.atomic():
                    self._apply(keys)
                    self.record.close()
        except _Refused:
            return
        except IntegrityError:
            self.findings.error(_met_another(self.file.name))

    def finished(self) -> Report:
        """Return the report; with errors it counts nothing as done."""
        report = self.report
        report.warnings, report.errors = self.findings.warnings, self.findings.errors
        if report.errors:
            report.created = report.unchanged = report.updated = 0
            report.changed, report.run_id = [], None
        return report

    def _check(self) -> list[RowKey]:
        """Read every row once and keep its key."""
        try:
            self.table = LedgerTable(self.file.path, self.ledger.columns, self.findings)
        except CannotReadLedger as error:
            name = self.file.name
            self.findings.error(Finding(error.line, "", name, error.reason, error.mend))
            return []
        self.report.columns = self.table.taken
        if self.findings.errors:
            return []
        keys = []
        for row in self.table.rows(self.findings):
            self.report.rows += 1
            unit = self.ledger.read(row, places=self.places, today=self.on)
            if unit is not None:
                keys.append(row_key(unit))
            if self.report.rows % CHUNK == 0:
                self.options.progress("read", self.report.rows)
        self.options.progress("read", self.report.rows)
        return keys

    def _apply(self, keys: Sequence[RowKey]) -> None:
        """Place the rows and write them, or in a rehearsal only compare."""
        numbers = {key.key for key in keys}
        stored = stored_units(numbers)
        placed = Placement(self.ledger.columns, self.findings).place(keys, stored)
        if self.findings.errors:
            raise _Refused
        label = self.ledger.columns.by_key["number"].label
        all_numbers = numbers.union(stored_numbers(numbers))
        report_gaps(all_numbers, self.findings, column=label)
        writer = self._writer(keys, placed, stored)
        done = 0
        for chunk in _chunks(self._read_again(), CHUNK):
            self._apply_chunk([(row, placed[row.line]) for row in chunk], writer)
            done += len(chunk)
            self.options.progress("write", done)
        if self.findings.errors:
            raise _Refused
        if writer is not None:
            _lift_counters(writer)

    def _read_again(self) -> Iterator[UnitRow]:
        """Read the rows a second time; all that is to be said has been said."""
        heard = Findings()
        for row in self.table.rows(heard):
            unit = self.ledger.read(row, places=self.places, today=self.on)
            if unit is not None:
                yield unit

    def _apply_chunk(
        self, rows: Sequence[tuple[UnitRow, Place]], writer: RowWriter | None
    ) -> None:
        new = [(row, place) for row, place in rows if place.unit_pk is None]
        known = {place.unit_pk: (row, place) for row, place in rows if place.unit_pk}
        self.report.created += len(new)
        if writer is not None:
            writer.write(new)
        for units in load_units(list(known)):
            own = self.ledger.stored_texts(units)
            for unit in units:
                texts = {**unit_texts(unit), **own.get(unit.pk, {})}
                self._compare(unit, texts, *known[unit.pk])

    def _compare(
        self, unit: Unit, texts: Mapping[str, str], row: UnitRow, place: Place
    ) -> None:
        found = differences(
            texts,
            {**row_texts(row), **self.ledger.own_texts(row)},
            columns=self.ledger.columns,
            present=self.table.header.positions.keys(),
            is_first=place.is_first,
        )
        if not found:
            self.report.unchanged += 1
            return
        self.report.changed.append(ChangedRow(row.line, unit.number_text, found))
        if self.options.update:
            self._amend(unit, row, found)

    def _amend(self, unit: Unit, row: UnitRow, found: Sequence[Difference]) -> None:
        by_label = self.ledger.columns.by_label
        keys = frozenset(by_label[fold(item.column)].key for item in found)
        try:
            check_amendment(unit=unit, row=row, keys=keys)
            if self.options.dry_run:
                return
            amend_unit(
                unit=unit, row=row, differences=found, keys=keys, by=self.by, at=self.at
            )
        except CannotAmend as refusal:
            column = self.ledger.columns.by_key[refusal.key].label
            self.findings.error(
                Finding(row.line, column, refusal.value, refusal.reason, refusal.mend)
            )
            return
        self.ledger.amend(unit, row, keys)
        self.report.updated += 1
        self.record.keep(row.line, row.raw, unit=unit)

    def _writer(
        self,
        keys: Sequence[RowKey],
        placed: Mapping[int, Place],
        stored: Mapping[NumberKey, Sequence[StoredUnit]],
    ) -> RowWriter | None:
        """Return the writer, None when there is nothing new to write."""
        if self.options.dry_run:
            return None
        new = [key for key in keys if placed[key.line].unit_pk is None]
        written = keys if self.options.update else new
        self.places.save_new({key.division for key in written})
        if not new:
            return None
        return RowWriter(
            own=self.ledger,
            run=self.record.run,
            by=self.by,
            at=self.at,
            stored_first=_first_units(new, stored),
        )


def _first_units(
    new: Iterable[RowKey], stored: Mapping[NumberKey, Sequence[StoredUnit]]
) -> dict[NumberKey, Unit]:
    """Return the stored unit each new branch of a stored case comes from."""
    first = {key.key: stored[key.key][0].pk for key in new if key.key in stored}
    units = {
        unit.pk: unit for piece in load_units(list(first.values())) for unit in piece
    }
    return {key: units[pk] for key, pk in first.items()}


def _lift_counters(writer: RowWriter) -> None:
    for (series, fiscal_year), highest in sorted(writer.highest.items()):
        number.lift(series=series, fiscal_year=fiscal_year, number=highest)


def _chunks(rows: Iterator[UnitRow], size: int) -> Iterator[list[UnitRow]]:
    while chunk := list(islice(rows, size)):
        yield chunk


def _met_another(name: str) -> Finding:
    return Finding(
        0,
        "",
        name,
        _("While the ledger was written, the same numbers came in by another way."),
        _("Nothing was written. Please import the file once more."),
    )
