"""How a unit may end: the pure rules of outcome, day and grounds.

The operations and the bulk import check with the same functions, so what one
refuses the other refuses.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from casework.errors import CaseworkError
from casework.wording import day
from ordinances.dated import NotInForce
from ordinances.schema import Outcome, OutcomeSet, Pack


class CannotRecordOutcome(CaseworkError):
    """The outcome, its day or its grounds do not fit the pack.

    Attributes:
        code: `unknown_outcome`, `before_receipt`, `ground_missing`,
            `ground_not_allowed` or `unknown_ground`.
    """

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """The end of a unit as an officer states it.

    Attributes:
        outcome: An outcome code of the pack.
        on: The day it counts from: the decision, withdrawal or transfer day.
        grounds: Codes of exemption grounds, without repetition.
        reason_kinds: Codes of non-exemption reasons.
        reason: Why it was withdrawn, in words.
    """

    outcome: str
    on: date
    grounds: tuple[str, ...] = ()
    reason_kinds: tuple[str, ...] = ()
    reason: str = ""


def check_conclusion(
    conclusion: Conclusion, *, pack: Pack, request_kind: str, received_on: date
) -> Outcome:
    """Return the pack's outcome, or refuse.

    Args:
        conclusion: What is to be recorded.
        pack: The regime of the unit.
        request_kind: The kind of request; it names the set of outcomes.
        received_on: The receipt day.

    Returns:
        The outcome as the pack describes it on the conclusion's day.

    Raises:
        CannotRecordOutcome: The outcome is not in force, lies before receipt,
            lacks a ground it needs or has one it cannot have.

    Source:
        練馬区情報公開条例 7 and 11: every refusal in whole or part names its
        ground; the table of grounds counts what is recorded here.
    """
    kind = pack.request_kind(request_kind, received_on)
    outcome = _outcome(conclusion, pack=pack, outcome_set=kind.outcome_set)
    if conclusion.on < received_on:
        raise CannotRecordOutcome(
            "before_receipt",
            _(
                "The decision day %(on)s lies before the receipt day %(received)s. "
                "Check both days."
            )
            % {
                "on": day(conclusion.on),
                "received": day(received_on),
            },
        )
    _check_grounds(conclusion, outcome=outcome, pack=pack)
    return outcome


def _outcome(conclusion: Conclusion, *, pack: Pack, outcome_set: OutcomeSet) -> Outcome:
    try:
        return pack.outcome(outcome_set, conclusion.outcome, conclusion.on)
    except NotInForce as error:
        raise CannotRecordOutcome("unknown_outcome", str(error)) from error


def _check_grounds(conclusion: Conclusion, *, outcome: Outcome, pack: Pack) -> None:
    named = conclusion.grounds + conclusion.reason_kinds
    if outcome.grounds == "required" and not named:
        raise CannotRecordOutcome(
            "ground_missing",
            _(
                "“%(outcome)s” needs at least one ground, or a reason such as a "
                "formal defect. Add it and record the outcome again."
            )
            % {"outcome": outcome.label_ja},
        )
    if outcome.grounds == "none" and named:
        raise CannotRecordOutcome(
            "ground_not_allowed",
            _("“%(outcome)s” has no grounds. Remove them, or choose another outcome.")
            % {"outcome": outcome.label_ja},
        )
    known = {ground.code for ground in pack.grounds_on(conclusion.on)}
    kinds = {kind.code for kind in pack.reason_kinds_on(conclusion.on)}
    unknown = [code for code in conclusion.grounds if code not in known]
    unknown += [code for code in conclusion.reason_kinds if code not in kinds]
    if unknown:
        raise CannotRecordOutcome(
            "unknown_ground",
            _("The ground “%(ground)s” is not in force on %(on)s under this pack.")
            % {"ground": unknown[0], "on": day(conclusion.on)},
        )
