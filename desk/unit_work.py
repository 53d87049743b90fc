"""What is being done with a unit: acts, steps, questions, records, notes, files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.timezone import get_current_timezone

from audit.models import Entry
from casework.models import (
    Attachment,
    AttachmentKind,
    Case,
    CaseLink,
    ClockEvent,
    Decision,
    Draft,
    Implementation,
    Inquiry,
    Note,
    Party,
    PartyRole,
    Record,
    Reopening,
    Supplementation,
    Unit,
)
from casework.permissions import FieldClass, acts_for, can_reveal_requester
from desk import labels
from desk.act_links import obstacles_of, urls_of
from desk.case_page import Seen
from desk.next_steps import NextSteps, Standing, next_steps
from desk.step_bar import Step, place_in_words, steps_of
from desk.third_party_lines import ThirdParties, third_parties
from desk.unit_letters import UnitLetters
from offices.models import Staff

MOST_EARLIER = 10
REQUESTER = FieldClass.REQUESTER
# the paper itself and what proves who asks name the requester
NAMES_REQUESTER = frozenset({AttachmentKind.REQUEST_FORM, AttachmentKind.EVIDENCE})
TAKES_OVER = frozenset({"assign", "split", "hand_over"})


@dataclass(frozen=True, slots=True)
class UnitRows:
    """What is stored about a unit and read for more than one part of its page."""

    events: list[ClockEvent]
    decisions: list[Decision]
    implementations: list[Implementation]
    entries: list[Entry]
    orders: list[Supplementation]
    letters: UnitLetters

    @property
    def shown(self) -> list[Implementation]:
        """What was shown, without entries that were replaced."""
        return [row for row in self.implementations if not row.is_replaced]


@dataclass(frozen=True, slots=True)
class Linked:
    """A case that belongs to this one."""

    case: Case
    kind: str


@dataclass(frozen=True, slots=True)
class RecordSum:
    """The records in numbers.

    Attributes:
        outcomes: label of an outcome and how many records have it.
    """

    n: int
    n_undecided: int
    sheets: int
    outcomes: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class UnitWork:
    """The desk's part of a unit's page. What is None is not for this person.

    Attributes:
        since: Since when it is where it is now.
        place: Which step of how many.
        earlier: Earlier cases of a requester of the same name.
        orders: The supplementation orders of its case, oldest first.
        can_reveal: Whether this person may ask for the masked requester.
    """

    next: NextSteps
    since: date
    steps: list[Step]
    place: str
    inquiries: list[Inquiry]
    orders: list[Supplementation]
    reopening: Reopening | None
    records: RecordSum
    third_parties: ThirdParties
    draft: Draft | None
    draft_outcome: str
    notes: list[Note]
    linked: list[Linked]
    earlier: list[Case] | None
    attachments: list[Attachment]
    can_reveal: bool


def unit_work(
    unit: Unit, rows: UnitRows, *, staff: Staff, on: date, seen: Seen
) -> UnitWork:
    """Gather what is being done with a unit.

    Args:
        unit: A visible unit.
        rows: What was read of it already.
        staff: Who looks.
        on: The day whose grants hold.
        seen: The classes of fields this person may see of it.
    """
    shows_text = FieldClass.FREE_TEXT in seen
    records = _records(unit)
    draft = unit.drafts.select_related("drafted_by").order_by("-seq").first()
    asked = third_parties(unit, on=on, seen=seen)
    steps = steps_of(
        unit,
        records_since=_first_day(rows.entries, "add_records") if records.n else None,
        draft=draft,
        decision=next((one for one in rows.decisions if one.counts), None),
        implementations=rows.shown,
    )
    return UnitWork(
        next=_next(unit, staff, on, records, asked, rows=rows),
        since=_since(unit, rows.entries),
        steps=steps,
        place=place_in_words(steps),
        inquiries=_inquiries(unit) if shows_text else [],
        orders=rows.orders if shows_text else [],
        reopening=_reopening(unit) if shows_text else None,
        records=records,
        third_parties=asked,
        draft=draft if shows_text else None,
        draft_outcome=(
            labels.outcome_in_words(unit, draft.outcome, draft.on) if draft else ""
        ),
        notes=_notes(unit) if shows_text else [],
        linked=_linked(unit.case, staff, on) if shows_text else [],
        earlier=_earlier(unit.case, staff, on) if REQUESTER in seen else None,
        attachments=attachments_of(unit, seen),
        can_reveal=can_reveal_requester(staff, unit, on=on),
    )


def attachments_of(unit: Unit, seen: Seen) -> list[Attachment]:
    """Return the files of a unit and of its whole case this person may open."""
    if FieldClass.FREE_TEXT not in seen:
        return []
    files = Attachment.objects.filter(
        Q(unit=None) | Q(unit=unit), case=unit.case_id
    ).select_related("staff")
    if REQUESTER not in seen:
        files = files.exclude(kind__in=NAMES_REQUESTER)
    return list(files.order_by("pk"))


def _next(
    unit: Unit,
    staff: Staff,
    on: date,
    records: RecordSum,
    asked: ThirdParties,
    *,
    rows: UnitRows,
) -> NextSteps:
    states = acts_for(staff, unit, on=on)
    standing = Standing(
        n_records=records.n,
        n_undecided=records.n_undecided,
        answer_is_due=asked.answer_is_due,
        obstacles=obstacles_of(unit, states, by=staff),
        pressing=_pressing(unit, rows.orders, on) | rows.letters.pressing,
    )
    return next_steps(unit, states, standing=standing, urls=urls_of(unit))


def _pressing(
    unit: Unit, orders: Sequence[Supplementation], on: date
) -> frozenset[str]:
    """Return what an order that waits asks for: its answer, else its lapse."""
    waiting = [order for order in orders if order.is_open] if unit.is_open else []
    if not waiting:
        return frozenset()
    is_over = waiting[0].answer_by_on < on
    return frozenset({"lapse_supplementation" if is_over else "answer_supplementation"})


def _records(unit: Unit) -> RecordSum:
    rows = list(Record.objects.filter(unit=unit).only("outcome", "sheets"))
    counts: dict[str, int] = {}
    for row in rows:
        if row.outcome:
            label = str(row.get_outcome_display())
            counts[label] = counts.get(label, 0) + 1
    return RecordSum(
        n=len(rows),
        n_undecided=sum(not row.outcome for row in rows),
        sheets=sum(row.sheets or 0 for row in rows),
        outcomes=list(counts.items()),
    )


def _inquiries(unit: Unit) -> list[Inquiry]:
    found = unit.inquiries.select_related("division", "asked_by", "answered_by")
    return list(found.order_by("pk"))


def _reopening(unit: Unit) -> Reopening | None:
    found = unit.reopenings.select_related("asked_by", "answered_by")
    return found.order_by("-pk").first()


def _notes(unit: Unit) -> list[Note]:
    notes = Note.objects.filter(Q(unit=None) | Q(unit=unit), case=unit.case_id)
    return list(notes.select_related("staff").order_by("on", "pk"))


def _linked(case: Case, staff: Staff, on: date) -> list[Linked]:
    """Return the linked cases this person may see, whichever was linked to which."""
    links = CaseLink.objects.filter(Q(case=case) | Q(other=case))
    links = links.select_related("case", "other").order_by("pk")
    visible = Case.objects.visible_to(staff, on=on)
    found = links.filter(
        Q(case=case, other__in=visible) | Q(other=case, case__in=visible)
    )
    return [
        Linked(
            case=link.other if link.case_id == case.pk else link.case,
            kind=str(link.get_kind_display()),
        )
        for link in found
    ]


def _earlier(case: Case, staff: Staff, on: date) -> list[Case]:
    """Return earlier cases whose requester has the same name, however written."""
    names = Party.objects.filter(case=case, role=PartyRole.REQUESTER)
    same = Party.objects.filter(
        role=PartyRole.REQUESTER,
        folded_name__in=names.exclude(folded_name="").values("folded_name"),
    )
    found = (
        Case.objects.visible_to(staff, on=on)
        .filter(pk__in=same.values("case"), received_on__lte=case.received_on)
        .exclude(pk=case.pk)
    )
    return list(found.order_by("-received_on", "-pk")[:MOST_EARLIER])


def _first_day(entries: Sequence[Entry], act: str) -> date | None:
    days = [_day(entry) for entry in entries if entry.act == act]
    return min(days, default=None)


def _since(unit: Unit, entries: Sequence[Entry]) -> date:
    """Return since when the unit is with its division and handler."""
    days = [_day(entry) for entry in entries if entry.act in TAKES_OVER]
    return max(days, default=unit.received_on)


def _day(entry: Entry) -> date:
    return entry.at.astimezone(get_current_timezone()).date()
