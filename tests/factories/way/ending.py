"""Moves that end a unit, mend its end, or void its number."""

from casework.conclusions import Conclusion
from casework.handover import Handover
from casework.operations.ask_reopening import ask_reopening
from casework.operations.carry_out import carry_out
from casework.operations.confirm_reopening import confirm_reopening
from casework.operations.correct_decision import Correction, correct_decision
from casework.operations.void import void
from casework.operations.withdraw import WithdrawalFacts, withdraw
from tests.factories.way import procedure as law
from tests.factories.way.procedure import OFFICERS
from tests.factories.way.walk import Move, Walk
from tests.factories.way.words import OUTCOMES, outside


def try_withdraw(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to withdraw."""
    is_written = walk.random.random() < 0.5
    facts = WithdrawalFacts(arrived_on=unit.case.today, is_written=is_written)
    is_open = unit.phase in "REA" and not unit.case.is_void
    return (
        is_open and person in OFFICERS and is_written,
        lambda: withdraw(
            unit=walk.unit(unit),
            withdrawal=facts,
            version=None,
            **walk.hand(person, unit),
        ),
        lambda: law.conclude(unit, "withdrawn"),
    )


def try_implement(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to implement."""

    def change() -> None:
        unit.is_implemented, unit.phase = True, "C"

    return (
        unit.has_ended
        and unit.gives in law.HANDED_OUT
        and law.works_on(person, unit)
        and unit.may_be_handed_over(unit.case.today),
        lambda: carry_out(
            unit=walk.unit(unit),
            handover=Handover(on=unit.case.today),
            version=None,
            **walk.hand(person, unit),
        ),
        change,
    )


def try_correct_decision(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to correct decision; one that was varied or opposed is left alone here."""
    if unit.varied or unit.is_asked_about:
        return None
    outcome = walk.random.choice(OUTCOMES)
    n = walk.random.choice((0, 1, 2))
    grounds = frozenset(walk.random.sample(("personal", "corporate", "operations"), n))
    from_outside = walk.random.random() < 0.5
    counted = unit.decision
    is_legal = (
        unit.has_ended
        and person in OFFICERS
        and counted is not None
        and law.is_allowed(outcome, grounds, frozenset())
        and (
            from_outside
            or (person not in counted.approvers and counted.bears(unit.case.today))
        )
    )

    def change() -> None:
        today = unit.case.today
        if counted and not from_outside:
            kept, approved_on = counted.approvers, counted.approved_on
        else:
            kept, approved_on = frozenset(), today
        unit.decision = law.Decided(outcome, grounds, kept, approved_on)
        law.conclude(unit, outcome)

    correction = Correction(
        conclusion=Conclusion(
            outcome=outcome, on=unit.case.today, grounds=tuple(sorted(grounds))
        ),
        reason="入力の誤り",
        external=outside("決裁者", unit.case.today) if from_outside else None,
    )
    return (
        is_legal,
        lambda: correct_decision(
            unit=walk.unit(unit),
            correction=correction,
            version=None,
            **walk.hand(person, unit),
        ),
        change,
    )


def try_void(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to void."""
    case = unit.case
    is_decided = any(each.decision for each in case.units)
    if not is_decided and walk.random.random() < 0.9:
        return None

    def change() -> None:
        case.is_void = True
        for each in case.units:
            each.draft = None

    return (
        not case.is_void and person in OFFICERS and not is_decided,
        lambda: void(
            unit=walk.unit(unit),
            reason="二重に受け付けたため",
            version=None,
            **walk.hand(person, unit),
        ),
        change,
    )


def try_ask_reopening(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to ask reopening."""
    reason = walk.random.choice(("", "取下げではなかった"))

    def change() -> None:
        unit.asked_by = person

    return (
        unit.has_ended and person in OFFICERS and bool(reason) and not unit.asked_by,
        lambda: ask_reopening(
            unit=walk.unit(unit), reason=reason, version=None, **walk.hand(person, unit)
        ),
        change,
    )


def try_confirm_reopening(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to confirm or decline reopening."""
    confirmed = walk.random.random() < 0.5
    comment = walk.random.choice(("", "確認した"))
    may = person in OFFICERS or law.approves_on(person, unit)

    def change() -> None:
        unit.asked_by = None
        if confirmed:
            unit.phase, unit.outcome, unit.decision = "E", None, None
            unit.outcome_on = unit.varied = None
            unit.happens("reopened")

    return (
        unit.has_ended
        and may
        and unit.asked_by not in {None, person}
        and (confirmed or bool(comment)),
        lambda: confirm_reopening(
            unit=walk.unit(unit),
            confirmed=confirmed,
            comment=comment,
            version=None,
            **walk.hand(person, unit),
        ),
        change,
    )
