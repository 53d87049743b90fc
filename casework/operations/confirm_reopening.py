"""Answer the wish to open a unit again: confirm it or decline it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.errors import CaseworkError
from casework.models import (
    ClockEventType,
    Reopening,
    ReopeningState,
    Transfer,
    Unit,
    Withdrawal,
)
from casework.operations import clock
from casework.operations.advance import advance
from casework.operations.ask_reopening import waiting_wish
from casework.operations.begin import begin, touch
from casework.phases import Phase
from offices.models import Staff
from ordinances.periods import Event


class CannotAnswerReopening(CaseworkError):
    """The wish cannot be answered so, or not by this person.

    Attributes:
        field: What to mend, where it is something typed.
    """

    def __init__(self, code: str, message: str, *, field: str = "") -> None:
        self.code, self.field = code, field
        super().__init__(message)


@transaction.atomic
def confirm_reopening(
    *,
    unit: Unit,
    confirmed: bool,
    comment: str,
    version: int | None,
    by: Staff,
    on: date,
    at: datetime,
) -> Unit:
    """Open an ended unit again, or decline to.

    Confirmed, the decision counts no more, a withdrawal or transfer is taken
    away, and the clock runs on. Writes the answer and one trail entry.

    Args:
        unit: An ended unit; it is returned.
        confirmed: Whether it is opened.
        comment: Why, in words; needed to decline.
        version: The version the person read.
        by: Who answers, never who asked.
        on: The day.
        at: The instant.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The unit has not ended, or the number is void.
        Stale: Somebody changed the unit since.
        CannotAnswerReopening: Nobody asked, this person asked, or no comment.
    """
    unit = begin("confirm_reopening", unit, by=by, on=on, version=version)
    wish = _check(waiting_wish(unit), unit, comment, confirmed=confirmed, by=by)
    ended = unit.outcome
    wish.state = ReopeningState.CONFIRMED if confirmed else ReopeningState.DECLINED
    wish.answered_by, wish.answered_on = by, on
    wish.save()
    if confirmed:
        _reopen(unit, by=by, on=on, at=at)
    touch(unit)
    trail.record(
        stream=unit.case.stream,
        act="confirm_reopening" if confirmed else "decline_reopening",
        subject=f"unit:{unit.pk}",
        by=by.as_actor(),
        at=at,
        facts={"reopening": wish.pk, "outcome": ended},
        detail={"comment": comment.strip()} if comment.strip() else None,
    )
    return unit


def _check(
    wish: Reopening | None, unit: Unit, comment: str, *, confirmed: bool, by: Staff
) -> Reopening:
    if wish is None:
        raise CannotAnswerReopening(
            "not_asked",
            _("Nobody asks to open %(number)s again. Put the wish first.")
            % {"number": unit.number_text},
        )
    if wish.asked_by_id == by.pk:
        raise CannotAnswerReopening(
            "same_person",
            _(
                "You asked to open %(number)s again yourself; a second person has to "
                "answer. Please ask a colleague."
            )
            % {"number": unit.number_text},
        )
    if not confirmed and not comment.strip():
        raise CannotAnswerReopening(
            "no_comment", _("Write why the unit stays closed."), field="comment"
        )
    return wish


def _reopen(unit: Unit, *, by: Staff, on: date, at: datetime) -> None:
    # the guard of the table lets nothing of a decision change but this
    unit.decisions.filter(counts=True).update(counts=False)
    Withdrawal.objects.filter(unit=unit).delete()
    Transfer.objects.filter(unit=unit).delete()
    stops = unit.clock_events.filter(type=ClockEventType.STOPPED)
    # a notice may bear a later day than today; the clock reopens after its stop
    reopened_on = max([on, *stops.values_list("on", flat=True)])
    clock.write_event(
        case=unit.case,
        unit=unit,
        event=Event("reopened", reopened_on),
        by=by.as_actor(),
        at=at,
    )
    advance(unit=unit, act="confirm_reopening", after=Phase.EXAMINATION)
    clock.refresh(unit)
