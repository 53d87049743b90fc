"""Transfer a request, whole or in part, to the organ whose business it is (移送)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.conclusions import Conclusion, check_conclusion
from casework.errors import CaseworkError
from casework.models import OrganTransfer, Transfer, Unit
from casework.operations.advance import advance
from casework.operations.assign import end_inquiries
from casework.operations.begin import begin, touch
from casework.operations.conclude import stop_clock
from casework.operations.split_off import SplitFacts, part_off
from casework.phases import Phase
from casework.wording import day
from offices.models import Organ, Staff
from ordinances.act_words import act_words
from ordinances.loading import pack as load_pack

ACT, OUTCOME = "transfer", "transferred"
POLICY, OWN_ORGANS = "transfer_targets", "own_organs"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferFacts:
    """A transfer as it was agreed.

    Attributes:
        transferred_on: Its day.
        agreed_on: The day the receiver agreed.
        to_organ: The organ of the city that receives it; None where it leaves it.
        receiver: The authority outside that receives it.
        reason_code: The pack's sentence on jurisdiction, or empty.
        reason: Further words, on jurisdiction only.
        record_ids: The records that go; none and no subject: the whole unit.
        subject: What the part that goes is about.
    """

    transferred_on: date
    agreed_on: date
    to_organ: Organ | None = None
    receiver: str = ""
    reason_code: str = ""
    reason: str = ""
    record_ids: Sequence[int] = ()
    subject: str = ""

    @property
    def is_part(self) -> bool:
        """Tell whether only a part goes."""
        return bool(self.record_ids) or bool(self.subject.strip())


class CannotTransfer(CaseworkError):
    """The unit cannot be transferred like this.

    Attributes:
        field: What to mend.
    """

    def __init__(self, code: str, message: str, *, field: str) -> None:
        self.code, self.field = code, field
        super().__init__(message)


@transaction.atomic
def transfer(
    *,
    unit: Unit,
    facts: TransferFacts,
    version: int | None,
    by: Staff,
    on: date,
    at: datetime,
) -> Unit:
    """Give a unit, or a part of it, to another organ or authority.

    Inside the city the unit goes on under the other organ, without division and
    handler, on the clock of its first receipt; outside it ends as transferred.
    Writes the transfer and one trail entry; a part is split off first.

    Args:
        unit: A unit at work.
        facts: To whom, when, why, and what of it.
        version: The version the person read.
        by: Who records it.
        on: The day of recording.
        at: The instant.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The unit does not stand where it can be transferred.
        Stale: Somebody changed the unit since.
        CannotTransfer: Days, receiver or reason cannot be.
        CannotSplitOff: A record is gone, or none would stay.

    Source:
        個人情報保護法 85, 96 and 行政機関情報公開法 12; the city and the clock that
        runs on are assumed.
    """
    unit = begin(ACT, unit, by=by, on=on, version=version)
    _check_days(unit, facts, on=on)
    _check_receiver(unit, facts, on=on)
    reason = _reason(unit, facts)
    moved = _part(unit, facts, by=by, on=on, at=at)
    if facts.to_organ is not None:
        _move(moved, facts.to_organ, facts, reason, by=by)
    else:
        _leave(moved, facts, reason, by=by, at=at)
    touch(moved)
    if moved != unit:
        touch(unit)
    _tell(moved, facts, reason, by=by, at=at)
    return moved


def _part(
    unit: Unit, facts: TransferFacts, *, by: Staff, on: date, at: datetime
) -> Unit:
    if not facts.is_part:
        return unit
    part = SplitFacts(
        division=unit.division, subject=facts.subject, record_ids=facts.record_ids
    )
    return part_off(unit, part, by=by, on=on, at=at)


def _move(
    unit: Unit, organ: Organ, facts: TransferFacts, reason: str, *, by: Staff
) -> None:
    assert unit.organ is not None  # noqa: S101 - every request has one, by constraint
    OrganTransfer.objects.create(
        unit=unit,
        on=facts.transferred_on,
        agreed_on=facts.agreed_on,
        from_organ=unit.organ,
        to_organ=organ,
        reason=reason,
        recorded_by=by,
    )
    unit.organ, unit.division, unit.handler = organ, None, None
    unit.save(update_fields=["organ", "division", "handler"])
    end_inquiries(unit)


def _leave(
    unit: Unit, facts: TransferFacts, reason: str, *, by: Staff, at: datetime
) -> None:
    check_conclusion(
        Conclusion(outcome=OUTCOME, on=facts.transferred_on),
        pack=load_pack(unit.regime),
        request_kind=unit.request_kind,
        received_on=unit.received_on,
    )
    advance(
        unit=unit,
        act=ACT,
        after=Phase.CLOSED,
        outcome=OUTCOME,
        outcome_on=facts.transferred_on,
    )
    Transfer.objects.create(
        unit=unit,
        on=facts.transferred_on,
        agreed_on=facts.agreed_on,
        receiver=facts.receiver.strip(),
        reason=reason,
    )
    stop_clock(unit, on=facts.transferred_on, by=by, at=at)


def _check_days(unit: Unit, facts: TransferFacts, *, on: date) -> None:
    if not unit.received_on <= facts.transferred_on <= on:
        raise CannotTransfer(
            "transfer_day",
            _(
                "The transfer cannot be of %(moved)s: it lies between the receipt, "
                "%(received)s, and today, %(today)s."
            )
            % {
                "moved": day(facts.transferred_on),
                "received": day(unit.received_on),
                "today": day(on),
            },
            field="transferred_on",
        )
    if facts.agreed_on > facts.transferred_on:
        raise CannotTransfer(
            "not_agreed",
            _(
                "A transfer follows the agreement of the receiver; %(agreed)s is after "
                "%(moved)s. Enter the day of the agreement."
            )
            % {"agreed": day(facts.agreed_on), "moved": day(facts.transferred_on)},
            field="agreed_on",
        )


def _check_receiver(unit: Unit, facts: TransferFacts, *, on: date) -> None:
    organ, outside = facts.to_organ, facts.receiver.strip()
    if (organ is None) == (not outside):
        raise CannotTransfer(
            "no_receiver",
            _("Choose the organ that receives it, or name the authority outside."),
            field="to_organ",
        )
    pack = load_pack(unit.regime)
    if organ is None:
        if pack.policy(POLICY, on).value == OWN_ORGANS:
            raise CannotTransfer(
                "outside_not_allowed",
                _(
                    "Under %(regime)s a request is transferred among the city's own "
                    "organs only. Tell the requester which authority to ask; the "
                    "request is withdrawn in writing, or decided."
                )
                % {"regime": pack.name_ja},
                field="receiver",
            )
        return
    codes = pack.organ_codes_on(unit.received_on)
    if organ == unit.organ or organ.code not in codes or not _exists(organ, on):
        raise CannotTransfer(
            "wrong_organ",
            _(
                "%(number)s cannot be transferred to “%(organ)s”: it has the request "
                "already, or does not decide under %(regime)s. Choose another organ."
            )
            % {
                "number": unit.number_text,
                "organ": organ.name,
                "regime": pack.name_ja,
            },
            field="to_organ",
        )


def _exists(organ: Organ, on: date) -> bool:
    until = organ.valid_until
    return organ.valid_from <= on and (until is None or on < until)


def _reason(unit: Unit, facts: TransferFacts) -> str:
    """Return the reason as the letter says it: on jurisdiction only."""
    words = act_words(load_pack(unit.regime))
    on = facts.transferred_on
    texts = {one.code: one.text for one in words.reasons_for(ACT, on)}
    reason = texts.get(facts.reason_code, "") + facts.reason.strip()
    if not reason:
        raise CannotTransfer(
            "no_reason",
            _("Write whose business the request is, or choose the usual reason."),
            field="reason",
        )
    if word := words.refused_in(facts.reason, ACT, on):
        raise CannotTransfer(
            "tells_of_holding",
            _(
                "The reason of a transfer speaks of jurisdiction only; “%(word)s” "
                "could tell whether the record is there. Word it without."
            )
            % {"word": word},
            field="reason",
        )
    return reason


def _tell(
    unit: Unit, facts: TransferFacts, reason: str, *, by: Staff, at: datetime
) -> None:
    organ = facts.to_organ
    trail.record(
        stream=unit.case.stream,
        act=ACT,
        subject=f"unit:{unit.pk}",
        by=by.as_actor(),
        at=at,
        facts={
            "on": facts.transferred_on.isoformat(),
            "agreed_on": facts.agreed_on.isoformat(),
            "to_organ": organ.code if organ else "",
            "reason_code": facts.reason_code,
            "is_part": facts.is_part,
        },
        detail={"reason": reason, "receiver": facts.receiver.strip()},
    )
