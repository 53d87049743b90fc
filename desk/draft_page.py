"""What the pages of a draft show: request, records, grounds, outcome, steps."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casework.derived import Standing, standing_of
from casework.models import Decision, Draft, DraftStep, Record, StepKind, Unit
from casework.operations.draft import deciding_rank
from casework.permissions import FieldClass, fields_of
from desk import labels
from desk.acts.proposal import approval_in_words
from desk.grid.apply import Rules
from desk.grid.lines import RecordLine, record_lines
from desk.grid.page import HEADINGS, GapLink, Sum, sums_of
from offices.models import Rank, Staff
from ordinances.deciding_ranks import RANKS
from ordinances.loading import pack as load_pack


@dataclass(frozen=True, slots=True)
class GroundLine:
    """A ground and on how many records it stands."""

    label: str
    item: str
    item_verified: bool
    n: int


@dataclass(frozen=True, slots=True)
class ShownDraft:
    """A draft in words.

    Attributes:
        differs: The derived outcome where another one was chosen, else empty.
        approval: Who approves it.
    """

    draft: Draft
    outcome: str
    differs: str
    approval: str
    steps: list[DraftStep]


@dataclass(frozen=True, slots=True)
class Box:
    """A box of the sheet somebody signs: whose, which step, and the step once taken."""

    label: str
    kind: str
    step: DraftStep | None


@dataclass(frozen=True, slots=True)
class DraftPage:
    """Everything one page about a draft shows.

    Attributes:
        outcome: The proposed outcome in words: the draft's, else the derived one.
        because: Why it follows from the records.
        apart: The rows that need a unit of their own first.
        approval: Who approves it.
        waits: Whether the draft waits for approval.
        own: Whether this person drafted it.
    """

    subject: str
    outcome: str
    because: str
    apart: list[Record]
    approval: str
    gaps: list[GapLink]
    lines: list[RecordLine]
    sums: list[Sum]
    n_sheets: int
    grounds: list[GroundLine]
    shown: ShownDraft | None
    decision: Decision | None
    requester: str
    waits: bool
    own: bool
    boxes: list[Box]

    @property
    def wants_concurrence(self) -> bool:
        """Tell whether the concurrence the pack wants is still missing."""
        return any(
            box.kind == StepKind.CONCUR and box.step is None for box in self.boxes
        )


def draft_page(unit: Unit, *, staff: Staff, on: date) -> DraftPage:
    """Gather what the pages of a draft show.

    Args:
        unit: A visible unit whose records this person may read.
        staff: Who looks.
        on: The day.
    """
    standing = standing_of(unit, on=on)
    shown = _shown(unit)
    derived = standing.derived
    code = shown.draft.outcome if shown else (derived.outcome if derived else None)
    language = get_language() or "ja"
    return DraftPage(
        subject=unit.subject_text,
        outcome=labels.outcome_in_words(unit, code, on) if code else "",
        because=derived.because.to_language(language) if derived else "",
        apart=_apart(standing),
        approval=_approval(unit, code, on),
        gaps=_gaps(standing),
        lines=record_lines(unit, standing.records, Rules(load_pack(unit.regime), on)),
        sums=sums_of(standing.records, unit, on),
        n_sheets=sum(record.sheets or 0 for record in standing.records),
        grounds=_grounds(unit, standing, on),
        shown=shown,
        decision=unit.decisions.filter(counts=True).first(),
        requester=_requester(unit, staff, on),
        waits=shown is not None and shown.draft.state == "submitted",
        own=shown is not None and shown.draft.drafted_by_id == staff.pk,
        boxes=_boxes(unit, shown, code, on),
    )


def _shown(unit: Unit) -> ShownDraft | None:
    draft = unit.drafts.select_related("drafted_by").order_by("-seq").first()
    if draft is None:
        return None
    steps = draft.steps.select_related("staff", "acted_for").order_by("seq")
    differs = ""
    if draft.outcome != draft.derived:
        differs = labels.outcome_in_words(unit, draft.derived, draft.on)
    return ShownDraft(
        draft=draft,
        outcome=labels.outcome_in_words(unit, draft.outcome, draft.on),
        differs=differs,
        approval=approval_in_words(draft.rank, draft.concurrence),
        steps=list(steps),
    )


def _approval(unit: Unit, code: str | None, on: date) -> str:
    if code is None:
        return ""
    row = deciding_rank(unit, code, on=on)
    return approval_in_words(row.rank, row.concurrence)


def _boxes(
    unit: Unit, shown: ShownDraft | None, code: str | None, on: date
) -> list[Box]:
    """Return who signs, the deciding rank first, the drafter last."""
    if shown is not None:
        rank, concurrence = shown.draft.rank, list(shown.draft.concurrence)
    elif code is not None:
        row = deciding_rank(unit, code, on=on)
        rank, concurrence = row.rank, list(row.concurrence)
    else:
        rank, concurrence = RANKS[-1], []
    taken = {step.kind: step for step in shown.steps} if shown else {}
    upto = RANKS[: RANKS.index(rank) + 1]
    boxes = [
        Box(
            str(Rank(one).label),
            StepKind.APPROVE if one == rank else "",
            taken.get(StepKind.APPROVE) if one == rank else None,
        )
        for one in reversed(upto)
    ]
    if concurrence:
        step = taken.get(StepKind.CONCUR)
        boxes.append(Box(_("Records office (concurrence)"), StepKind.CONCUR, step))
    boxes.append(Box(_("Drafter"), StepKind.SUBMIT, taken.get(StepKind.SUBMIT)))
    return boxes


def _apart(standing: Standing) -> list[Record]:
    if standing.derived is None:
        return []
    apart = standing.derived.apart
    return [record for record in standing.records if record.outcome in apart]


def _gaps(standing: Standing) -> list[GapLink]:
    return [
        GapLink(
            position=record.position,
            label=str(HEADINGS.get(gap.field, HEADINGS["grounds"])),
            message=gap.message,
            id=f"r{record.pk}-{gap.field.replace('absence_kind', 'grounds')}",
        )
        for record, gap in standing.gaps
    ]


def _grounds(unit: Unit, standing: Standing, on: date) -> list[GroundLine]:
    counts: dict[tuple[str, bool], int] = {}
    for record in standing.records:
        for row in sorted(record.grounds.all(), key=lambda one: one.pk):
            key = (row.ground, row.is_exemption)
            counts[key] = counts.get(key, 0) + 1
    return [
        GroundLine(*labels.ground(unit, code, on, is_exemption=is_exemption), n)
        for (code, is_exemption), n in counts.items()
    ]


def _requester(unit: Unit, staff: Staff, on: date) -> str:
    """Return as whom the sheet addresses the requester; masked for divisions."""
    if FieldClass.REQUESTER not in fields_of(staff, unit, on=on):
        return ""
    party = unit.case.parties.filter(role="requester").order_by("pk").first()
    return party.name if party else ""
