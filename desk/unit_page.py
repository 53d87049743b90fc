"""What the page of a unit shows, and to whom."""

from dataclasses import dataclass
from datetime import date

from appeals.models import Appeal
from audit import trail
from casework.in_force import in_force_of
from casework.models import (
    Case,
    Decision,
    Implementation,
    ImportRow,
    Party,
    Transfer,
    Unit,
    Withdrawal,
)
from casework.models.decision import BESIDE
from casework.operations.clock import rows_of
from casework.permissions import FieldClass, fields_of
from desk import labels
from desk.case_page import Seen, category_of, parties_of
from desk.chips import Chip, deadline_chip
from desk.clock_panel import ClockPanel, clock_panel
from desk.fees_panel import FeesPanel, fees_panel
from desk.moments import moments_of
from desk.note_lines import Happening, happenings
from desk.rows import EXTENSIONS
from desk.trail_lines import TrailLine, entries_about, lines_of
from desk.unit_letters import UnitLetters, unit_letters
from desk.unit_work import UnitRows, UnitWork, unit_work
from offices.models import Staff
from ordinances.calendars import Calendar

EVERYTHING = frozenset(FieldClass)


@dataclass(frozen=True, slots=True)
class GroundLine:
    """A ground in words, with its item of the exemption article."""

    label: str
    item: str
    item_verified: bool


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision with its grounds.

    Attributes:
        holds: Whether it is the one in force.
        varies: The decision it varies, if it does.
    """

    decision: Decision
    outcome: str
    grounds: list[GroundLine]
    holds: bool
    varies: Decision | None


@dataclass(frozen=True, slots=True)
class UnitPage:
    """A unit. What is None is not for this person.

    Attributes:
        siblings: The other units of the case: number, division and phase only.
        days_left: Calendar days up to the due date; None when it has passed.
        trail_holds: Whether no entry of its case's trail was changed or removed.
        raw: The rows of the ledgers it was taken from, as they were written.
        appeals: The appeals against it this person may see.
        happenings: The course with notes, contacts and changes.
        letters: What was and is to be written to whom.
        work: What is being done with it.
        fees: How the record is shown and what is paid for it.
        shows_text: Whether remarks and reasons in words are for this person.
    """

    unit: Unit
    subject: str | None
    parties: list[Party] | None
    category: str
    shows_text: bool
    chip: Chip | None
    days_left: int | None
    is_extended: bool
    siblings: list[Unit]
    decisions: list[DecisionLine]
    implementations: list[Implementation]
    withdrawal: Withdrawal | None
    transfer: Transfer | None
    clock: ClockPanel | None
    happenings: list[Happening]
    trail: list[TrailLine]
    trail_holds: bool
    raw: list[ImportRow] | None
    appeals: list[Appeal]
    letters: UnitLetters
    work: UnitWork
    fees: FeesPanel

    @property
    def shown_implementations(self) -> list[Implementation]:
        """What was shown, without entries that were replaced."""
        return [item for item in self.implementations if not item.is_replaced]


def unit_page(unit: Unit, *, staff: Staff, on: date, calendar: Calendar) -> UnitPage:
    """Gather what a person may see of a unit.

    Args:
        unit: Loaded with `visible_to`, its case, organ, division, withdrawal
            and transfer.
        staff: Who looks.
        on: The day whose grants hold.
        calendar: The office's calendar.
    """
    seen = fields_of(staff, unit, on=on)
    shows_text = FieldClass.FREE_TEXT in seen
    rows = _rows(unit, on, seen)
    siblings = unit.case.units.exclude(pk=unit.pk)
    work = unit_work(unit, rows, staff=staff, on=on, seen=seen)
    moments = moments_of(
        unit,
        events=rows.events,
        decisions=rows.decisions,
        implementations=rows.shown,
        asked=work.third_parties,
        orders=rows.orders,
        shows_text=shows_text,
    )
    return UnitPage(
        unit=unit,
        subject=unit.subject_text if FieldClass.SUBJECT in seen else None,
        parties=parties_of(unit.case, seen),
        category=category_of(unit.case, seen),
        shows_text=shows_text,
        chip=deadline_chip(unit, on=on, calendar=calendar),
        days_left=_days_left(unit, on),
        is_extended=any(event.type in EXTENSIONS for event in rows.events),
        siblings=list(siblings.select_related("case", "division").order_by("branch")),
        decisions=_decisions(unit, rows.decisions),
        implementations=rows.implementations,
        withdrawal=getattr(unit, "withdrawal", None),
        transfer=getattr(unit, "transfer", None),
        clock=clock_panel(unit),
        happenings=happenings(moments, notes=work.notes, entries=rows.entries),
        trail=lines_of(rows.entries),
        trail_holds=not trail.verify(unit.case.stream),
        raw=_raw(unit, seen),
        appeals=_appeals(unit, staff, on),
        letters=rows.letters,
        work=work,
        fees=fees_panel(unit, rows.implementations, staff=staff, on=on),
    )


def _days_left(unit: Unit, on: date) -> int | None:
    """Return the calendar days up to the due date; None when it is past or unknown."""
    if unit.due_on is None or unit.due_on < on:
        return None
    return (unit.due_on - on).days


def _rows(unit: Unit, on: date, seen: Seen) -> UnitRows:
    decisions = unit.decisions.order_by("seq").prefetch_related("grounds")
    return UnitRows(
        events=list(rows_of(unit)),
        decisions=list(decisions),
        implementations=list(
            unit.implementations.select_related("superseded_by")
            .prefetch_related("lines")
            .order_by("pk")
        ),
        entries=entries_about(unit.case, subjects=_subjects(unit)),
        orders=list(unit.case.supplementations.order_by("pk")),
        letters=unit_letters(unit, on=on, seen=seen),
    )


def _subjects(unit: Unit) -> set[str]:
    """Return the keys of what the trail of this unit is about."""
    records = unit.records.values_list("pk", flat=True)
    own = {f"case:{unit.case_id}", f"unit:{unit.pk}"}
    return own | {f"record:{pk}" for pk in records}


def _decisions(unit: Unit, decisions: list[Decision]) -> list[DecisionLine]:
    in_force = in_force_of(decisions)
    by_key = {decision.pk: decision for decision in decisions}
    return [_decision(unit, one, by_key, holds=one == in_force) for one in decisions]


def _decision(
    unit: Unit, decision: Decision, by_key: dict[int, Decision], *, holds: bool
) -> DecisionLine:
    on = decision.decided_on
    varied = decision.supersedes_id if decision.cause in BESIDE else None
    return DecisionLine(
        decision=decision,
        outcome=labels.outcome_in_words(unit, decision.outcome, on),
        grounds=[
            GroundLine(
                *labels.ground(unit, row.ground, on, is_exemption=row.is_exemption)
            )
            for row in decision.grounds.all()
        ],
        holds=holds,
        varies=by_key[varied] if varied else None,
    )


def _raw(unit: Unit, seen: Seen) -> list[ImportRow] | None:
    """Return the rows as written: they hold everything, names included."""
    if seen != EVERYTHING:
        return None
    return list(unit.import_rows.select_related("run").order_by("run__at", "pk"))


def _appeals(unit: Unit, staff: Staff, on: date) -> list[Appeal]:
    visible = Case.objects.visible_to(staff, on=on)
    found = Appeal.objects.filter(unit=unit, case__in=visible)
    return list(found.select_related("case").order_by("case_id"))
