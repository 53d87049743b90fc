"""Disclose everything on the day of the request, in one act (即日全部公開)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from casework.approvals import ExternalApproval, Proposal
from casework.findings import Finding
from casework.handover import Handover
from casework.models import CopyKind, Decision, RecordOutcome, Unit, WantedMethod
from casework.operations.add_records import add_records
from casework.operations.carry_out import carry_out
from casework.operations.conclude import CannotDecide
from casework.operations.decide import decide
from casework.operations.decide_record import RecordChoice, decide_record
from casework.record_facts import RecordFacts
from offices.models import Staff


@dataclass(frozen=True, slots=True, kw_only=True)
class AtOnce:
    """What was shown or copied at the counter, and who approved it.

    Attributes:
        titles: The records, by name; at least one.
        number: The number of the approval.
        approver_name: Who approved.
        mono: How many monochrome sides were handed over.
        colour: How many colour sides.
    """

    titles: tuple[str, ...]
    number: str
    approver_name: str
    mono: int = 0
    colour: int = 0


@transaction.atomic
def disclose_at_once(
    *, unit: Unit, facts: AtOnce, version: int | None, by: Staff, on: date, at: datetime
) -> Decision:
    """Add the records, decide them in full, and hand them over: all or nothing.

    Every step is the act of its name, with its own trail entry. Without copies the
    records were inspected; with them the fee is computed as at any hand-over.

    Args:
        unit: A unit received on this very day.
        facts: What was handed over and who approved.
        version: The version of the unit the person read.
        by: Who discloses; never the approver.
        on: The day of receipt, decision and disclosure.
        at: The instant.

    Returns:
        The decision.

    Raises:
        CannotDecide: The unit came in on another day, or no record is named.
        CaseworkError: Whatever the single acts refuse.

    Source:
        Practice of opening everything at the counter on the day of the request;
        whether the notice may be oral is the pack's and not verified.
    """
    _check(unit, facts, on=on)
    records = add_records(unit=unit, records=_found(facts.titles), by=by, on=on, at=at)
    in_full = Finding(outcome=RecordOutcome.FULL)
    choices = [
        RecordChoice(record_id=record.pk, version=record.version, finding=in_full)
        for record in records
    ]
    decide_record(unit=unit, choices=choices, by=by, on=on, at=at)
    decision = decide(
        unit=unit,
        proposal=Proposal(outcome=RecordOutcome.FULL),
        external=_approval(facts, on=on),
        version=version,
        by=by,
        on=on,
        at=at,
    )
    handover = _handover(facts, on=on)
    carry_out(unit=unit, handover=handover, version=None, by=by, on=on, at=at)
    return decision


def _handover(facts: AtOnce, *, on: date) -> Handover:
    """Return what was handed over; its fee follows from the prices of the day."""
    copies = ((CopyKind.MONO, facts.mono), (CopyKind.COLOUR, facts.colour))
    is_copied = any(pieces for _kind, pieces in copies)
    return Handover(
        on=on,
        method=WantedMethod.COPY_COUNTER if is_copied else WantedMethod.INSPECTION,
        copies=tuple((str(kind), pieces) for kind, pieces in copies if pieces),
    )


def _approval(facts: AtOnce, *, on: date) -> ExternalApproval:
    return ExternalApproval(
        number=facts.number,
        approved_on=on,
        approver_name=facts.approver_name,
        decided_on=on,
    )


def _check(unit: Unit, facts: AtOnce, *, on: date) -> None:
    if unit.received_on != on:
        message = _(
            "%(number)s did not come in today. Disclosing at once is for the day of "
            "the request; record the decision and the disclosure one by one."
        ) % {"number": unit.number_text}
        raise CannotDecide("not_same_day", message, field="titles")
    if not facts.titles:
        message = _("Name at least one record that was disclosed.")
        raise CannotDecide("no_records", message, field="titles")


def _found(titles: Sequence[str]) -> list[RecordFacts]:
    return [RecordFacts(title=title) for title in titles]
