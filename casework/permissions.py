"""Who may see and do what with cases. Deny by default.

Rows are chosen by `Unit.objects.visible_to()`; here stands which fields of a
visible row a person sees. Lists, pages, searches and exports ask the same
functions.
"""

from datetime import date
from enum import StrEnum

from casework.models import Kind, Unit
from offices.models import Grant, Role, Staff


class FieldClass(StrEnum):
    """How sensitive a value is.

    `row` is what a statistics list may show: number, dates, organ, division,
    phase, outcome, grounds. `subject` is what was asked for, `requester` who
    asked, `free_text` remarks and whatever else was written.
    """

    ROW = "row"
    SUBJECT = "subject"
    REQUESTER = "requester"
    FREE_TEXT = "free_text"


ROW_ONLY = frozenset({FieldClass.ROW})
WITHOUT_REQUESTER = ROW_ONLY | {FieldClass.SUBJECT, FieldClass.FREE_TEXT}
EVERYTHING = frozenset(FieldClass)

# A division sees what it must decide, not who asked; the board secretariat
# writes to the appellant, a member judges without knowing more than the papers.
SEEN_BY: dict[str, frozenset[FieldClass]] = {
    Role.RECORDS_OFFICER: EVERYTHING,
    Role.DIVISION_STAFF: WITHOUT_REQUESTER,
    Role.APPROVER: WITHOUT_REQUESTER,
    Role.BOARD_SECRETARIAT: EVERYTHING,
    Role.BOARD_MEMBER: WITHOUT_REQUESTER,
    Role.STATISTICS_MANAGER: ROW_ONLY,
    Role.AUDITOR: ROW_ONLY,
}


def fields_of(staff: Staff, unit: Unit, *, on: date) -> frozenset[FieldClass]:
    """Return the field classes of a unit this person may see.

    The unit must have been loaded with `visible_to`; a grant that does not
    reach the unit adds nothing.

    Args:
        staff: Who looks.
        unit: A visible unit.
        on: The day whose grants hold.

    Returns:
        Empty when no grant reaches the unit.
    """
    seen: frozenset[FieldClass] = frozenset()
    for grant in staff.grants_on(on):
        if _reaches(grant, unit):
            seen |= SEEN_BY.get(grant.role, frozenset())
    return seen


def can_see_cases(staff: Staff, *, on: date) -> bool:
    """Tell whether lists of cases are for this person at all."""
    return bool(staff.roles_on(on) & set(SEEN_BY))


def _reaches(grant: Grant, unit: Unit) -> bool:
    """Tell whether a grant covers a unit; the mirror of `visibility.unit_scope`."""
    if grant.role == Role.RECORDS_OFFICER:
        return grant.organ_id is None or grant.organ_id == unit.organ_id
    if grant.role in {Role.DIVISION_STAFF, Role.APPROVER}:
        if unit.kind == Kind.APPEAL:
            return False
        if grant.division_id is not None:
            return grant.division_id == unit.division_id
        return grant.organ_id is not None and grant.organ_id == unit.organ_id
    if grant.role in {Role.BOARD_MEMBER, Role.BOARD_SECRETARIAT}:
        return unit.kind == Kind.APPEAL
    return grant.role in {Role.STATISTICS_MANAGER, Role.AUDITOR}
