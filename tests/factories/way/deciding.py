"""Moves on the way to a decision: draft, concur, approve, decide."""

from collections.abc import Callable

from casework.approvals import Proposal
from casework.models import Draft
from casework.operations.approve import approve
from casework.operations.concur import concur
from casework.operations.decide import decide
from casework.operations.draft import draft
from casework.operations.send_back import send_back
from casework.operations.take_back import take_back
from tests.factories.way import procedure as law
from tests.factories.way.procedure import OFFICERS
from tests.factories.way.walk import Move, Walk
from tests.factories.way.words import OUTCOMES, outside


def proposal_for(walk: Walk, unit: law.Unit) -> tuple[str, str]:
    """Mostly the derived outcome, sometimes another, with or without a reason."""
    derived = unit.derived
    if derived and walk.random.random() < 0.8:
        return derived, ""
    return walk.random.choice(OUTCOMES), walk.random.choice(("", "事情による"))


def try_draft(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to draft."""
    outcome, why = proposal_for(walk, unit)
    is_legal = (
        unit.phase == "E"
        and unit.is_at_work
        and law.works_on(person, unit)
        and law.is_proposable(unit, outcome, why)
    )

    def change() -> None:
        unit.draft, unit.phase = law.Draft(person, outcome), "A"
        unit.was_drafted = True

    proposal = Proposal(outcome=outcome, differs_reason=why)
    return (
        is_legal,
        lambda: draft(
            unit=walk.unit(unit),
            proposal=proposal,
            version=None,
            **walk.hand(person, unit),
        ),
        change,
    )


def on_draft(
    walk: Walk,
    unit: law.Unit,
    is_legal: bool,
    run: Callable[[Draft], object],
    change: Callable[[], object],
) -> Move:
    if not unit.was_drafted:
        return None
    waits = not unit.case.is_void and unit.phase == "A"
    return waits and is_legal, lambda: run(walk.draft(unit)), change


def try_concur(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to concur."""
    waiting = unit.draft
    is_legal = (
        waiting is not None
        and person in OFFICERS
        and waiting.wants_concurrence
        and not waiting.concurred
        and waiting.drafter != person
    )

    def change() -> None:
        if unit.draft:
            unit.draft.concurred = True

    def run(stored: Draft) -> object:
        hand = walk.hand(person, unit)
        return concur(draft=stored, comment="", **hand)

    return on_draft(walk, unit, is_legal, run, change)


def try_approve(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to approve."""
    is_deputy = walk.random.random() < 0.4
    place = "PX" if is_deputy else None
    right = place or person

    def change() -> None:
        if unit.draft:
            law.end(unit, unit.draft.outcome, frozenset({person, right}))

    def run(stored: Draft) -> object:
        return approve(
            draft=stored,
            decided_on=unit.case.today,
            on_behalf_of=walk.people[place] if place else None,
            **walk.hand(person, unit),
        )

    return on_draft(walk, unit, law.may_approve(unit, person, place), run, change)


def back(unit: law.Unit) -> Callable[[], None]:
    def change() -> None:
        unit.draft, unit.phase = None, "E"

    return change


def try_send_back(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to send back."""
    comment = walk.random.choice(("", "直すこと", "足すこと"))
    may = person in OFFICERS or law.approves_on(person, unit)
    waiting = unit.draft
    is_legal = bool(waiting and may and comment and waiting.drafter != person)

    def run(stored: Draft) -> object:
        hand = walk.hand(person, unit)
        return send_back(draft=stored, comment=comment, **hand)

    return on_draft(walk, unit, is_legal, run, back(unit))


def try_take_back(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to take back."""
    waiting = unit.draft
    is_legal = bool(
        waiting and waiting.drafter == person and law.works_on(person, unit)
    )

    def run(stored: Draft) -> object:
        hand = walk.hand(person, unit)
        return take_back(draft=stored, comment="", **hand)

    return on_draft(walk, unit, is_legal, run, back(unit))


def try_decide(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to decide."""
    outcome, why = proposal_for(walk, unit)
    is_own = walk.random.random() < 0.25
    is_legal = (
        unit.phase == "E"
        and unit.is_at_work
        and law.works_on(person, unit)
        and law.is_proposable(unit, outcome, why)
        and not is_own
    )
    name = walk.people[person].name if is_own else "決裁者"
    return (
        is_legal,
        lambda: decide(
            unit=walk.unit(unit),
            proposal=Proposal(outcome=outcome, differs_reason=why),
            external=outside(name, unit.case.today),
            version=None,
            **walk.hand(person, unit),
        ),
        lambda: law.end(unit, outcome, frozenset()),
    )
