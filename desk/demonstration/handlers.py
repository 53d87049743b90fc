"""Who of the demonstration works on what."""

from datetime import date, datetime

from casework.models import Unit
from casework.operations.assign import Assignment, assign
from desk.demonstration.accounts import ACCOUNTS
from offices.models import Role, Staff


def hand_out(*, on: date, at: datetime) -> int:
    """Give the open requests of the demonstration's division to its account.

    Args:
        on: The day whose grants hold.
        at: When.

    Returns:
        How many units were given.
    """
    officer, handler = (
        Staff.objects.get(login=ACCOUNTS[role].login)
        for role in (Role.RECORDS_OFFICER.value, Role.DIVISION_STAFF.value)
    )
    mine = [grant.division_id for grant in handler.grants_on(on)]
    waiting = Unit.objects.visible_to(handler, on=on).filter(
        division__in=mine, outcome=None, voided=False, handler=None
    )
    units = list(waiting.select_related("case").order_by("pk"))
    for unit in units:
        assign(
            unit=unit,
            assignment=Assignment(handler=handler),
            version=None,
            by=officer,
            on=on,
            at=at,
        )
    return len(units)
