"""Ask the division of a unit what it knows before it accepts it (所管課照会)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.errors import CaseworkError
from casework.models import Inquiry, Unit
from casework.operations.assign import check_division
from casework.operations.begin import begin, touch
from casework.wording import day
from offices.models import Division, Staff


class CannotInquire(CaseworkError):
    """The division cannot be asked so.

    Attributes:
        field: What to mend: `division` or `answer_by_on`.
    """

    def __init__(self, code: str, message: str, *, field: str) -> None:
        self.code, self.field = code, field
        super().__init__(message)


@transaction.atomic
def inquire(
    *,
    unit: Unit,
    division: Division,
    answer_by_on: date,
    by: Staff,
    on: date,
    at: datetime,
) -> Inquiry:
    """Ask whether the record exists, who holds it and how much it is.

    The clock runs on: the day of the answer is the office's own, beside the due
    date. A unit without a division goes to the one that is asked, because only
    so can that read it. Writes the inquiry, perhaps the unit, one trail entry.

    Args:
        unit: The unit.
        division: Who is asked.
        answer_by_on: Until when; a day of the office's own.
        by: Who asks.
        on: The day.
        at: The instant.

    Returns:
        The inquiry.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The unit does not stand where it can be asked.
        CannotAssign: The division is not one of the organ.
        CannotInquire: The unit is with another division, this one was asked
            already, or the day lies before today.
    """
    unit = begin("inquire", unit, by=by, on=on)
    _check(unit, division, answer_by_on, on=on)
    if unit.division is None:
        unit.division = division
        unit.save(update_fields=["division"])
        touch(unit)
    inquiry = Inquiry.objects.create(
        unit=unit,
        division=division,
        asked_by=by,
        asked_on=on,
        answer_by_on=answer_by_on,
    )
    _tell(inquiry, unit, by=by, at=at)
    return inquiry


def _check(unit: Unit, division: Division, answer_by_on: date, *, on: date) -> None:
    values = {"number": unit.number_text, "division": division.name}
    check_division(division, unit, on=on)
    if unit.division_id not in (None, division.pk):
        raise CannotInquire(
            "other_division",
            _(
                "%(number)s is with another division, so “%(division)s” cannot read "
                "it. Assign the unit to it first, or split it."
            )
            % values,
            field="division",
        )
    if Inquiry.objects.filter(unit=unit, division=division, answered_on=None).exists():
        raise CannotInquire(
            "asked_already",
            _(
                "“%(division)s” was asked about %(number)s and has not answered yet. "
                "Wait for the answer, or enter what it said by telephone."
            )
            % values,
            field="division",
        )
    if answer_by_on < on:
        raise CannotInquire(
            "answer_day_past",
            _("The answer cannot be due on %(day)s: that day has passed.")
            % {"day": day(answer_by_on)},
            field="answer_by_on",
        )


def _tell(inquiry: Inquiry, unit: Unit, *, by: Staff, at: datetime) -> None:
    trail.record(
        stream=unit.case.stream,
        act="inquire",
        subject=f"unit:{unit.pk}",
        by=by.as_actor(),
        at=at,
        facts={
            "inquiry": inquiry.pk,
            "division": f"division:{inquiry.division_id}",
            "answer_by_on": inquiry.answer_by_on.isoformat(),
        },
    )
