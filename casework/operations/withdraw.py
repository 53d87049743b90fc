"""Record that a request was withdrawn (取下げ)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.conclusions import Conclusion, check_conclusion
from casework.errors import CaseworkError
from casework.models import Draft, Unit, Withdrawal, WithdrawalReason
from casework.operations.advance import advance
from casework.operations.begin import begin, touch
from casework.operations.conclude import stop_clock
from casework.operations.drop_draft import drop_draft
from casework.phases import Phase
from casework.wording import day
from offices.models import Staff
from ordinances.loading import pack as load_pack

WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalFacts:
    """A withdrawal as it came in.

    Attributes:
        arrived_on: The day the paper arrived; the outcome counts from it.
        is_written: Whether there is a paper at all.
        reason_kind: By the requester, or deemed.
        reason: Why, in words; needed where it is deemed.
    """

    arrived_on: date
    is_written: bool
    reason_kind: str = WithdrawalReason.REQUESTER
    reason: str = ""


class CannotWithdraw(CaseworkError):
    """The withdrawal cannot be recorded as it stands.

    Attributes:
        field: What to mend.
    """

    def __init__(self, code: str, message: str, *, field: str) -> None:
        self.code, self.field = code, field
        super().__init__(message)


@transaction.atomic
def withdraw(
    *,
    unit: Unit,
    withdrawal: WithdrawalFacts,
    version: int | None,
    by: Staff,
    on: date,
    at: datetime,
) -> Unit:
    """End a unit without a decision because its request was taken back.

    A draft that waits is dropped. Writes the withdrawal, outcome and phase, a
    STOPPED clock event and one trail entry.

    Args:
        unit: An open unit.
        withdrawal: When and how it came in.
        version: The version the person read.
        by: Who records it.
        on: The day of recording.
        at: The instant.

    Returns:
        The unit, closed.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The unit has ended: after the decision it is turned down.
        Stale: Somebody changed the unit since.
        CannotWithdraw: It is not in writing, its day lies in the future, or a
            deemed withdrawal does not say why.
        CannotRecordOutcome: Its day lies before the receipt.

    Source:
        Practice: before the decision and in writing only. Deemed after the loss
        of agency: 個人情報保護法施行令 22(4), (5).
    """
    unit = begin("withdraw", unit, by=by, on=on, version=version)
    _check(withdrawal, unit, on=on)
    dropped = drop_draft(unit=unit, by=by, on=on, at=at)
    _end(unit, withdrawal)
    stop_clock(unit, on=withdrawal.arrived_on, by=by, at=at)
    touch(unit)
    _tell(unit, withdrawal, dropped, by=by, at=at)
    return unit


def _end(unit: Unit, withdrawal: WithdrawalFacts) -> None:
    advance(
        unit=unit,
        act="withdraw",
        after=Phase.CLOSED,
        outcome=WITHDRAWN,
        outcome_on=withdrawal.arrived_on,
    )
    Withdrawal.objects.create(
        unit=unit,
        on=withdrawal.arrived_on,
        reason_kind=withdrawal.reason_kind,
        reason=withdrawal.reason.strip(),
    )


def _check(withdrawal: WithdrawalFacts, unit: Unit, *, on: date) -> None:
    if not withdrawal.is_written:
        raise CannotWithdraw(
            "not_in_writing",
            _(
                "%(number)s can be withdrawn only in writing; a telephone call changes "
                "nothing. Log the call as a contact and ask for a written withdrawal."
            )
            % {"number": unit.number_text},
            field="is_written",
        )
    if withdrawal.arrived_on > on:
        raise CannotWithdraw(
            "withdrawn_in_future",
            _(
                "The withdrawal cannot have arrived on %(arrived)s: today is "
                "%(today)s. Enter the day on which the paper arrived."
            )
            % {"arrived": day(withdrawal.arrived_on), "today": day(on)},
            field="arrived_on",
        )
    _check_reason(withdrawal)
    check_conclusion(
        Conclusion(outcome=WITHDRAWN, on=withdrawal.arrived_on),
        pack=load_pack(unit.regime),
        request_kind=unit.request_kind,
        received_on=unit.received_on,
    )


def _check_reason(withdrawal: WithdrawalFacts) -> None:
    if withdrawal.reason_kind not in WithdrawalReason.values:
        raise CannotWithdraw(
            "unknown_reason_kind",
            _("Say whether the requester withdrew or it is deemed withdrawn."),
            field="reason_kind",
        )
    is_deemed = withdrawal.reason_kind == WithdrawalReason.DEEMED
    if is_deemed and not withdrawal.reason.strip():
        raise CannotWithdraw(
            "no_reason",
            _("A request is deemed withdrawn for a reason. Write which it is."),
            field="reason",
        )


def _tell(
    unit: Unit,
    withdrawal: WithdrawalFacts,
    dropped: Draft | None,
    *,
    by: Staff,
    at: datetime,
) -> None:
    facts: dict[str, object] = {
        "on": withdrawal.arrived_on.isoformat(),
        "reason_kind": withdrawal.reason_kind,
    }
    reason = withdrawal.reason.strip()
    trail.record(
        stream=unit.case.stream,
        act="withdraw",
        subject=f"unit:{unit.pk}",
        by=by.as_actor(),
        at=at,
        facts={**facts, "draft_dropped": dropped.seq} if dropped else facts,
        detail={"reason": reason} if reason else {},
    )
