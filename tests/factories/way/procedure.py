"""The model: what an office may do with a unit, from the procedure, not the code.

It knows no table of the product. Each `may_…` answers whether an act is legal,
each `do_…` says what it changes. Phases are written with their first letter.
"""

from collections import Counter
from dataclasses import dataclass, field

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


@dataclass
class Unit:
    """One unit of the model."""

    case: "Case"
    division: str
    phase: str = "R"
    outcome: str | None = None
    handler: str | None = None
    records: list[str] = field(default_factory=list)
    draft: Draft | None = None
    was_drafted: bool = False
    decision: Decided | None = None
    is_implemented: bool = False
    asked_by: str | None = None

    @property
    def is_at_work(self) -> bool:
        """Whether somebody may still work on it."""
        return not self.case.is_void and self.phase in "RE"

    @property
    def has_ended(self) -> bool:
        """Whether it has its outcome."""
        return not self.case.is_void and self.phase in "DC"

    @property
    def grounds(self) -> frozenset[str]:
        """The exemption grounds of all records."""
        return frozenset().union(*(FINDINGS[kind][1] for kind in self.records))

    @property
    def reasons(self) -> frozenset[str]:
        """The other reasons of all records."""
        return frozenset().union(*(FINDINGS[kind][2] for kind in self.records))

    @property
    def derived(self) -> str | None:
        """The outcome of the records; None while they are not ready for one."""
        if not self.records or not all(FINDINGS[kind][3] for kind in self.records):
            return None
        met = {FINDINGS[kind][0] for kind in self.records}
        if len(met) == 1:
            return met.pop()
        if met <= {"full", "partial", "non_disclosure"}:
            return "partial"
        return None


@dataclass
class Case:
    """One case of the model with its units."""

    units: list[Unit] = field(default_factory=list)
    is_void: bool = False


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
    """Whether the records carry this proposal."""
    derived = unit.derived
    return (
        derived is not None
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
    unit.decision = Decided(outcome, unit.grounds, approvers)
    conclude(unit, outcome)


def conclude(unit: Unit, outcome: str) -> None:
    """Set outcome and phase: what is to be handed out waits for that."""
    waits = outcome in HANDED_OUT and not unit.is_implemented
    unit.outcome, unit.phase, unit.draft = outcome, "D" if waits else "C", None


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
