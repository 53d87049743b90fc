"""The common questions to the list of units, each an address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from casework.models.queue_order import is_open
from desk.facets import (
    ENDED,
    FACETS,
    MINE,
    OWN_DIVISION,
    UNCOUNTED,
    divisions_of,
    facet,
)
from desk.filters import DUE, OPEN, due_conditions
from desk.preferences import in_words
from desk.saved_views import kept
from offices.models import Role, Staff

# who works on units, and not only counts or judges them
AT_WORK = frozenset({Role.RECORDS_OFFICER, Role.DIVISION_STAFF, Role.APPROVER})
# the queue without any filter: named, so that no default view steps in
EVERYTHING = "sort=due"
WHOLE = "all"
TONES = {"overdue": "overdue", "today": "overdue", "unknown": "urgent"}


@dataclass(frozen=True, slots=True)
class Question:
    """A link to the list narrowed in one way.

    Attributes:
        count: How many there are, in words; empty where nobody counted.
        tone: The colour while the number is not zero.
    """

    label: str
    query: str
    is_current: bool
    count: str = ""
    tone: str = ""


def questions(asked: QueryDict) -> list[Question]:
    """Return the common questions, the one in force marked."""
    offered = [
        (_("All"), EVERYTHING),
        (_("Undecided"), f"state={OPEN}"),
        *((str(label), f"due={name}") for name, label in DUE),
    ]
    current = _narrowing(asked) or EVERYTHING
    return [Question(label, query, current == query) for label, query in offered]


def conditions_of_queue(staff: Staff, *, on: date) -> dict[str, Q]:
    """Return what each question to the queue counts, by its name."""
    found = {WHOLE: is_open(), **due_conditions(on)}
    if staff.roles_on(on) & AT_WORK:
        for name in FACETS:
            if name in UNCOUNTED:
                continue
            if name != OWN_DIVISION or divisions_of(staff, on=on):
                found[name] = facet(name, staff, on=on)
                if name not in ENDED:
                    found[name] &= is_open()
    return found


def questions_of_queue(asked: QueryDict, counts: Mapping[str, int]) -> list[Question]:
    """Return the questions to the queue, with their numbers where they were counted."""
    is_at_work = MINE in counts
    offered = {
        WHOLE: (_("All"), EVERYTHING),
        **{name: (str(label), f"facet={name}") for name, label in FACETS.items()},
        **{name: (str(label), f"due={name}") for name, label in DUE},
    }
    current = _narrowing(asked) or EVERYTHING
    return [
        Question(
            label=label,
            query=query,
            is_current=current == query,
            count=in_words(counts[name]) if name in counts else "",
            tone=TONES.get(name, "") if counts.get(name) else "",
        )
        for name, (label, query) in offered.items()
        if name in counts or (is_at_work and name in UNCOUNTED)
    ]


def _narrowing(asked: QueryDict) -> str:
    """Return the filters of an address, without its order."""
    narrowing = asked.copy()
    narrowing.pop("sort", None)
    return kept(narrowing)
