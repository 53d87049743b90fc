"""Draft the decision on a unit and submit it for approval."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from audit import trail
from casework.approvals import Proposal
from casework.conclusions import Conclusion
from casework.consulted import check_consulted
from casework.derived import Standing, standing_of
from casework.errors import CaseworkError
from casework.findings import Gap, alive_warning, finding_of
from casework.models import Draft, DraftState, DraftStep, Record, StepKind, Unit
from casework.operations.advance import advance
from casework.operations.begin import begin, touch
from casework.operations.conclude import check_outcome
from casework.phases import Phase
from offices.models import Staff
from ordinances.deciding_ranks import DecidingRank, rank_for
from ordinances.loading import pack as load_pack


class CannotDraft(CaseworkError):
    """The unit is not ready to be drafted.

    Attributes:
        field: What to mend: `records`, `outcome` or `differs_reason`.
        gaps: What the records lack, one by one.
    """

    def __init__(
        self,
        code: str,
        message: str,
        *,
        field: str,
        gaps: list[tuple[Record, Gap]] | None = None,
    ) -> None:
        self.code, self.field, self.gaps = code, field, gaps or []
        super().__init__(message)


@transaction.atomic
def draft(
    *,
    unit: Unit,
    proposal: Proposal,
    version: int | None,
    by: Staff,
    on: date,
    at: datetime,
) -> Draft:
    """Submit a draft: the outcome the records give, or another with its reason.

    Writes the draft with its first step, the phase and one trail entry. Who has
    to approve, and whose concurrence comes before, is the pack's.

    Args:
        unit: A unit under examination.
        proposal: The confirmed outcome.
        version: The version of the unit the person read.
        by: The drafter.
        on: The day.
        at: The instant.

    Returns:
        The draft, submitted.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The unit does not stand where it can be drafted.
        Stale: Somebody changed the unit since.
        CannotDraft: A record lacks something, or has to leave the unit first, or
            another outcome was chosen without a reason.
        CannotDisclose: A third party has to be asked before.
        CannotDecide: The outcome lacks what the pack wants.

    Source:
        練馬区情報公開条例 11; 事案決定 is the pack's table.
    """
    unit = begin("draft", unit, by=by, on=on, version=version)
    standing = standing_of(unit, on=on)
    derived = ready_outcome(standing)
    check_choice(derived, proposal)
    check_alive(unit, standing, proposal)
    check_consulted(unit, standing.records, on=on)
    check_outcome(unit, conclusion_of(standing, proposal.outcome, on=on))
    made = _write(unit, proposal, derived, by=by, on=on, at=at)
    advance(unit=unit, act="draft", after=Phase.APPROVAL)
    touch(unit)
    _on_trail(made, unit, proposal, by=by, at=at)
    return made


def _on_trail(
    made: Draft, unit: Unit, proposal: Proposal, *, by: Staff, at: datetime
) -> None:
    confirmed = {"alive_confirmed": True} if proposal.alive_confirmed else {}
    trail.record(
        stream=unit.case.stream,
        act="draft",
        subject=f"unit:{unit.pk}",
        by=by.as_actor(),
        at=at,
        facts={
            "seq": made.seq,
            "outcome": made.outcome,
            "derived": made.derived,
            "rank": made.rank,
            "concurrence": made.concurrence,
            **confirmed,
        },
        detail={"differs_reason": made.differs_reason, "note": made.note},
    )


def ready_outcome(standing: Standing) -> str:
    """Return the derived outcome, or refuse while the records are not ready.

    Raises:
        CannotDraft: No record, a gap, or records that need a unit of their own.
    """
    if standing.needs_records and not standing.records:
        raise CannotDraft(
            "no_records",
            _(
                "The unit has no record yet. Add what was found; for an absence or a "
                "refusal without records, add one row titled as the request puts it."
            ),
            field="records",
        )
    if standing.gaps:
        record, gap = standing.gaps[0]
        raise CannotDraft(
            "incomplete",
            _("%(n)s things are missing. Row %(row)s: %(gap)s")
            % {"n": len(standing.gaps), "row": record.position, "gap": gap.message},
            field="records",
            gaps=standing.gaps,
        )
    derived = standing.derived
    if derived is None or derived.outcome is None:
        because = derived.because.to_language(get_language() or "ja") if derived else ""
        apart = derived.apart if derived else ()
        rows = ", ".join(
            str(r.position) for r in standing.records if r.outcome in apart
        )
        raise CannotDraft(
            "split_first",
            _("%(because)s (rows %(rows)s)") % {"because": because, "rows": rows},
            field="records",
        )
    return derived.outcome


def check_choice(derived: str, proposal: Proposal) -> None:
    """Refuse another outcome than the derived one without a reason.

    Raises:
        CannotDraft: The reason is missing.
    """
    if proposal.outcome != derived and not proposal.differs_reason.strip():
        raise CannotDraft(
            "reason_missing",
            _(
                "The records give another outcome than the one chosen. Say why it "
                "differs, or take the derived one."
            ),
            field="differs_reason",
        )


def check_alive(unit: Unit, standing: Standing, proposal: Proposal) -> None:
    """Refuse a record destroyed after the receipt until somebody confirms it.

    Raises:
        CannotDraft: It is not confirmed.
    """
    if proposal.alive_confirmed:
        return
    for record in standing.records:
        text = alive_warning(finding_of(record), received_on=unit.received_on)
        if text:
            raise CannotDraft(
                "alive_on_receipt",
                _("Row %(row)s: %(message)s")
                % {"row": record.position, "message": text},
                field="alive_confirmed",
            )


def conclusion_of(standing: Standing, outcome: str, *, on: date) -> Conclusion:
    """Return the end of the unit with the grounds of its records."""
    return Conclusion(
        outcome=outcome,
        on=on,
        grounds=standing.grounds,
        reason_kinds=standing.reason_kinds,
    )


def deciding_rank(unit: Unit, outcome: str, *, on: date) -> DecidingRank:
    """Return who has to decide this outcome for the unit's organ."""
    organ = unit.organ.code if unit.organ else ""
    rows = load_pack(unit.regime).deciding_ranks
    return rank_for(rows, outcome=outcome, organ=organ, on=on)


def _write(
    unit: Unit,
    proposal: Proposal,
    derived: str,
    *,
    by: Staff,
    on: date,
    at: datetime,
) -> Draft:
    row = deciding_rank(unit, proposal.outcome, on=on)
    last = unit.drafts.aggregate(Max("seq"))["seq__max"] or 0
    made = Draft.objects.create(
        unit=unit,
        seq=last + 1,
        outcome=proposal.outcome,
        derived=derived,
        differs_reason=proposal.differs_reason if proposal.outcome != derived else "",
        note=proposal.note,
        state=DraftState.SUBMITTED,
        drafted_by=by,
        on=on,
        rank=row.rank,
        concurrence=list(row.concurrence),
    )
    DraftStep.objects.create(
        draft=made, seq=1, kind=StepKind.SUBMIT, staff=by, on=on, at=at
    )
    return made
