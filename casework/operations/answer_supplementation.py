"""Record that the answer to a supplementation order arrived (補正の到達)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from casework.models import Supplementation, Unit
from casework.operations.begin import begin, units_of_case
from casework.operations.order_supplementation import (
    CannotSupplement,
    move_clocks,
    tell_units,
)
from casework.supplementing import open_order
from casework.wording import day
from offices.models import Staff
from ordinances.periods import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFacts:
    """An answer as it came in.

    Attributes:
        arrived_on: The day it arrived; the clock runs again from it.
        written_on: The day written on it, which selects nothing.
    """

    arrived_on: date
    written_on: date | None = None


@transaction.atomic
def answer_supplementation(
    *,
    unit: Unit,
    answer: AnswerFacts,
    version: int | None,
    by: Staff,
    on: date,
    at: datetime,
) -> Supplementation:
    """Let the clock of the case run again from the day the answer arrived.

    A late answer counts while the order has not lapsed. Writes the answer, one
    RESUMED event of the case, the due dates of its open units and one trail entry
    for each of them.

    Args:
        unit: A unit of the case.
        answer: The day of arrival, and the one written on it.
        version: The version of the unit the person read.
        by: Who records it.
        on: The day of recording.
        at: The instant.

    Returns:
        The order, answered.

    Raises:
        NotPermitted: The act is not among the person's rights on every unit.
        CannotAct: The unit has ended.
        Stale: Somebody changed the unit since.
        CannotSupplement: No order waits, or the day cannot be.

    Source:
        行政機関情報公開法 10(1), 個人情報保護法 83(1): the days needed for the
        supplementation do not count; that they end on arrival is practice.
    """
    unit = begin("answer_supplementation", unit, by=by, on=on, version=version)
    units = units_of_case("answer_supplementation", unit, by=by, on=on)
    order = waiting_order(unit)
    check_end(order, answer.arrived_on, on=on, field="arrived_on")
    order.arrived_on, order.written_on = answer.arrived_on, answer.written_on
    order.ended_by = by
    order.save(update_fields=["arrived_on", "written_on", "ended_by"])
    move_clocks(unit, units, Event("resumed", answer.arrived_on), by=by, at=at)
    act, facts = "answer_supplementation", _facts(order, answer)
    tell_units(act, order, units, facts=facts, detail={}, by=by, at=at)
    return order


def _facts(order: Supplementation, answer: AnswerFacts) -> dict[str, object]:
    written_on = answer.written_on
    return {
        "arrived_on": answer.arrived_on.isoformat(),
        "written_on": written_on.isoformat() if written_on else None,
        "is_late": answer.arrived_on > order.answer_by_on,
    }


def waiting_order(unit: Unit) -> Supplementation:
    """Return the order that waits, or refuse.

    Raises:
        CannotSupplement: None does.
    """
    order = open_order(unit.case)
    if order is None:
        raise CannotSupplement("no_order", no_order_sentence(unit))
    return order


def no_order_sentence(unit: Unit) -> str:
    """Return why there is nothing to answer or to lapse."""
    return _(
        "No supplementation order of %(number)s waits for an answer. What arrives "
        "without an order is logged as a contact."
    ) % {"number": unit.number_text}


def check_end(order: Supplementation, ended_on: date, *, on: date, field: str) -> None:
    """Refuse an end before the order or after today.

    Raises:
        CannotSupplement: With the field to mend.
    """
    if not order.ordered_on <= ended_on <= on:
        raise CannotSupplement(
            "end_day",
            _(
                "The day %(ended)s lies before the order of %(ordered)s or after "
                "today, %(today)s. Enter the day on which it really was."
            )
            % {
                "ended": day(ended_on),
                "ordered": day(order.ordered_on),
                "today": day(on),
            },
            field=field,
        )
