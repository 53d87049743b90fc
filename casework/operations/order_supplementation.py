"""Order the requester in writing to mend a formal defect (補正の求め)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from audit import trail
from casework.errors import CaseworkError
from casework.models import Case, Supplementation, Unit
from casework.operations import clock
from casework.operations.begin import begin, touch, units_of_case
from casework.phases import Phase
from casework.supplementing import open_order
from casework.wording import day
from offices.models import Staff
from ordinances.loading import pack as load_pack
from ordinances.periods import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFacts:
    """A supplementation order as it goes out.

    Attributes:
        is_written: Whether it is a written order; a call stops no clock.
        ordered_on: The day it bears.
        answer_by_on: The last day of the reasonable period.
        matter: What is to be mended, in words.
    """

    is_written: bool
    ordered_on: date
    answer_by_on: date
    matter: str


class CannotSupplement(CaseworkError):
    """The order, its answer or its lapse cannot be recorded as it stands.

    Attributes:
        field: What to mend.
    """

    def __init__(self, code: str, message: str, *, field: str = "") -> None:
        self.code, self.field = code, field
        super().__init__(message)


@transaction.atomic
def order_supplementation(
    *,
    unit: Unit,
    order: OrderFacts,
    version: int | None,
    by: Staff,
    on: date,
    at: datetime,
) -> Supplementation:
    """Stop the clock of the whole case from the day of a written order.

    Writes the order, one SUSPENDED event of the case, the due dates of its open
    units and one trail entry for each of them.

    Args:
        unit: A unit of the case.
        order: Day, period and matter.
        version: The version of the unit the person read.
        by: Who orders it.
        on: The day of recording.
        at: The instant.

    Raises:
        NotPermitted: The act is not among the person's rights on every unit.
        CannotAct: The unit does not stand where its defects can be mended.
        Stale: Somebody changed the unit since.
        CannotSupplement: It is not in writing, its days cannot be, an order waits
            already, or a unit of the case is drafted or decided.

    Source:
        個人情報保護法 91(3) and 行政機関情報公開法 4(2); for the city, and that only
        a written order stops the clock, assumed.
    """
    unit = begin("order_supplementation", unit, by=by, on=on, version=version)
    units = units_of_case("order_supplementation", unit, by=by, on=on)
    _check_case(unit)
    _check_order(unit, order, on=on)
    made = Supplementation.objects.create(
        case=unit.case,
        ordered_on=order.ordered_on,
        answer_by_on=order.answer_by_on,
        matter=order.matter.strip(),
        ordered_by=by,
    )
    move_clocks(unit, units, Event("suspended", made.ordered_on), by=by, at=at)
    _tell(made, units, by=by, at=at)
    return made


def _tell(
    made: Supplementation, units: Sequence[Unit], *, by: Staff, at: datetime
) -> None:
    facts = {
        "ordered_on": made.ordered_on.isoformat(),
        "answer_by_on": made.answer_by_on.isoformat(),
    }
    detail = {"matter": made.matter}
    act = "order_supplementation"
    tell_units(act, made, units, facts=facts, detail=detail, by=by, at=at)


def move_clocks(
    unit: Unit, units: Sequence[Unit], event: Event, *, by: Staff, at: datetime
) -> None:
    """Write an event of the case and refresh those of its units that wait."""
    clock.write_event(case=unit.case, unit=None, event=event, by=by.as_actor(), at=at)
    for each in units:
        if each.is_open:
            clock.refresh(each)
            touch(each)


def tell_units(
    act: str,
    order: Supplementation,
    units: Sequence[Unit],
    *,
    facts: Mapping[str, object],
    detail: Mapping[str, object],
    by: Staff,
    at: datetime,
) -> None:
    """Write one trail entry for each unit whose clock moved."""
    trail.record_many(
        [
            trail.Draft(
                stream=order.case.stream,
                act=act,
                subject=f"unit:{unit.pk}",
                facts={"supplementation": order.pk, **facts},
                detail=detail,
            )
            for unit in units
            if unit.is_open
        ],
        by=by.as_actor(),
        at=at,
    )


def _check_case(unit: Unit) -> None:
    waiting = open_order(unit.case)
    if waiting is not None:
        raise CannotSupplement(
            "order_open",
            _(
                "The order of %(ordered)s still waits for its answer. Record the "
                "answer or the lapse first; one order waits at a time."
            )
            % {"ordered": day(waiting.ordered_on)},
        )
    if why_not := taken_as_complete(unit.case):
        raise CannotSupplement("drafted_or_decided", why_not)
    rule = load_pack(unit.regime).deadline(clock.DECISION, unit.received_on)
    if not rule.suspendable:
        raise CannotSupplement(
            "not_suspendable",
            _(
                "The period of %(number)s does not stop for supplementation under "
                "%(source)s. Ask the requester and log the contact."
            )
            % {"number": unit.number_text, "source": rule.source},
        )


def taken_as_complete(case: Case) -> str:
    """Return why the request is past its supplementation; empty while it is not.

    Args:
        case: The request.
    """
    past = Q(phase=Phase.APPROVAL) | Q(decisions__counts=True)
    found = case.units.filter(past).order_by("branch").first()
    if found is None:
        return ""
    return _(
        "%(number)s of this request is drafted or decided already, so the request was "
        "taken as complete. Take the draft back first, or ask the requester informally "
        "and log the contact; the clock runs on."
    ) % {"number": found.number_text}


def _check_order(unit: Unit, order: OrderFacts, *, on: date) -> None:
    if not order.is_written:
        raise CannotSupplement(
            "not_in_writing",
            _(
                "Only a written order stops the clock of %(number)s; a telephone call "
                "changes nothing. Log the call as a contact and send the order."
            )
            % {"number": unit.number_text},
            field="is_written",
        )
    if not _earliest(unit) <= order.ordered_on <= on:
        raise CannotSupplement(
            "order_day",
            _(
                "The order cannot bear %(ordered)s: it goes out between %(earliest)s "
                "(the receipt, or the end of the order before) and today, %(today)s."
            )
            % {
                "ordered": day(order.ordered_on),
                "earliest": day(_earliest(unit)),
                "today": day(on),
            },
            field="ordered_on",
        )
    if order.answer_by_on <= order.ordered_on:
        raise CannotSupplement(
            "no_period",
            _(
                "The period for the answer ends on %(until)s, not after the order. "
                "Give the requester a reasonable period."
            )
            % {"until": day(order.answer_by_on)},
            field="answer_by_on",
        )
    if not order.matter.strip():
        raise CannotSupplement(
            "no_matter",
            _("Write what is to be mended, so that the requester can do it."),
            field="matter",
        )


def _earliest(unit: Unit) -> date:
    """Return the first day an order can bear: not before what came before it."""
    days = [unit.received_on]
    for earlier in unit.case.supplementations.all():
        days += [end for end in (earlier.arrived_on, earlier.lapsed_on) if end]
    return max(days)
