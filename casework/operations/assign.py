"""Assign a unit to a division and to the person who handles it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.errors import CaseworkError
from casework.models import Bar, Inquiry, Unit
from casework.operations.advance import advance
from casework.operations.begin import begin, touch
from casework.permissions import may
from casework.phases import Phase
from casework.wording import day
from offices.models import Division, Staff


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Who is to have a unit; what is left out stays as it is.

    Attributes:
        division: The division that is to decide it.
        handler: The person who is to handle it. A unit that goes to another
            division without naming a person has no handler there.
        nobody: Take the handler away.
    """

    division: Division | None = None
    handler: Staff | None = None
    nobody: bool = False


class CannotAssign(CaseworkError):
    """The unit cannot be given to this division or person.

    Attributes:
        field: What to mend: `division` or `handler`.
    """

    def __init__(self, code: str, message: str, *, field: str) -> None:
        self.code, self.field = code, field
        super().__init__(message)


@transaction.atomic
def assign(
    *,
    unit: Unit,
    assignment: Assignment,
    version: int | None,
    by: Staff,
    on: date,
    at: datetime,
) -> Unit:
    """Give a unit to a division, to a person, or to both.

    With its first handler a received unit is under examination. An inquiry the
    former division has not answered ends: it does not see the unit any more.
    Writes the unit, perhaps its phase, and one trail entry.

    Args:
        unit: The unit.
        assignment: Division and handler as they are to be.
        version: The version the person read; None where nobody read it (a batch).
        by: Who assigns.
        on: The day whose organisation and grants hold.
        at: The instant.

    Returns:
        The unit.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The unit does not stand where it can be assigned.
        Stale: Somebody changed the unit since.
        CannotAssign: The division is not one of the organ, the person has no
            right on the unit, or nothing would change.
    """
    unit = begin("assign", unit, by=by, on=on, version=version)
    before = (unit.division, unit.handler)
    _place(unit, assignment, on=on)
    if (unit.division, unit.handler) == before:
        raise _nothing_changes(unit)
    if unit.handler is not None:
        _check_handler(unit, unit.handler, on=on)
    unit.save(update_fields=["division", "handler"])
    if unit.handler is not None and unit.phase == Phase.RECEIVED:
        advance(unit=unit, act="assign", after=Phase.EXAMINATION)
    touch(unit)
    _tell(unit, before, ended=end_inquiries(unit), by=by, at=at)
    return unit


def check_division(division: Division, unit: Unit, *, on: date) -> None:
    """Refuse a division that cannot have a unit.

    Args:
        division: Who is to have it.
        unit: The unit, with its organ.
        on: The day: the division has to exist then.

    Raises:
        CannotAssign: It belongs to another organ, or does not exist that day.
    """
    values = {"division": division.name, "number": unit.number_text}
    if division.organ_id != unit.organ_id:
        raise CannotAssign(
            "foreign_division",
            _(
                "“%(division)s” does not belong to the organ of %(number)s. Choose a "
                "division of that organ; another organ gets a request by transfer."
            )
            % values,
            field="division",
        )
    if not division.is_in_force(on):
        raise CannotAssign(
            "division_not_in_force",
            _(
                "The division “%(division)s” does not exist on %(day)s. Choose the "
                "division that has its work now."
            )
            % {**values, "day": day(on)},
            field="division",
        )


def _place(unit: Unit, assignment: Assignment, *, on: date) -> None:
    """Set division and handler of the unit, unsaved."""
    division, handler = assignment.division, assignment.handler
    moves = division is not None and division.pk != unit.division_id
    if division is not None and moves:
        check_division(division, unit, on=on)
        unit.division = division
    if handler is not None:
        unit.handler = handler
    elif assignment.nobody or moves:
        unit.handler = None


def _check_handler(unit: Unit, handler: Staff, *, on: date) -> None:
    is_barred = Bar.objects.filter(case=unit.case_id, staff=handler).exists()
    if is_barred or not may(handler, "decide_record", unit, on=on):
        raise CannotAssign(
            "handler_without_right",
            _(
                "%(name)s cannot handle %(number)s: on %(day)s this person has no "
                "right to work on it. Choose somebody of its division or of the "
                "records office."
            )
            % {"name": handler.name, "number": unit.number_text, "day": day(on)},
            field="handler",
        )


def _nothing_changes(unit: Unit) -> CannotAssign:
    return CannotAssign(
        "nothing_changes",
        _(
            "%(number)s is with that division and person already. Choose another "
            "division or another person."
        )
        % {"number": unit.number_text},
        field="division",
    )


def end_inquiries(unit: Unit) -> list[int]:
    """Take back what the division that has the unit no longer was asked."""
    waiting = Inquiry.objects.filter(unit=unit, answered_on=None)
    others = waiting.exclude(division=unit.division_id)
    ended = list(others.values_list("pk", flat=True))
    Inquiry.objects.filter(pk__in=ended).delete()
    return ended


def _tell(
    unit: Unit,
    before: tuple[Division | None, Staff | None],
    *,
    ended: list[int],
    by: Staff,
    at: datetime,
) -> None:
    facts: dict[str, object] = {
        "division": [_key("division", before[0]), _key("division", unit.division)],
        "handler": [_key("staff", before[1]), _key("staff", unit.handler)],
    }
    trail.record(
        stream=unit.case.stream,
        act="assign",
        subject=f"unit:{unit.pk}",
        by=by.as_actor(),
        at=at,
        facts={**facts, "inquiries_ended": ended} if ended else facts,
    )


def _key(kind: str, row: Division | Staff | None) -> str | None:
    return None if row is None else f"{kind}:{row.pk}"
