"""What the page of a unit shows, and to whom."""

from dataclasses import dataclass
from datetime import date

from appeals.models import Appeal
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
from casework.operations.clock import rows_of
from casework.permissions import FieldClass, fields_of
from desk import labels
from desk.case_page import Seen, category_of, parties_of
from desk.chips import Chip, deadline_chip
from desk.clock_panel import ClockPanel, clock_panel
from desk.moments import Moment, moments_of
from desk.rows import EXTENSIONS
from desk.trail_lines import TrailLine, trail_lines
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
    """A decision with its grounds."""

    decision: Decision
    outcome: str
    grounds: list[GroundLine]


@dataclass(frozen=True, slots=True)
class UnitPage:
    """A unit. What is None is not for this person.

    Attributes:
        siblings: The other units of the case: number, division and phase only.
        raw: The rows of the ledgers it was taken from, as they were written.
        appeals: The appeals against it this person may see.
        shows_text: Whether remarks and reasons in words are for this person.
    """

    unit: Unit
    subject: str | None
    parties: list[Party] | None
    category: str
    shows_text: bool
    chip: Chip | None
    is_extended: bool
    siblings: list[Unit]
    decisions: list[DecisionLine]
    implementations: list[Implementation]
    withdrawal: Withdrawal | None
    transfer: Transfer | None
    clock: ClockPanel | None
    moments: list[Moment]
    trail: list[TrailLine]
    raw: list[ImportRow] | None
    appeals: list[Appeal]


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
    events = rows_of(unit)
    decisions = list(unit.decisions.order_by("seq").prefetch_related("grounds"))
    implementations = list(unit.implementations.order_by("pk"))
    siblings = unit.case.units.exclude(pk=unit.pk)
    subjects = {f"case:{unit.case_id}", f"unit:{unit.pk}"}
    return UnitPage(
        unit=unit,
        subject=unit.subject_text if FieldClass.SUBJECT in seen else None,
        parties=parties_of(unit.case, seen),
        category=category_of(unit.case, seen),
        shows_text=shows_text,
        chip=deadline_chip(unit, on=on, calendar=calendar),
        is_extended=any(event.type in EXTENSIONS for event in events),
        siblings=list(siblings.select_related("case", "division").order_by("branch")),
        decisions=[_decision(unit, decision) for decision in decisions],
        implementations=implementations,
        withdrawal=getattr(unit, "withdrawal", None),
        transfer=getattr(unit, "transfer", None),
        clock=clock_panel(unit),
        moments=moments_of(
            unit,
            events=events,
            decisions=decisions,
            implementations=implementations,
            shows_text=shows_text,
        ),
        trail=trail_lines(unit.case, subjects=subjects),
        raw=_raw(unit, seen),
        appeals=_appeals(unit, staff, on),
    )


def _decision(unit: Unit, decision: Decision) -> DecisionLine:
    on = decision.decided_on
    return DecisionLine(
        decision=decision,
        outcome=labels.outcome_in_words(unit, decision.outcome, on),
        grounds=[
            GroundLine(
                *labels.ground(unit, row.ground, on, is_exemption=row.is_exemption)
            )
            for row in decision.grounds.all()
        ],
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
