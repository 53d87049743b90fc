"""Which lists of the desk are for whom. Deny by default.

Rows are chosen by `visible_to`, fields by `casework.permissions`; here stands
only whether a list is for a person at all.
"""

from datetime import date

from casework.models import Kind, Unit
from casework.permissions import (
    FieldClass,
    can_keep_calendar,
    can_see_cases,
    fields_of,
)
from offices.models import Role, Staff
from offices.permissions import can_administer

__all__ = [
    "can_import",
    "can_prepare_year",
    "can_read_records",
    "can_see_agendas",
    "can_see_appeals",
    "can_see_board",
    "can_see_cases",
    "can_see_notices",
    "can_see_register",
    "can_see_requests",
]

REVIEW = frozenset({Role.RECORDS_OFFICER, Role.BOARD_MEMBER, Role.BOARD_SECRETARIAT})
# the ledgers the secretariat of the board keeps itself
OF_THE_BOARD = frozenset({"appeals", "board_sessions"})
WHOLE_LEDGER = frozenset({Role.STATISTICS_MANAGER, Role.AUDITOR})
REQUESTS = WHOLE_LEDGER | {Role.RECORDS_OFFICER, Role.DIVISION_STAFF, Role.APPROVER}


def can_read_records(staff: Staff, unit: Unit, *, on: date) -> bool:
    """Tell whether the records of a visible unit, with their reasons, are readable."""
    words = {FieldClass.SUBJECT, FieldClass.FREE_TEXT}
    is_request = unit.kind in {Kind.PUBLIC_RECORDS, Kind.SELF_INFO}
    return is_request and words <= fields_of(staff, unit, on=on)


def can_see_requests(staff: Staff, *, on: date) -> bool:
    """Tell whether requests, not only appeals, are for this person."""
    return bool(staff.roles_on(on) & REQUESTS)


def can_see_register(staff: Staff, *, on: date) -> bool:
    """Tell whether the register of a year (受付簿) is for this person."""
    return Role.RECORDS_OFFICER in staff.roles_on(on)


def can_prepare_year(staff: Staff, *, on: date) -> bool:
    """Tell whether the checklist of the turn of the year is for this person."""
    return can_keep_calendar(staff, on=on) or can_administer(staff, on=on)


def can_see_notices(staff: Staff, *, on: date) -> bool:
    """Tell whether letters with their addressees are for this person."""
    return Role.RECORDS_OFFICER in staff.roles_on(on)


def can_see_appeals(staff: Staff, *, on: date) -> bool:
    """Tell whether the list of appeals is for this person."""
    return bool(staff.roles_on(on) & (REVIEW | WHOLE_LEDGER))


def can_see_board(staff: Staff, *, on: date) -> bool:
    """Tell whether the lists of board sessions are for this person."""
    return bool(staff.roles_on(on) & (REVIEW | WHOLE_LEDGER))


def can_see_agendas(staff: Staff, *, on: date) -> bool:
    """Tell whether this person may read what a board session dealt with."""
    return bool(staff.roles_on(on) & REVIEW)


def can_import(staff: Staff, kind: str, *, on: date) -> bool:
    """Tell whether this person may take in a ledger of a kind, and see its runs."""
    grants = staff.grants_on(on)
    # an officer of one organ only does not write the ledger of all
    if any(g.role == Role.RECORDS_OFFICER and g.organ_id is None for g in grants):
        return True
    secretariat = any(g.role == Role.BOARD_SECRETARIAT for g in grants)
    return secretariat and kind in OF_THE_BOARD
