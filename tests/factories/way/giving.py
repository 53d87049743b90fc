"""Moves after the decision: the way, an appointment, a variation ex officio."""

from datetime import timedelta

from casework.conclusions import Conclusion
from casework.operations.appoint import AppointmentFacts, appoint
from casework.operations.redecide import Redecision, redecide
from casework.operations.state_way import WayFacts, state_way
from tests.factories.way import procedure as law
from tests.factories.way.procedure import OFFICERS
from tests.factories.way.walk import Move, Walk
from tests.factories.way.words import OUTCOMES, outside
from tests.ordinances import day_walk

GIVES = {"full": 2, "partial": 1}


def try_state_way(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to record in which way the requester wants it."""
    methods = walk.random.choice(((), ("inspection",), ("copy_post",)))
    way = WayFacts(methods=methods, stated_on=unit.case.today)
    return (
        unit.waits_to_be_shown and law.works_on(person, unit) and bool(methods),
        lambda: state_way(
            unit=walk.unit(unit),
            way=way,
            arrived_on=None,
            version=None,
            **walk.hand(person, unit),
        ),
        lambda: None,
    )


def try_appoint(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to agree on a day: an open one, after the two weeks, while nothing holds."""
    on = unit.case.today + timedelta(days=walk.random.choice((-1, 0, 1, 5, 14, 20)))
    is_legal = (
        unit.waits_to_be_shown
        and law.works_on(person, unit)
        and on >= unit.case.today
        and not day_walk.is_closed(on)
        and unit.may_be_handed_over(on)
    )
    appointment = AppointmentFacts(on=on, place="区民情報ひろば")
    return (
        is_legal,
        lambda: appoint(
            unit=walk.unit(unit),
            appointment=appointment,
            version=None,
            **walk.hand(person, unit),
        ),
        lambda: None,
    )


def try_redecide(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to vary the decision in force; a figure of a table never moves."""
    if unit.is_asked_about:
        return None
    today = unit.case.today
    outcome, basis = walk.random.choice(OUTCOMES), walk.random.choice(("favour", "law"))
    n = walk.random.choice((0, 1, 2))
    grounds = frozenset(walk.random.sample(("personal", "corporate", "operations"), n))
    is_own = walk.random.random() < 0.1
    before = unit.in_force
    is_legal = (
        unit.has_ended
        and person in OFFICERS
        and before is not None
        and not is_own
        and law.is_allowed(outcome, grounds, frozenset())
        and (outcome, grounds) != (before.outcome, before.named)
        and (basis == "law" or gives(outcome) >= gives(before.outcome))
    )

    def change() -> None:
        opens = basis == "favour" or gives(outcome) > gives(
            before.outcome if before else ""
        )
        unit.varied = law.Decided(outcome, grounds, frozenset(), today)
        if outcome not in law.HANDED_OUT:
            unit.phase = "C"
        elif opens:
            unit.phase = "D"

    name = walk.people[person].name if is_own else "決裁者"
    redecision = Redecision(
        conclusion=Conclusion(
            outcome=outcome, on=today, grounds=tuple(sorted(grounds))
        ),
        basis=basis,
        reason="事情が変わったため",
        external=outside(name, today),
    )
    return (
        is_legal,
        lambda: redecide(
            unit=walk.unit(unit),
            redecision=redecision,
            version=None,
            **walk.hand(person, unit),
        ),
        change,
    )


def gives(outcome: str) -> int:
    """Return how much of what was asked for an outcome gives."""
    return GIVES.get(outcome, 0)
