"""The model: what an office may do with a unit, from the procedure, not the code.

It knows no table of the product. Each `may_…` answers whether an act is legal,
each `do_…` says what it changes. Phases are written with their first letter.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from tests.ordinances import day_walk
from tests.ordinances.clock_walk import Happening, Reading, Terms, read

OFFICERS = ("O1", "O2")
DIVISION_OF = {"DA": "A", "DB": "B", "HA": "A", "PA": "A", "PX": "A"}
STAFF = ("DA", "DB")
APPROVERS = ("HA", "PA", "PX")
RANK = {"HA": 1, "PA": 2, "PX": 2}
DEPUTY = {"PX": "DA"}

# what is decided about a record → outcome, exemption grounds, other reasons, whole?
FINDINGS: dict[str, tuple[str, frozenset[str], frozenset[str], bool]] = {
    "": ("", frozenset(), frozenset(), False),
    "full": ("full", frozenset(), frozenset(), True),
    "partial": ("partial", frozenset({"personal"}), frozenset(), True),
    "mixed": ("partial", frozenset({"personal", "corporate"}), frozenset(), True),
    "thin": ("partial", frozenset({"personal"}), frozenset(), False),
    "withheld": ("non_disclosure", frozenset({"operations"}), frozenset(), True),
    "defect": ("non_disclosure", frozenset(), frozenset({"formal_defect"}), True),
    "absent": ("absent", frozenset(), frozenset(), True),
    "refused": ("existence_refused", frozenset({"personal"}), frozenset(), True),
}
WITH_GROUNDS = ("partial", "non_disclosure")
WITHOUT_GROUNDS = ("full", "absent", "inadmissible")
HANDED_OUT = ("full", "partial")


@dataclass(eq=False)
class Asked:
    """A third party that was asked about records."""

    unit: "Unit"
    is_duty: bool
    until: date | None
    records: list["Record"]
    answer: str = ""
    answered_on: date | None = None

    def runs(self, on: date) -> bool:
        """Whether it may still answer."""
        return not self.answer and self.until is not None and on <= self.until


@dataclass(eq=False)
class Record:
    """A record with what is decided about it."""

    kind: str = ""
    asked: list[Asked] = field(default_factory=list)

    @property
    def is_disclosed(self) -> bool:
        """Whether it is to be disclosed in full or in part."""
        return FINDINGS[self.kind][0] in HANDED_OUT


@dataclass
class Draft:
    """A proposal that waits."""

    drafter: str
    outcome: str
    concurred: bool = False

    @property
    def rank(self) -> int:
        """Who has to approve: everything but full disclosure goes higher."""
        return {"full": 1, "inadmissible": 3}.get(self.outcome, 2)

    @property
    def wants_concurrence(self) -> bool:
        """Whatever refuses something is shown to the records office first."""
        return self.outcome not in {"full", "inadmissible"}


@dataclass
class Decided:
    """The decision that counts."""

    outcome: str
    grounds: frozenset[str]
    approvers: frozenset[str]
    approved_on: date
    reasons: frozenset[str] = frozenset()

    @property
    def named(self) -> frozenset[str]:
        """Grounds and other reasons."""
        return self.grounds | self.reasons

    def bears(self, on: date) -> bool:
        """Whether a notice can bear a day: within a month of the approval."""
        return self.approved_on <= on <= self.approved_on + timedelta(days=31)


@dataclass
class Unit:
    """One unit of the model."""

    case: "Case"
    division: str
    phase: str = "R"
    outcome: str | None = None
    handler: str | None = None
    records: list["Record"] = field(default_factory=list)
    draft: Draft | None = None
    was_drafted: bool = False
    decision: Decided | None = None
    is_implemented: bool = False
    asked_by: str | None = None
    outcome_on: date | None = None
    varied: Decided | None = None
    disclosed: list["Record"] = field(default_factory=list)
    decided_on: date | None = None
    n_holds: int = 0
    was_held: bool = False
    happened: list[Happening] = field(default_factory=list)

    def happens(self, kind: str, until: date | None = None) -> None:
        """Note what moves or stops its clock, today."""
        on = self.case.today.toordinal()
        self.happened.append((kind, on, until.toordinal() if until else None))

    @property
    def reading(self) -> Reading:
        """Its clock, walked from day to day."""
        received = ("received", self.case.received_on.toordinal(), None)
        return read(Terms(), [received, *self.happened])

    @property
    def clock(self) -> tuple[date | None, str]:
        """The due date and the state of its clock."""
        reading = self.reading
        return from_ordinal(reading.due) if reading.due else None, reading.state

    @property
    def extensions(self) -> set[str]:
        """Which extensions bind it."""
        return {event[0] for event in self.happened} & {"extended", "special"}

    @property
    def is_open(self) -> bool:
        """Whether it has no outcome yet."""
        return not self.case.is_void and self.phase in "REA"

    @property
    def is_at_work(self) -> bool:
        """Whether somebody may still work on it."""
        return not self.case.is_void and self.phase in "RE"

    @property
    def has_ended(self) -> bool:
        """Whether it has its outcome."""
        return not self.case.is_void and self.phase in "DC"

    @property
    def in_force(self) -> Decided | None:
        """The decision that holds: one that varies it, or the counted one."""
        return self.varied or self.decision

    @property
    def gives(self) -> str | None:
        """The outcome that holds."""
        return self.in_force.outcome if self.in_force else self.outcome

    @property
    def waits_to_be_shown(self) -> bool:
        """Whether something of it is still to be handed over."""
        return not self.case.is_void and self.phase == "D"

    @property
    def is_asked_about(self) -> bool:
        """Whether third parties were asked about its records."""
        return any(record.asked for record in self.records)

    def may_be_handed_over(self, on: date) -> bool:
        """Whether nothing is held and the two weeks after an opposition are over."""
        if self.n_holds or self.decision is None or self.decided_on is None:
            return not self.n_holds
        shown = self.records if self.decision.outcome == "full" else self.disclosed
        opposed = any(
            asked.answer == "opposes" and (asked.answered_on or on) <= self.decided_on
            for record in shown
            for asked in record.asked
        )
        free_after = self.decided_on + timedelta(days=15)
        return not opposed or on >= day_walk.roll(free_after)

    @property
    def kinds(self) -> list[str]:
        """What is decided about each record."""
        return [record.kind for record in self.records]

    @property
    def grounds(self) -> frozenset[str]:
        """The exemption grounds of all records."""
        return frozenset().union(*(FINDINGS[kind][1] for kind in self.kinds))

    @property
    def reasons(self) -> frozenset[str]:
        """The other reasons of all records."""
        return frozenset().union(*(FINDINGS[kind][2] for kind in self.kinds))

    @property
    def derived(self) -> str | None:
        """The outcome of the records; None while they are not ready for one."""
        if not self.records or not all(FINDINGS[kind][3] for kind in self.kinds):
            return None
        met = {FINDINGS[kind][0] for kind in self.kinds}
        if len(met) == 1:
            return met.pop()
        if met <= {"full", "partial", "non_disclosure"}:
            return "partial"
        return None


@dataclass
class Case:
    """One case of the model with its units."""

    received_on: date
    today: date
    units: list[Unit] = field(default_factory=list)
    is_void: bool = False
    asked: list[Asked] = field(default_factory=list)
    order_until: date | None = None

    @property
    def is_taken_as_incomplete(self) -> bool:
        """Whether nobody has drafted or decided upon it: then it is complete."""
        return not any(unit.phase == "A" or unit.decision for unit in self.units)

    @property
    def at(self) -> datetime:
        """Noon of its day in Tokyo."""
        return datetime.combine(self.today, time(3), tzinfo=UTC)


def from_ordinal(day: int) -> date:
    """Return the day of an ordinal."""
    return date.fromordinal(day)


def works_on(person: str, unit: Unit) -> bool:
    """Officers work everywhere, division staff in their own division."""
    return person in OFFICERS or (
        person in STAFF and DIVISION_OF[person] == unit.division
    )


def approves_on(person: str, unit: Unit) -> bool:
    """Approvers approve in their own division."""
    return person in APPROVERS and DIVISION_OF[person] == unit.division


def is_allowed(outcome: str, grounds: frozenset[str], reasons: frozenset[str]) -> bool:
    """Whether an outcome goes with what is named for it."""
    named = bool(grounds | reasons)
    if outcome in WITH_GROUNDS:
        return named
    if outcome in WITHOUT_GROUNDS:
        return not named
    return outcome == "existence_refused"


def is_proposable(unit: Unit, outcome: str, why: str) -> bool:
    """Whether the records carry this proposal, and who has to be asked was."""
    derived, today = unit.derived, unit.case.today
    waits = any(
        record.is_disclosed and asked.is_duty and asked.runs(today)
        for record in unit.records
        for asked in record.asked
    )
    return (
        derived is not None
        and not waits
        and (outcome == derived or bool(why))
        and is_allowed(outcome, unit.grounds, unit.reasons)
    )


def may_approve(unit: Unit, person: str, in_place_of: str | None) -> bool:
    """Rank, concurrence, two persons, and a true deputy."""
    draft, right = unit.draft, in_place_of or person
    return (
        unit.phase == "A"
        and not unit.case.is_void
        and draft is not None
        and approves_on(right, unit)
        and draft.drafter not in {person, right}
        and (in_place_of is None or DEPUTY.get(in_place_of) == person)
        and RANK[right] >= draft.rank
        and (draft.concurred or not draft.wants_concurrence)
    )


def end(unit: Unit, outcome: str, approvers: frozenset[str]) -> None:
    """Give a unit the decision its records carry."""
    unit.decision = Decided(
        outcome, unit.grounds, approvers, unit.case.today, unit.reasons
    )
    unit.disclosed = [record for record in unit.records if record.is_disclosed]
    unit.decided_on = unit.case.today
    conclude(unit, outcome)


def conclude(unit: Unit, outcome: str) -> None:
    """Set outcome and phase: what is to be handed out waits for that."""
    waits = outcome in HANDED_OUT and not unit.is_implemented
    unit.outcome, unit.phase, unit.draft = outcome, "D" if waits else "C", None
    unit.outcome_on = unit.case.today
    unit.happens("stopped")


def tally(cases: list[Case]) -> tuple[Counter[str], Counter[str]]:
    """Count units by outcome and (unit, ground) pairs, as the tables should."""
    outcomes: Counter[str] = Counter()
    grounds: Counter[str] = Counter()
    for case in cases:
        if case.is_void:
            continue
        for unit in case.units:
            outcomes[unit.outcome or "pending"] += 1
            if unit.decision and unit.decision.outcome in WITH_GROUNDS:
                grounds.update(unit.decision.grounds)
    return outcomes, grounds
