"""Amend a unit whose row in the ledger changed: the ledger is the authority."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from audit import trail
from audit.trail import Actor
from casework.conclusions import Conclusion
from casework.errors import CaseworkError
from casework.folding import fold
from casework.handover import Handover
from casework.ledger.comparison import extended_until
from casework.ledger.findings import Difference
from casework.ledger.units import UnitRow
from casework.models import (
    Case,
    Cause,
    ClockEvent,
    DecisionGround,
    Implementation,
    Party,
    PartyRole,
    Transfer,
    Unit,
    Withdrawal,
)
from casework.operations import clock
from casework.operations.advance import advance
from casework.operations.amend_clock import ClockAmendment
from casework.operations.record_outcome import (
    conclusion_facts,
    new_decision,
    new_grounds,
)
from casework.phases import Phase, phase_after
from ordinances.periods import Event

OUTCOME = frozenset({"outcome", "decided_on", "grounds", "withdrawal_reason"})
HANDOVER = frozenset({"implemented_on", "sheets", "fee_yen"})
# what the desk is at work on, a ledger does not overrule
AT_WORK = (Phase.EXAMINATION, Phase.APPROVAL)


class CannotAmend(CaseworkError):
    """A stored unit cannot be changed as the row wants.

    Attributes:
        key: The column concerned.
        value: What the row has there.
        reason: Why not.
        mend: What to do.
    """

    code = "cannot_amend"

    def __init__(self, key: str, value: str, reason: str, mend: str) -> None:
        self.key, self.value, self.reason, self.mend = key, value, reason, mend
        super().__init__(f"{reason} {mend}")


def check_amendment(*, unit: Unit, row: UnitRow, keys: frozenset[str]) -> None:
    """Refuse what a ledger cannot change.

    Args:
        unit: The stored unit.
        row: The row.
        keys: The columns that differ.

    Raises:
        CannotAmend: The unit was decided or is being worked on in Hiroba, or
            another branch of the case contradicts the change.
    """
    if keys & OUTCOME:
        _check_not_ours(unit, row)
    siblings = Unit.objects.filter(case=unit.case_id).exclude(pk=unit.pk)
    received_on = row.intake.received_on
    if "received_on" in keys and siblings.filter(outcome_on__lt=received_on).exists():
        raise CannotAmend(
            "received_on",
            received_on.isoformat(),
            _("Another branch of the case was decided before that day."),
            _("Correct the receipt day, or the decision day of the branch first."),
        )
    if "request_kind" in keys and siblings.exists():
        raise CannotAmend(
            "request_kind",
            row.intake.request_kind,
            _("The case has further branches under the stored kind of request."),
            _("Correct the kind, or enter the request under a number of its own."),
        )


@transaction.atomic
def amend_unit(
    *,
    unit: Unit,
    row: UnitRow,
    differences: Sequence[Difference],
    keys: frozenset[str],
    by: Actor,
    at: datetime,
) -> None:
    """Change a stored unit to what its row tells.

    Writes the case, the unit, a further decision that supersedes the one that
    counted, further clock events, and one trail entry that names the columns;
    their texts stand beside it, erasable.

    Args:
        unit: The stored unit with its case.
        row: The row.
        differences: Old and new texts, for the trail.
        keys: The columns that differ.
        by: Who imports.
        at: When.

    Raises:
        CannotAmend: See `check_amendment`.
    """
    case = Case.objects.select_for_update().get(pk=unit.case_id)
    check_amendment(unit=unit, row=row, keys=keys)
    amendment = _Amendment(unit, case, row, keys, by, at)
    amendment.amend_case()
    amendment.amend_unit()
    amendment.amend_end()
    amendment.amend_clock()
    trail.record(
        stream=case.stream,
        act="amend",
        subject=f"unit:{unit.pk}",
        by=by,
        at=at,
        facts={
            "columns": sorted(keys),
            "end": conclusion_facts(row.conclusion) if row.conclusion else None,
        },
        detail={item.column: [item.old, item.new] for item in differences},
    )


@dataclass(slots=True)
class _Amendment:
    unit: Unit
    case: Case
    row: UnitRow
    keys: frozenset[str]
    by: Actor
    at: datetime

    def amend_case(self) -> None:
        """Change what belongs to the case; its other units keep their subjects."""
        intake, case, keys = self.row.intake, self.case, self.keys
        if "channel" in keys:
            case.channel = intake.channel
        if "requester_category" in keys:
            case.requester_category = intake.requester_category
        if "requester_name" in keys:
            self._rename_requester()
        if "subject" in keys and self._leads:
            others = case.units.filter(subject="").exclude(pk=self.unit.pk)
            others.update(subject=case.subject, folded_subject=fold(case.subject))
            case.subject = intake.subject
        if "organ" in keys and self._leads:
            case.organ = intake.first.organ
        if "received_on" in keys:
            case.received_on = intake.received_on
        if "request_kind" in keys:
            case.request_kind = intake.request_kind
        case.version += 1
        case.save()

    def amend_unit(self) -> None:
        """Change what belongs to the unit, and its copies of the case."""
        unit, part, keys = self.unit, self.row.intake.first, self.keys
        case = self.case
        case.units.update(received_on=case.received_on, request_kind=case.request_kind)
        unit.received_on, unit.request_kind = case.received_on, case.request_kind
        if "subject" in keys:
            same = self.row.intake.subject == case.subject
            unit.subject = "" if same else self.row.intake.subject
        if "organ" in keys:
            unit.organ = part.organ
        if keys & {"division", "organ"}:
            unit.division = part.division
        if "remarks" in keys:
            unit.remarks = part.remarks
        unit.save()

    def amend_end(self) -> None:
        """Change hand-over and outcome; the decision before stays, uncounted."""
        handover = self._handover()
        end = self.row.conclusion
        if not self.keys & (OUTCOME | HANDOVER):
            return
        if self.keys & OUTCOME:
            self._conclude(end)
        implemented = handover is not None and handover.on is not None
        after = phase_after(end.outcome if end else None, implemented=implemented)
        if end is not None or self.unit.phase != after:
            advance(
                unit=self.unit,
                act="record_outcome" if self.unit.is_open else "amend",
                after=after,
                outcome=end.outcome if end else None,
                outcome_on=end.on if end else None,
            )

    def amend_clock(self) -> None:
        """Append the clock events the changed days call for."""
        moved = "received_on" in self.keys
        if not moved and not self.keys & (OUTCOME | {"extended_until"}):
            return
        if moved:
            received = Event("received", self.case.received_on)
            clock.write_event(
                case=self.case, unit=None, event=received, by=self.by, at=self.at
            )
        units = list(self.case.units.all()) if moved else [self.unit]
        for unit in units:
            ClockAmendment(unit, self._until_on(unit), self.by, self.at).write()

    @property
    def _leads(self) -> bool:
        return self.unit.split_from_id is None

    def _until_on(self, unit: Unit) -> date | None:
        if unit.pk == self.unit.pk and "extended_until" in self.keys:
            return self.row.extended_until
        return extended_until(ClockEvent.objects.filter(unit=unit))

    def _rename_requester(self) -> None:
        requesters = Party.objects.filter(case=self.case, role=PartyRole.REQUESTER)
        requesters.delete()
        Party.objects.bulk_create(
            [
                Party(case=self.case, role=party.role, name=party.name)
                for party in self.row.intake.parties
            ]
        )

    def _handover(self) -> Handover | None:
        """Store what was handed over; what the file does not tell stays."""
        stored = Implementation.objects.filter(unit=self.unit).first()
        told = self.row.handover
        if not self.keys & HANDOVER:
            return None if stored is None else _told(stored)
        base = _told(stored) if stored else Handover(on=None)
        new = told or Handover(on=None)
        handover = Handover(
            on=new.on if "implemented_on" in self.keys else base.on,
            sheets=new.sheets if "sheets" in self.keys else base.sheets,
            fee_yen=new.fee_yen if "fee_yen" in self.keys else base.fee_yen,
        )
        Implementation.objects.filter(unit=self.unit).delete()
        if handover == Handover(on=None):
            return None
        Implementation.objects.create(
            unit=self.unit,
            on=handover.on,
            sheets=handover.sheets,
            fee_yen=handover.fee_yen,
        )
        return handover

    def _conclude(self, end: Conclusion | None) -> None:
        unit = self.unit
        counted = unit.decisions.filter(counts=True).first()
        # the guard of the table lets nothing of a decision change but this
        unit.decisions.filter(counts=True).update(counts=False)
        Withdrawal.objects.filter(unit=unit).delete()
        Transfer.objects.filter(unit=unit).delete()
        if end is None:
            return
        pack = self.row.intake.pack
        kind = pack.request_kind(unit.request_kind, end.on)
        outcome = pack.outcome(kind.outcome_set, end.outcome, end.on)
        if outcome.is_decision:
            last = unit.decisions.aggregate(Max("seq"))["seq__max"] or 0
            decision = new_decision(unit, end, seq=last + 1, digest=pack.digest)
            decision.supersedes = counted
            decision.save()
            DecisionGround.objects.bulk_create(new_grounds(decision, end))
        elif outcome.code == "withdrawn":
            Withdrawal.objects.create(unit=unit, on=end.on, reason=end.reason)
        else:
            Transfer.objects.create(unit=unit, on=end.on)


def _told(stored: Implementation) -> Handover:
    return Handover(on=stored.on, sheets=stored.sheets, fee_yen=stored.fee_yen)


def _check_not_ours(unit: Unit, row: UnitRow) -> None:
    decided_here = unit.decisions.filter(counts=True).exclude(cause=Cause.LEDGER)
    handed_over_here = unit.implementations.exclude(method="")
    if unit.phase in AT_WORK or decided_here.exists() or handed_over_here.exists():
        raise CannotAmend(
            "outcome",
            row.conclusion.outcome if row.conclusion else "",
            _("The unit is being worked on, or was decided or disclosed, in Hiroba."),
            _("Correct the row to what Hiroba shows."),
        )
