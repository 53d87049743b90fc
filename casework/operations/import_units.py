"""Take in a ledger of cases: all of it, or nothing.

A bulk operation over the rules of the single acts, in two passes over the file:
the first reads and checks every row and keeps only its keys; the second writes
chunk by chunk in one transaction. Memory does not grow with the texts.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from django.db.models import Model

from casework.ledger.cells import RowCells
from casework.ledger.columns import LedgerColumns, fold
from casework.ledger.comparison import differences, row_texts, unit_texts
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
from casework.ledger.units import NumberKey, UnitRow
from casework.models import Case, Unit
from casework.operations import number
from casework.operations.amend_unit import CannotAmend, amend_unit, check_amendment
from casework.operations.calendar_lock import share_calendar
from casework.operations.import_rows import RowWriter
from casework.operations.import_run import CHUNK, LedgerImport, Refused, Task
from ordinances.schema import Municipality


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
    *, task: Task, ledger: UnitLedger, municipality: Municipality
) -> Report:
    """Take in a ledger of cases.

    Writes cases, units, events, decisions, raw rows, the run and the trail; or,
    with an error in any row, nothing at all.

    Args:
        task: The file, who imports it, when, and what changed rows do.
        ledger: The slice's columns and reader.
        municipality: Organs and regimes.

    Returns:
        The report; its errors say why nothing was written.
    """
    return _UnitImport(task, ledger, municipality).run()


class _UnitImport(LedgerImport[RowKey]):
    """The import of a ledger whose rows are units."""

    def __init__(
        self, task: Task, ledger: UnitLedger, municipality: Municipality
    ) -> None:
        super().__init__(task, ledger.columns)
        self.ledger = ledger
        may_create = task.options.create_divisions
        self.places = Places(municipality, may_create=may_create)

    def check_row(self, row: RowCells) -> RowKey | None:
        """Read a row and keep its key."""
        unit = self.ledger.read(row, places=self.places, today=self.task.on)
        return row_key(unit) if unit else None

    def apply(self, keys: Sequence[RowKey]) -> None:
        """Place the rows and write them, or in a rehearsal only compare."""
        share_calendar()
        numbers = {key.key for key in keys}
        stored = stored_units(numbers)
        placed = Placement(self.columns, self.findings).place(keys, stored)
        if self.findings.errors:
            raise Refused
        label = self.columns.by_key["number"].label
        all_numbers = numbers.union(stored_numbers(numbers))
        report_gaps(all_numbers, self.findings, column=label)
        writer = self._writer(keys, placed, stored)
        done = 0
        for chunk in _chunks(self._read_again(), CHUNK):
            self._apply_chunk([(row, placed[row.line]) for row in chunk], writer)
            done += len(chunk)
            self.task.options.progress("write", done)
        if self.findings.errors:
            raise Refused
        if writer is not None:
            _lift_counters(writer)

    def _read_again(self) -> Iterator[UnitRow]:
        """Read the rows a second time; all that is to be said has been said."""
        heard = Findings()
        for row in self.table.rows(heard):
            unit = self.ledger.read(row, places=self.places, today=self.task.on)
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
            columns=self.columns,
            present=self.table.header.positions.keys(),
            is_first=place.is_first,
        )
        if not found:
            self.report.unchanged += 1
            return
        self.report.changed.append(ChangedRow(row.line, unit.number_text, found))
        if self.task.options.update:
            self._amend(unit, row, found)

    def _amend(self, unit: Unit, row: UnitRow, found: Sequence[Difference]) -> None:
        by_label = self.columns.by_label
        keys = frozenset(by_label[fold(item.column)].key for item in found)
        try:
            check_amendment(unit=unit, row=row, keys=keys)
            if self.task.options.dry_run:
                return
            amend_unit(
                unit=unit,
                row=row,
                differences=found,
                keys=keys,
                by=self.task.by,
                at=self.task.at,
            )
        except CannotAmend as refusal:
            column = self.columns.by_key[refusal.key].label
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
        if self.task.options.dry_run:
            return None
        new = [key for key in keys if placed[key.line].unit_pk is None]
        written = keys if self.task.options.update else new
        self.places.save_new({key.division for key in written})
        if not new:
            return None
        return RowWriter(
            own=self.ledger,
            run=self.record.run,
            by=self.task.by,
            at=self.task.at,
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
