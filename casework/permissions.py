"""Who may see and do what with cases. Deny by default.

Rows are chosen by `Unit.objects.visible_to()`; here stands which fields of a
visible row a person sees and which acts are theirs. Lists, pages, searches,
exports and the API ask the same functions; operations ask `require` again.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from casework.acts import ACTS, REQUESTS
from casework.errors import CaseworkError
from casework.models import Bar, Kind, Unit
from casework.phases import Phase
from offices.models import Grant, Rank, Role, Staff
from offices.queries import acting_for

APPROVE = "approve"


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
        if reaches(grant, unit):
            seen |= SEEN_BY.get(grant.role, frozenset())
    return seen


def can_see_cases(staff: Staff, *, on: date) -> bool:
    """Tell whether lists of cases are for this person at all."""
    return bool(staff.roles_on(on) & set(SEEN_BY))


def can_keep_calendar(staff: Staff, *, on: date) -> bool:
    """Tell whether a person keeps the closing days: they move units of every organ."""
    return any(
        grant.role == Role.RECORDS_OFFICER and grant.organ_id is None
        for grant in staff.grants_on(on)
    )


class NotPermitted(CaseworkError):
    """This act on this unit is not for this person."""

    code = "not_permitted"

    def __init__(self, act: str, unit: Unit) -> None:
        self.act, self.unit = act, unit
        super().__init__(
            _(
                "“%(act)s” on %(number)s is not among your rights. Please ask the "
                "records office, or the administrator for the right."
            )
            % {"act": ACTS[act].label, "number": unit.number_text}
        )


@dataclass(frozen=True, slots=True)
class ActState:
    """An act this person has on a unit, and whether it can be done now."""

    code: str
    label: str
    is_open: bool
    why_not: str


def may(staff: Staff, act: str, unit: Unit, *, on: date) -> bool:
    """Tell whether an act on a visible unit is among a person's rights.

    Where the unit stands is another question: `acts_for` answers it.

    Args:
        staff: Who wants to act.
        act: A code of `casework.acts.ACTS`.
        unit: Loaded with `visible_to`.
        on: The day whose grants hold.
    """
    if unit.kind not in REQUESTS:
        return False
    return _has_right(staff, act, unit, on) or (
        # whoever takes an absent approver's place sees what waits for approval
        act == APPROVE
        and any(_has_right(one, act, unit, on) for one in acting_for(staff, on=on))
    )


def _has_right(staff: Staff, act: str, unit: Unit, on: date) -> bool:
    roles = ACTS[act].roles
    return any(
        grant.role in roles and reaches(grant, unit) for grant in staff.grants_on(on)
    )


def require(staff: Staff, act: str, unit: Unit, *, on: date) -> None:
    """Refuse an act that is not among a person's rights; operations ask this.

    Raises:
        NotPermitted: No grant gives the act on this unit, or the person is barred
            from the case.
    """
    is_barred = Bar.objects.filter(case=unit.case_id, staff=staff).exists()
    if is_barred or not may(staff, act, unit, on=on):
        raise NotPermitted(act, unit)


def can_reveal_requester(staff: Staff, unit: Unit, *, on: date) -> bool:
    """Tell whether this person may ask who the masked requester is.

    Division staff decide without knowing who asked; where the work needs it, they
    say why and the trail keeps it. Who sees the requester anyway does not ask.

    Args:
        staff: Who wants to know.
        unit: Loaded with `visible_to`.
        on: The day whose grants hold.
    """
    return (
        unit.kind in REQUESTS
        and FieldClass.REQUESTER not in fields_of(staff, unit, on=on)
        and any(
            grant.role == Role.DIVISION_STAFF and reaches(grant, unit)
            for grant in staff.grants_on(on)
        )
    )


def rank_on(staff: Staff, unit: Unit, *, on: date) -> str:
    """Return the highest rank with which a person approves a unit, or empty.

    Args:
        staff: An approver.
        unit: A unit.
        on: The day whose grants hold.
    """
    order = [str(rank) for rank in Rank]
    held = [
        grant.rank
        for grant in staff.grants_on(on)
        if grant.role == Role.APPROVER and grant.rank and reaches(grant, unit)
    ]
    return max(held, key=order.index, default="")


def acts_for(staff: Staff, unit: Unit, *, on: date) -> list[ActState]:
    """Return the acts of a person on a unit, in the order of the table.

    Returns:
        Those not possible where the unit stands say why and what to do.
    """
    return [
        ActState(
            code=rule.code,
            label=str(rule.label),
            is_open=not unit.voided and unit.phase in rule.phases,
            why_not=_why_not(unit, rule.phases, str(rule.gone)),
        )
        for rule in ACTS.values()
        if may(staff, rule.code, unit, on=on)
    ]


def void_sentence() -> str:
    """Return why nothing is done with a void number."""
    return _("The number is void; it stays listed and nothing more is done with it.")


def _why_not(unit: Unit, phases: frozenset[Phase], gone: str) -> str:
    if unit.voided:
        return _(
            "The number is void; it stays listed and nothing more is done with it."
        )
    return "" if unit.phase in phases else gone


def reaches(grant: Grant, unit: Unit) -> bool:
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
