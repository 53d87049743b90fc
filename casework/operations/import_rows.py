"""Write many rows of a ledger at once: what the single acts would leave behind.

The rows of a chunk become the same cases, units, events, decisions and trail
entries as `open_case`, `split`, `extend`, `record_outcome` and `implement` one
after the other; a test compares them row by row. The number of statements
depends on the size of the chunk only.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Protocol

from django.db.models import Model

from audit import trail
from audit.trail import Actor, Draft
from casework.handover import Handover
from casework.ledger.placement import Place
from casework.ledger.units import EXTENSION_REASON, NumberKey, UnitRow
from casework.models import (
    Case,
    ClockEvent,
    Decision,
    DecisionGround,
    Implementation,
    ImportRow,
    ImportRun,
    Party,
    Transfer,
    Unit,
    Withdrawal,
)
from casework.operations import clock
from casework.operations.extend import extension_facts
from casework.operations.implement import handover_facts
from casework.operations.open_case import new_case, new_unit, opening_facts
from casework.operations.record_outcome import (
    conclusion_facts,
    new_decision,
    new_grounds,
)
from casework.operations.split import split_facts
from casework.phases import phase_after
from ordinances.periods import Event

BATCH = 1000


class OwnRows(Protocol):
    """What a slice adds to a new case."""

    def own_rows(self, case: Case, row: UnitRow) -> Sequence[Model]:
        """Return the unsaved rows only the slice knows."""


@dataclass(slots=True)
class _Made:
    """A row and what it becomes."""

    row: UnitRow
    place: Place
    case: Case
    unit: Unit
    source: Unit | None


@dataclass(slots=True)
class RowWriter:
    """Writes placed rows chunk by chunk, within the caller's transaction.

    Attributes:
        own: What the slice adds.
        run: The import the rows belong to.
        by: Who imports.
        at: When.
        stored_first: Stored case of a number → its first unit.
    """

    own: OwnRows
    run: ImportRun
    by: Actor
    at: datetime
    stored_first: dict[NumberKey, Unit]
    highest: dict[tuple[str, int], int] = field(default_factory=dict)
    _opened: dict[NumberKey, tuple[Case, Unit]] = field(default_factory=dict)
    _waiting: list[tuple[UnitRow, Place]] = field(default_factory=list)
    _clocks: dict[object, tuple[date | None, str]] = field(default_factory=dict)

    def write(self, rows: Iterable[tuple[UnitRow, Place]]) -> None:
        """Write the rows whose case is there or opened by one of them.

        A branch that stands before the row that opens its case waits for it.
        """
        chunk = self._waiting + list(rows)
        openers = [(row, place) for row, place in chunk if place.opens]
        first = self._open(openers)
        known = self._opened.keys() | self.stored_first.keys()
        branches = [
            (row, place) for row, place in chunk if not place.opens and row.key in known
        ]
        self._waiting = [
            (row, place)
            for row, place in chunk
            if not place.opens and row.key not in known
        ]
        made = first + self._split(branches)
        if made:
            self._write_around(made)

    def _open(self, rows: Sequence[tuple[UnitRow, Place]]) -> list[_Made]:
        cases = [
            new_case(
                replace(row.intake, run=self.run), given=row.key.number, at=self.at
            )
            for row, _place in rows
        ]
        Case.objects.bulk_create(cases, batch_size=BATCH)
        made = []
        for (row, place), case in zip(rows, cases, strict=True):
            unit = new_unit(case, row.intake.first, branch=place.branch)
            made.append(_Made(row, place, case, unit, None))
            if place.n_rows > 1:
                self._opened[row.key] = case, unit
            series = (case.series, case.fiscal_year)
            self.highest[series] = max(self.highest.get(series, 0), case.number)
        self._save_units(made)
        Party.objects.bulk_create(
            [
                Party(case=item.case, role=party.role, name=party.name)
                for item in made
                for party in item.row.intake.parties
            ],
            batch_size=BATCH,
        )
        own: dict[type[Model], list[Model]] = {}
        for item in made:
            for instance in self.own.own_rows(item.case, item.row):
                own.setdefault(type(instance), []).append(instance)
        for model, instances in own.items():
            model._default_manager.bulk_create(instances, batch_size=BATCH)  # noqa: SLF001 - Django's name for "the model's manager, whatever it is called"
        return made

    def _split(self, rows: Sequence[tuple[UnitRow, Place]]) -> list[_Made]:
        made = []
        for row, place in rows:
            case, source = self._case_of(row.key)
            subject = row.intake.subject
            part = replace(
                row.intake.first, subject="" if subject == case.subject else subject
            )
            unit = new_unit(case, part, branch=place.branch)
            unit.split_from, unit.split_on = source, case.received_on
            made.append(_Made(row, place, case, unit, source))
        self._save_units(made)
        return made

    def _case_of(self, key: NumberKey) -> tuple[Case, Unit]:
        if key in self._opened:
            return self._opened[key]
        unit = self.stored_first[key]
        return unit.case, unit

    def _save_units(self, made: Sequence[_Made]) -> None:
        for item in made:
            self._conclude(item)
        Unit.objects.bulk_create([item.unit for item in made], batch_size=BATCH)

    def _conclude(self, item: _Made) -> None:
        end, unit = item.row.conclusion, item.unit
        handover = item.row.handover
        implemented = handover is not None and handover.on is not None
        unit.outcome = end.outcome if end else None
        unit.outcome_on = end.on if end else None
        unit.phase = phase_after(unit.outcome, implemented=implemented)
        unit.due_on, unit.clock_state = self._clock(item.row)

    def _clock(self, row: UnitRow) -> tuple[date | None, str]:
        """Return due date and state; few rows differ in what decides them."""
        pack, received_on = row.intake.pack, row.intake.received_on
        key = pack.code, received_on, row.extended_until, row.conclusion is None
        if key not in self._clocks:
            events = [Event("received", received_on), *_own_events(row)]
            folded = clock.fold_clock(pack, received_on=received_on, events=events)
            self._clocks[key] = clock.cached(folded, is_open=row.conclusion is None)
        return self._clocks[key]

    def _write_around(self, made: Sequence[_Made]) -> None:
        """Write what belongs to the units: events, decisions, raw rows, trail."""
        ClockEvent.objects.bulk_create(
            [event for item in made for event in self._events(item)], batch_size=BATCH
        )
        self._write_ends(made)
        Implementation.objects.bulk_create(
            [
                new_implementation(item.unit, handover)
                for item in made
                if (handover := item.row.handover)
            ],
            batch_size=BATCH,
        )
        ImportRow.objects.bulk_create(
            [
                ImportRow(
                    run=self.run, line=item.row.line, raw=item.row.raw, unit=item.unit
                )
                for item in made
            ],
            batch_size=BATCH,
        )
        drafts = [draft for item in made for draft in _drafts(item)]
        trail.record_many(drafts, by=self.by, at=self.at)

    def _write_ends(self, made: Sequence[_Made]) -> None:
        decisions, grounds, withdrawals, transfers = [], [], [], []
        for item in made:
            end, pack = item.row.conclusion, item.row.intake.pack
            if end is None:
                continue
            kind = pack.request_kind(item.unit.request_kind, item.unit.received_on)
            outcome = pack.outcome(kind.outcome_set, end.outcome, end.on)
            if outcome.is_decision:
                decision = new_decision(item.unit, end, seq=1, digest=pack.digest)
                decisions.append(decision)
                grounds += new_grounds(decision, end)
            elif outcome.code == "withdrawn":
                withdrawals.append(
                    Withdrawal(unit=item.unit, on=end.on, reason=end.reason)
                )
            else:
                transfers.append(Transfer(unit=item.unit, on=end.on))
        Decision.objects.bulk_create(decisions, batch_size=BATCH)
        DecisionGround.objects.bulk_create(grounds, batch_size=BATCH)
        Withdrawal.objects.bulk_create(withdrawals, batch_size=BATCH)
        Transfer.objects.bulk_create(transfers, batch_size=BATCH)

    def _events(self, item: _Made) -> Iterable[ClockEvent]:
        received = [Event("received", item.case.received_on)]
        for event in (received if item.place.opens else []) + _own_events(item.row):
            yield ClockEvent(
                case=item.case,
                unit=None if event.type == "received" else item.unit,
                type=event.type,
                on=event.on,
                until_on=event.until_on,
                reason=EXTENSION_REASON if event.type == "extended" else "",
                actor_key=self.by.key,
                actor_label=self.by.label,
                recorded_at=self.at,
            )


def new_implementation(unit: Unit, handover: Handover) -> Implementation:
    """Return an unsaved implementation."""
    return Implementation(
        unit=unit, on=handover.on, sheets=handover.sheets, fee_yen=handover.fee_yen
    )


def _own_events(row: UnitRow) -> list[Event]:
    events = []
    if row.extended_until is not None:
        events.append(Event("extended", row.intake.received_on, row.extended_until))
    if row.conclusion is not None:
        events.append(Event("stopped", row.conclusion.on))
    return events


def _drafts(item: _Made) -> Iterable[Draft]:
    """Return the trail entries of a row, in the order of the single acts."""
    row, unit, stream = item.row, item.unit, item.case.stream
    subject = f"unit:{unit.pk}"
    if item.source is None:
        facts = opening_facts(item.case, unit)
        yield Draft(stream, "open_case", f"case:{item.case.pk}", facts)
    else:
        facts = split_facts(unit, item.source, on=item.case.received_on)
        yield Draft(stream, "split", subject, facts)
    if row.extended_until is not None:
        facts = extension_facts(row.extended_until, reason=EXTENSION_REASON)
        yield Draft(stream, "extend", subject, facts)
    if row.conclusion is not None:
        facts = conclusion_facts(row.conclusion)
        yield Draft(stream, "record_outcome", subject, facts)
    if row.handover is not None:
        facts = handover_facts(row.handover)
        yield Draft(stream, "implement", subject, facts)
