"""What the page of a case shows, and to whom."""

from dataclasses import dataclass
from datetime import date

from casework.models import Case, Party, Unit
from casework.parties import asking_parties
from casework.permissions import FieldClass, fields_of
from desk import labels
from desk.chips import Chip, deadline_chip
from desk.trail_lines import TrailLine, trail_lines
from offices.models import Staff
from ordinances.calendars import Calendar

Seen = frozenset[FieldClass]


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit of the case; of one that is not for this person only where it stands.

    Attributes:
        is_visible: Whether the unit's own page is for this person.
        subject: None where it is not for this person.
    """

    unit: Unit
    is_visible: bool
    subject: str | None
    chip: Chip | None


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case with its units.

    Attributes:
        subject: None where it is not for this person.
        parties: None where they are not for this person.
        category: The category of the requester; goes with the parties.
    """

    case: Case
    subject: str | None
    parties: list[Party] | None
    category: str
    units: list[UnitLine]
    trail: list[TrailLine]


def case_page(case: Case, *, staff: Staff, on: date, calendar: Calendar) -> CasePage:
    """Gather what a person may see of a case.

    Args:
        case: Loaded with `visible_to`.
        staff: Who looks.
        on: The day whose grants hold.
        calendar: The office's calendar.
    """
    units = list(
        case.units.select_related("organ", "division", "case").order_by("branch")
    )
    visible = set(case.units.visible_to(staff, on=on).values_list("pk", flat=True))
    lines = [
        _line(unit, staff, on, calendar, is_visible=unit.pk in visible)
        for unit in units
    ]
    seen = seen_of_case(units, visible, staff=staff, on=on)
    subjects = {f"case:{case.pk}", *(f"unit:{pk}" for pk in visible)}
    return CasePage(
        case=case,
        subject=case.subject if FieldClass.SUBJECT in seen else None,
        parties=parties_of(case, seen),
        category=category_of(case, seen),
        units=lines,
        trail=trail_lines(case, subjects=subjects),
    )


def seen_of_case(
    units: list[Unit], visible: set[int], *, staff: Staff, on: date
) -> Seen:
    """Return the fields of a case a person may see: those of any visible unit."""
    seen: Seen = frozenset()
    for unit in units:
        if unit.pk in visible:
            seen |= fields_of(staff, unit, on=on)
    return seen


def parties_of(case: Case, seen: Seen) -> list[Party] | None:
    """Return who takes part, or None where that is not shown."""
    if FieldClass.REQUESTER not in seen:
        return None
    return list(asking_parties(case.pk))


def category_of(case: Case, seen: Seen) -> str:
    """Return as what the requester asks, in words; empty where it is not shown."""
    if FieldClass.REQUESTER not in seen:
        return ""
    own = getattr(case, "self_info_request", None)
    relation = str(own.get_relation_display()) if own else ""
    words = [labels.requester_category(case.requester_category), relation]
    return " / ".join(filter(None, words))


def _line(
    unit: Unit, staff: Staff, on: date, calendar: Calendar, *, is_visible: bool
) -> UnitLine:
    if not is_visible:
        return UnitLine(unit, is_visible=False, subject=None, chip=None)
    seen = fields_of(staff, unit, on=on)
    return UnitLine(
        unit=unit,
        is_visible=True,
        subject=unit.subject_text if FieldClass.SUBJECT in seen else None,
        chip=deadline_chip(unit, on=on, calendar=calendar),
    )
