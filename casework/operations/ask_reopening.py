"""Ask to open a wrongly ended unit again; a second person answers."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.errors import CaseworkError
from casework.models import Reopening, ReopeningState, Unit
from casework.operations.begin import begin, touch
from casework.wording import day
from offices.models import Staff


class CannotAskReopening(CaseworkError):
    """The wish cannot be put.

    Attributes:
        field: What to mend.
    """

    field = "reason"

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@transaction.atomic
def ask_reopening(
    *, unit: Unit, reason: str, version: int | None, by: Staff, on: date, at: datetime
) -> Reopening:
    """Put the wish to open an ended unit again.

    Nothing changes until a second person has answered. Writes the wish and one
    trail entry; the reason stands beside the chain.

    Args:
        unit: An ended unit.
        reason: What is wrong with its end; never empty.
        version: The version the person read.
        by: Who asks.
        on: The day.
        at: The instant.

    Returns:
        The wish.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The unit has not ended, or the number is void.
        Stale: Somebody changed the unit since.
        CannotAskReopening: There is no reason, or somebody has asked already.
    """
    unit = begin("ask_reopening", unit, by=by, on=on, version=version)
    if not reason.strip():
        message = _("Write what is wrong with the end of the unit.")
        raise CannotAskReopening("no_reason", message)
    _check_not_asked(unit)
    wish = Reopening.objects.create(
        unit=unit,
        reason=reason.strip(),
        state=ReopeningState.ASKED,
        asked_by=by,
        asked_on=on,
    )
    touch(unit)
    trail.record(
        stream=unit.case.stream,
        act="ask_reopening",
        subject=f"unit:{unit.pk}",
        by=by.as_actor(),
        at=at,
        facts={"reopening": wish.pk, "outcome": unit.outcome},
        detail={"reason": wish.reason},
    )
    return wish


def waiting_wish(unit: Unit) -> Reopening | None:
    """Return the wish that waits for a second person."""
    wishes = Reopening.objects.filter(unit=unit, state=ReopeningState.ASKED)
    return wishes.select_related("asked_by").first()


def _check_not_asked(unit: Unit) -> None:
    wish = waiting_wish(unit)
    if wish is not None:
        raise CannotAskReopening(
            "asked_already",
            _(
                "%(who)s asked on %(day)s to open %(number)s again, and that waits for "
                "a second person. Have it answered first."
            )
            % {
                "who": wish.asked_by.name,
                "day": day(wish.asked_on),
                "number": unit.number_text,
            },
        )
