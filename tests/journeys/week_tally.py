"""The tally of the week, kept by hand beside every act, and who keeps it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.journeys.week_office import Person
from tests.ordinances.day_walk import roll

MAYOR, BOARD = "総務課", "学務課"
ORGANS = {MAYOR: "区長", BOARD: "教育委員会"}


@dataclass
class Tally:
    """What the week should leave behind, kept by hand beside every act."""

    units: dict[tuple[int, int], dict[str, object]] = field(default_factory=dict)
    acts: Counter[str] = field(default_factory=Counter)

    def logged(
        self, number: int, division: str, received_on: date, *, branches: int = 1
    ) -> None:
        """Note a request with its units."""
        self.acts["open_case"] += 1
        self.acts["split"] += branches - 1
        for branch in range(1, branches + 1):
            self.units[number, branch] = {
                "phase": "received",
                "outcome": None,
                "due": due(received_on),
                "void": False,
                "handler": None,
                "division": division,
                "grounds": (),
            }

    def did(self, act: str, times: int = 1) -> None:
        """Note an act that changes nothing of a unit."""
        self.acts[act] += times

    def became(self, number: int, branch: int = 1, **values: object) -> None:
        """Note what a unit is from now on."""
        self.units[number, branch].update(values)

    def ended(
        self,
        number: int,
        outcome: str,
        *,
        branch: int = 1,
        grounds: tuple[str, ...] = (),
    ) -> None:
        """Note the end of a unit; what is disclosed waits to be shown."""
        waits = outcome in {"full", "partial"}
        phase = "decided" if waits else "closed"
        self.became(number, branch, phase=phase, outcome=outcome, grounds=grounds)


def due(received_on: date) -> date:
    """Return the due date by hand: fourteen days from the next, rolled."""
    return roll(received_on + timedelta(days=14))


@dataclass
class Week:
    """The people, the tally, and the days of the week."""

    person: Callable[[str], Person]
    tally: Tally
    today: date
    units: dict[int, list[int]] = field(default_factory=dict)
    cases: dict[int, int] = field(default_factory=dict)

    @property
    def day(self) -> str:
        """Today as it is typed."""
        return self.today.isoformat()

    def log(self, number: int, division: str, *, ago: int = 0, items: int = 1) -> int:
        """Log the request of this number at the counter; return its first unit."""
        received_on = self.today - timedelta(days=ago)
        fields = {
            "organ": ORGANS[division],
            "received_on": received_on.isoformat(),
            "name": f"請求 {number}号",
            "kana": "セイキュウ",
            "phone": f"03-1234-{number:04}",
        }
        for row in range(1, items + 1):
            fields[f"subject_{row}"] = f"第{number}の文書 その{row}"
            fields[f"division_{row}"] = division
        case, units = self.person("officer1").log(**fields)
        self.cases[number], self.units[number] = case, units
        self.tally.logged(number, division, received_on, branches=items)
        return units[0]

    def staff(self, division: str) -> Person:
        """Return who works in a division."""
        return self.person("mayor_staff" if division == MAYOR else "board_staff")

    def head(self, division: str) -> Person:
        """Return who approves for a division."""
        return self.person("mayor_head" if division == MAYOR else "board_head")

    def judge(self, number: int, *kinds: str, branch: int = 1) -> int:
        """Let the division add and decide its records; return the unit."""
        unit = self.units[number][branch - 1]
        division = str(self.tally.units[number, branch]["division"])
        self.staff(division).judge(unit, *kinds)
        self.tally.did("add_records")
        self.tally.did("decide_record", len(kinds))
        self.tally.became(number, branch, phase="examination")
        return unit

    def decide(self, number: int, outcome: str, **values: object) -> None:
        """Record the approval of the document system."""
        branch = int(str(values.pop("branch", 1)))
        unit = self.units[number][branch - 1]
        division = str(self.tally.units[number, branch]["division"])
        self.staff(division).decide(unit, self.day, f"決裁第{number}号")
        self.tally.did("decide")
        grounds = values.get("grounds", ())
        assert isinstance(grounds, tuple)
        self.tally.ended(number, outcome, branch=branch, grounds=grounds)

    def draft(self, number: int, division: str) -> int:
        """Submit a draft; return the unit."""
        unit = self.units[number][0]
        self.staff(division).draft(unit)
        self.tally.did("draft")
        self.tally.became(number, phase="approval")
        return unit

    def approve(
        self, number: int, outcome: str, *, grounds: tuple[str, ...] = ()
    ) -> None:
        """Approve the draft of a division's unit, after its concurrence."""
        unit = self.units[number][0]
        division = str(self.tally.units[number, 1]["division"])
        if outcome != "full":
            self.person("officer1").step(unit, "concur")
            self.tally.did("concur")
        self.head(division).step(unit, "approve", decided_on=self.day)
        self.tally.did("approve")
        self.tally.ended(number, outcome, grounds=grounds)
