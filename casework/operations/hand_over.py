"""Hand the open units of one handler over to another."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from audit import trail
from casework.errors import CaseworkError
from casework.hand_over_plan import HandOverLine, open_units_of, plan_of
from casework.models import Unit
from offices.models import Staff
from offices.permissions import require_administrator


class CannotHandOver(CaseworkError):
    """The units cannot be handed over so.

    Attributes:
        field: What to mend: `receiver` or `reason`.
    """

    def __init__(self, code: str, message: str, *, field: str) -> None:
        self.code, self.field = code, field
        super().__init__(message)


@transaction.atomic
def hand_over(
    *,
    giver: Staff,
    receiver: Staff,
    reason: str,
    by: Staff,
    on: date,
    at: datetime,
) -> list[HandOverLine]:
    """Give every open unit of one person to another who may work on it.

    What the other person has no right to stays where it is. Phase and division
    do not change; each unit handed over has an entry on its case's trail.

    Args:
        giver: Who handles the units now, perhaps somebody who has left.
        receiver: Who is to handle them.
        reason: Why, in words; stands in the trail.
        by: The administrator who does it.
        on: The day whose grants hold.
        at: The instant.

    Returns:
        One line per open unit: whether it went.

    Raises:
        NotAdministrator: This person keeps no accounts.
        CannotHandOver: No reason, the same person, a disabled account, or the
            other person may work on none of the units.
    """
    require_administrator(by, on=on)
    _check(giver, receiver, reason)
    locked = open_units_of(giver).select_for_update(of=("self",))
    lines = plan_of(list(locked), receiver, on=on)
    going = [line.unit for line in lines if line.can_go]
    if not going:
        raise _nothing_goes(receiver)
    Unit.objects.filter(pk__in=[unit.pk for unit in going]).update(
        handler=receiver, version=F("version") + 1
    )
    trail.record_many(
        [_entry(unit, giver, receiver, reason) for unit in going],
        by=by.as_actor(),
        at=at,
    )
    return lines


def _nothing_goes(receiver: Staff) -> CannotHandOver:
    return CannotHandOver(
        "nothing_to_hand_over",
        _(
            "%(name)s has no right to work on any of these units. Please grant the "
            "role first, or choose somebody else."
        )
        % {"name": receiver.name},
        field="receiver",
    )


def _check(giver: Staff, receiver: Staff, reason: str) -> None:
    if not reason.strip():
        raise CannotHandOver(
            "reason_missing",
            _("Please state why the units are handed over."),
            field="reason",
        )
    if giver.pk == receiver.pk:
        raise CannotHandOver(
            "same_person",
            _("This person handles the units already. Please choose somebody else."),
            field="receiver",
        )
    if not receiver.is_active:
        raise CannotHandOver(
            "account_disabled",
            _("The account of %(name)s is disabled. Please choose somebody else.")
            % {"name": receiver.name},
            field="receiver",
        )


def _entry(unit: Unit, giver: Staff, receiver: Staff, reason: str) -> trail.Draft:
    return trail.Draft(
        stream=unit.case.stream,
        act="hand_over",
        subject=f"unit:{unit.pk}",
        facts={"handler": [f"staff:{giver.pk}", f"staff:{receiver.pk}"]},
        detail={"reason": reason},
    )
