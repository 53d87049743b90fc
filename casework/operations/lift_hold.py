"""Lift a hold: the record may be handed over again (保留の解除)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.errors import CaseworkError
from casework.models import Hold
from casework.operations.begin import begin, touch
from casework.wording import day
from offices.models import Staff


class CannotLiftHold(CaseworkError):
    """The hold is lifted already, or cannot be so.

    Attributes:
        field: What to mend.
    """

    def __init__(self, code: str, message: str, *, field: str) -> None:
        self.code, self.field = code, field
        super().__init__(message)


@transaction.atomic
def lift_hold(
    *,
    hold: Hold,
    lifted_on: date,
    because: str,
    by: Staff,
    on: date,
    at: datetime,
) -> Hold:
    """End a hold; the two weeks after an opposition are not touched by it.

    Writes the hold and one trail entry; the reason stands beside it.

    Args:
        hold: The hold.
        lifted_on: From which day the record may be handed over again.
        because: Why, in words.
        by: Who lifts it.
        on: The day.
        at: The instant.

    Returns:
        The hold.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The number is void.
        CannotLiftHold: It is lifted already, there is no reason, or the day
            cannot be.
    """
    unit = begin("lift_hold", hold.unit, by=by, on=on)
    fresh = Hold.objects.select_for_update().get(pk=hold.pk)
    _check(fresh, lifted_on, because, on=on)
    fresh.lifted_on, fresh.lifted_by = lifted_on, by
    fresh.lifted_because = because.strip()
    fresh.save()
    touch(unit)
    trail.record(
        stream=unit.case.stream,
        act="lift_hold",
        subject=f"unit:{unit.pk}",
        by=by.as_actor(),
        at=at,
        facts={"hold": fresh.pk, "lifted_on": lifted_on.isoformat()},
        detail={"because": fresh.lifted_because},
    )
    return fresh


def _check(hold: Hold, lifted_on: date, because: str, *, on: date) -> None:
    if hold.lifted_on is not None:
        message = _("This hold was lifted on %(day)s already.")
        raise CannotLiftHold(
            "lifted_already", message % {"day": day(hold.lifted_on)}, field="hold"
        )
    if not because.strip():
        message = _("Write why the record may be handed over again.")
        raise CannotLiftHold("no_reason", message, field="because")
    if not hold.from_on <= lifted_on <= on:
        message = _(
            "The hold began on %(began)s and today is %(today)s: it cannot be lifted "
            "on %(day)s."
        ) % {"began": day(hold.from_on), "today": day(on), "day": day(lifted_on)}
        raise CannotLiftHold("lifting_day", message, field="lifted_on")
