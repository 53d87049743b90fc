"""A random walk: the same act on the model and on the product, step by step."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from random import Random
from typing import Any

from django.db import IntegrityError

from casework.errors import CaseworkError
from casework.models import Draft, Record, Unit
from tests.factories.cases import intake, make_unit
from tests.factories.way import procedure as law
from tests.factories.way.people import ON, divisions, people

Legal = tuple[bool, Callable[[], Any], Callable[[], object]]
Move = Legal | None
Try = Callable[["Walk", law.Unit, str], Move]

EVERYBODY = ("O1", "O2", "DA", "DB", "HA", "PA")
PHASES = {
    "R": "received",
    "E": "examination",
    "A": "approval",
    "D": "decided",
    "C": "closed",
}
COMPARED = ("phase", "outcome", "outcome_on", "voided", "due_on", "clock_state")
# how many steps a case lives, about
STEPS_PER_CASE = 30
# how often a day passes before a step, and how many pass then
DAY_PASSES = 0.3
DAYS = (1, 1, 1, 2, 3, 5)
# cases come in during the first half of the fiscal year
LAST_RECEIPT = 120
# what ends a way, or leads it back, is tried less: a decision is far
ENDS_A_WAY = {
    "withdraw": 0.2,
    "void": 0.2,
    "split": 0.4,
    "add_note": 0.4,
    "remove_record": 0.3,
    "take_back": 0.4,
    "send_back": 0.4,
}
# how many moves the procedure forbids
ILLEGAL = 0.35
# an act done so often is not made rarer still, or most choices are in vain
OFTEN = 50
# a step still to be seen is tried more, and its act saved for the phase it lacks
WANTED, SAVED = 100, 0.03
# so many choices in vain, and nothing is left to do
STALE = 400


@dataclass
class Walk:
    """One office under a seed.

    Attributes:
        moves: The acts and how each is tried.
        tempting: The one act that is tried against the procedure; empty for all.
        divergences: Where product and model parted, in words.
        edges: How often each step (act, before, after) was taken.
        done: How often each act was done in each phase.
        refused: How often each act was refused as it should.
        wanted: The acts still to be seen, each with the phase it starts from.
    """

    seed: int
    moves: Mapping[str, Try]
    tempting: str = ""
    divergences: list[str] = field(default_factory=list)
    edges: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    done: Counter[tuple[str, str]] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    cases: list[law.Case] = field(default_factory=list)
    wanted: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)  # noqa: S311 - a walk, no secret
        self.people = people()
        self.divisions = divisions()
        self.stored: dict[int, int] = {}
        self.asked: dict[int, int] = {}
        self.open_case()

    def open_case(self) -> None:
        """Log a case in both worlds."""
        received_on = ON + timedelta(days=self.random.randrange(LAST_RECEIPT))
        case = law.Case(received_on, today=received_on)
        case.units.append(law.Unit(case, "A"))
        self.cases.append(case)
        made = make_unit(intake(received_on=received_on))
        self.stored[id(case.units[0])] = made.pk

    def pass_days(self) -> None:
        """Let days pass in some of the cases that are worked on."""
        for case in self.cases[-4:]:
            if self.random.random() < DAY_PASSES:
                case.today += timedelta(days=self.random.choice(DAYS))

    def step(self) -> None:
        """Take one random step in both worlds and compare them."""
        if self.random.random() < 1 / STEPS_PER_CASE:
            self.open_case()
        self.pass_days()
        act, person, unit, move = self._choose()
        before, case = unit.phase, unit.case
        is_legal, run, change = move
        try:
            made = run()
        except IntegrityError as refusal:
            self._note(True, f"{act} by {person} on {before}: only {refusal}")
        except CaseworkError as refusal:
            self._note(is_legal, f"{act} by {person} on {before}: {refusal}")
            self.refused[act] += 1
        else:
            self._note(not is_legal, f"{act} by {person} on {before}: done")
            change()
            self.done[act, before] += 1
            self.edges[act, before, unit.phase] += 1
            if act == "split":
                self.stored[id(case.units[-1])] = made.pk
        self._compare(case, f"{act} by {person}")

    def _choose(self) -> "tuple[str, str, law.Unit, Legal]":
        """Choose a move: mostly a legal one, or the office would stand still."""
        wants_legal = self.random.random() > ILLEGAL
        for tries in count():
            if tries % STALE == STALE - 1:
                # the last cases are void or at rest, or nothing is forbidden
                self.open_case()
                wants_legal = True
            unit = self._any_unit()
            tempts = self.tempting and not wants_legal
            act = self.tempting if tempts else self._rare_act(unit)
            person = self.random.choice(EVERYBODY)
            move = self.moves[act](self, unit, person)
            if move and move[0] == wants_legal:
                return act, person, unit, move
        raise AssertionError

    def _any_unit(self) -> law.Unit:
        """Choose a unit; every phase is as likely, or all would be closed ones."""
        units = [unit for case in self.cases[-4:] for unit in case.units]
        phase = self.random.choice(sorted({unit.phase for unit in units}))
        return self.random.choice([unit for unit in units if unit.phase == phase])

    def _rare_act(self, unit: law.Unit) -> str:
        """Choose an act, the rarer the likelier: approvals wait for many others."""
        acts, phase = list(self.moves), unit.phase
        saved = {act for act, before in self.wanted if before != phase}
        weights = [
            ENDS_A_WAY.get(act, 1)
            / (5 + min(self.done[act, phase], OFTEN))
            * (WANTED if (act, phase) in self.wanted else SAVED if act in saved else 1)
            for act in acts
        ]
        return self.random.choices(acts, weights)[0]

    def _note(self, parted: bool, line: str) -> None:
        if parted:
            self.divergences.append(f"seed {self.seed}: {line}")

    def _compare(self, case: law.Case, what: str) -> None:
        keys = [self.stored[id(unit)] for unit in case.units]
        rows = {
            row[0]: row[1:]
            for row in Unit.objects.filter(pk__in=keys).values_list(
                "pk",
                "phase",
                "outcome",
                "outcome_on",
                "voided",
                "due_on",
                "clock_state",
            )
        }
        for unit, key in zip(case.units, keys, strict=True):
            wanted = (
                PHASES[unit.phase],
                unit.outcome,
                unit.outcome_on,
                case.is_void,
                *unit.clock,
            )
            self._note(rows[key] != wanted, f"{what}: {rows[key]}, model {wanted}")

    def hand(self, person: str, unit: law.Unit) -> dict[str, Any]:
        """Return who acts, on which day and when."""
        case = unit.case
        return {"by": self.people[person], "on": case.today, "at": case.at}

    def unit(self, unit: law.Unit) -> Unit:
        """Return the stored unit, fresh."""
        return Unit.objects.get(pk=self.stored[id(unit)])

    def records(self, unit: law.Unit) -> list[Record]:
        """Return its stored records in order."""
        stored = Record.objects.filter(unit=self.stored[id(unit)])
        return list(stored.order_by("position"))

    def draft(self, unit: law.Unit) -> Draft:
        """Return its latest stored draft."""
        drafts = Draft.objects.filter(unit=self.stored[id(unit)])
        return drafts.select_related("unit").order_by("-seq")[0]
