"""Moves of the clock: supplementation, extension, special extension."""

from datetime import timedelta

from casework.operations.answer_supplementation import (
    AnswerFacts,
    answer_supplementation,
)
from casework.operations.extend_period import extend_period
from casework.operations.extend_specially import SpecialFacts, extend_specially
from casework.operations.extending import Notice
from casework.operations.lapse_supplementation import lapse_supplementation
from casework.operations.order_supplementation import (
    OrderFacts,
    order_supplementation,
)
from tests.factories.way import procedure as law
from tests.factories.way.procedure import OFFICERS
from tests.factories.way.walk import Move, Walk


def try_order_supplementation(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to order a supplementation, in writing or by a call."""
    case, today = unit.case, unit.case.today
    is_written = walk.random.random() < 0.8
    until = today + timedelta(days=walk.random.choice((0, 3, 7, 14)))
    is_legal = (
        unit.is_at_work
        and person in OFFICERS
        and case.order_until is None
        and case.is_taken_as_incomplete
        and is_written
        and until > today
    )

    def change() -> None:
        case.order_until = until
        for each in case.units:
            each.happens("suspended")

    order = OrderFacts(
        is_written=is_written,
        ordered_on=today,
        answer_by_on=until,
        matter="対象の文書が分からない",
    )
    return (
        is_legal,
        lambda: order_supplementation(
            unit=walk.unit(unit), order=order, version=None, **walk.hand(person, unit)
        ),
        change,
    )


def resume(unit: law.Unit) -> None:
    """Let the clocks of the case run again from today."""
    unit.case.order_until = None
    for each in unit.case.units:
        each.happens("resumed")


def try_answer_supplementation(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to record the answer."""
    case = unit.case
    answer = AnswerFacts(arrived_on=case.today)
    is_legal = unit.is_open and person in OFFICERS and case.order_until is not None
    return (
        is_legal,
        lambda: answer_supplementation(
            unit=walk.unit(unit), answer=answer, version=None, **walk.hand(person, unit)
        ),
        lambda: resume(unit),
    )


def try_lapse_supplementation(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to record that no answer came."""
    case = unit.case
    is_legal = (
        unit.is_at_work
        and person in OFFICERS
        and case.order_until is not None
        and case.today > case.order_until
        and not any(each.phase == "A" for each in case.units)
    )

    def change() -> None:
        resume(unit)
        for each in case.units:
            if each.is_open:
                each.records = each.records or [law.Record()]
                for record in each.records:
                    record.kind = "defect"
                each.phase = "E"

    return (
        is_legal,
        lambda: lapse_supplementation(
            unit=walk.unit(unit),
            lapsed_on=case.today,
            version=None,
            **walk.hand(person, unit),
        ),
        change,
    )


def try_extend(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to extend: within the initial period, once, up to the cap."""
    today = unit.case.today
    clock = unit.reading
    cap = clock.cap or today.toordinal()
    until = law.from_ordinal(cap + walk.random.choice((-40, -20, 0, 0, 1)))
    is_legal = (
        unit.is_open
        and law.works_on(person, unit)
        and clock.state == "running"
        and not unit.extensions
        and today.toordinal() <= (clock.initial or 0)
        and (clock.due or 0) < until.toordinal() <= cap
    )
    notice = Notice(issued_on=today, reason="量が多いため")
    return (
        is_legal,
        lambda: extend_period(
            unit=walk.unit(unit),
            notice=notice,
            until_on=until,
            version=None,
            **walk.hand(person, unit),
        ),
        lambda: unit.happens("extended", until),
    )


def try_extend_specially(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to extend specially: within the initial period, extended or not."""
    today = unit.case.today
    clock = unit.reading
    cap = clock.cap or today.toordinal()
    part = law.from_ordinal(cap + walk.random.choice((-10, 0, 0, 1)))
    rest = law.from_ordinal(cap + walk.random.choice((-10, 30, 60)))
    is_legal = (
        unit.is_at_work
        and law.works_on(person, unit)
        and clock.state == "running"
        and "special" not in unit.extensions
        and today.toordinal() <= (clock.initial or 0)
        and today.toordinal() <= part.toordinal() <= cap
        and rest.toordinal() > max(clock.due or 0, part.toordinal())
    )
    special = SpecialFacts(part_due_on=part, rest_due_on=rest)
    notice = Notice(issued_on=today, reason="著しく大量であるため")
    return (
        is_legal,
        lambda: extend_specially(
            unit=walk.unit(unit),
            notice=notice,
            special=special,
            version=None,
            **walk.hand(person, unit),
        ),
        lambda: unit.happens("special", rest),
    )
