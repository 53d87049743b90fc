"""What a hand-over costs by the pack's prices of its day, and what does not fit."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from casework.errors import CaseworkError
from casework.handover import Handover
from casework.models import Implementation, Unit, WantedMethod
from casework.phases import Phase
from casework.wording import day
from ordinances.dated import NotInForce
from ordinances.fees import FeeLine, fee_lines
from ordinances.loading import pack as load_pack

SIDES = frozenset({"mono", "colour"})
BY_POST = frozenset({WantedMethod.COPY_POST, WantedMethod.COPY_ELECTRONIC})
COPIES = BY_POST | {WantedMethod.COPY_COUNTER}


class CannotCarryOut(CaseworkError):
    """Nothing was to be disclosed, or not so.

    Attributes:
        field: What to mend.
    """

    def __init__(self, code: str, message: str, *, field: str = "on") -> None:
        self.code, self.field = code, field
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Charge:
    """What a hand-over costs, as it is frozen in its rows."""

    handover: Handover
    lines: tuple[FeeLine, ...]


def charge(unit: Unit, handover: Handover) -> Charge:
    """Return a hand-over with its sheets and its fee.

    Args:
        unit: Whose regime sets the prices.
        handover: With a method; without one it stays as it was told.

    Raises:
        CannotCarryOut: A kind has no price on that day or its cost is missing, a
            copy was not counted, or postage stands beside what was not posted.

    Source:
        Prices by the day of the hand-over: 練馬区情報公開条例 (費用負担) [assumed].
    """
    if not handover.method or handover.on is None:
        return Charge(handover, ())
    copies, at_cost = dict(handover.copies), dict(handover.at_cost)
    _check_method(handover, copies)
    lines = _lines(unit, copies, at_cost, on=handover.on)
    return Charge(
        replace(
            handover,
            sheets=sum(n for kind, n in copies.items() if kind in SIDES),
            fee_yen=sum(line.amount_yen for line in lines),
        ),
        lines,
    )


def check_supersedes(unit: Unit, handover: Handover) -> None:
    """Refuse to replace what is not there, or to open what is done by the way.

    Raises:
        CannotCarryOut: The replaced entry is not one of the unit's that count, or
            the unit is closed and the new entry says more is to come.
    """
    if unit.phase == Phase.CLOSED and handover.is_partial:
        raise CannotCarryOut(
            "closed_already",
            _(
                "%(number)s is closed: nothing is still to be handed over. Enter the "
                "whole of it, or have the unit opened again."
            )
            % {"number": unit.number_text},
            field="is_partial",
        )
    if handover.supersedes is None:
        return
    counting = Implementation.objects.charged().filter(unit=unit)
    if not counting.filter(pk=handover.supersedes).exists():
        raise CannotCarryOut(
            "nothing_to_supersede",
            _("The entry to be replaced is not among those that count. Choose again."),
            field="supersedes",
        )


def _check_method(handover: Handover, copies: Mapping[str, int]) -> None:
    if handover.method not in WantedMethod.values:
        raise CannotCarryOut(
            "unknown_method",
            _("Choose in which way it was disclosed."),
            field="method",
        )
    if handover.method in COPIES and not any(copies.values()):
        raise CannotCarryOut(
            "no_copies",
            _("Copies were handed over: enter how many of which kind."),
            field="mono",
        )
    if handover.postage_yen and handover.method not in BY_POST:
        raise CannotCarryOut(
            "postage_without_post",
            _("Postage is charged only for what was sent. Check the way, or leave it."),
            field="postage_yen",
        )


def _lines(
    unit: Unit, copies: Mapping[str, int], at_cost: Mapping[str, int], *, on: date
) -> tuple[FeeLine, ...]:
    try:
        return fee_lines(load_pack(unit.regime).fees, copies, at_cost, on=on)
    except NotInForce as error:
        raise CannotCarryOut(
            "no_price",
            _(
                "There is no price for one of these copies on %(day)s. Check the day "
                "of the disclosure and the fees of the regime."
            )
            % {"day": day(on)},
            field=error.key,
        ) from error
    except KeyError as error:
        kind = str(error.args[0])
        raise CannotCarryOut(
            "cost_missing",
            _("This is charged at cost: enter what it cost altogether."),
            field=f"{kind}_yen",
        ) from error
