"""The page of the closing days, and what a change would move."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from casework.models import Closure, Redating
from casework.operations.moves import Move
from ordinances.loading import municipality
from ordinances.schema import ClosedDay

MOST_SHOWN = 200
LAST_CHANGES = 20


@dataclass(frozen=True, slots=True)
class ClosuresPage:
    """The closing days in force, those of the rules, and the last changes.

    Attributes:
        own: Those the office added.
        packed: Those the rules of the version name.
        changes: The ledger, newest first.
    """

    own: list[Closure]
    packed: tuple[ClosedDay, ...]
    changes: list[Redating]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would move.

    Attributes:
        n: How many units.
        shown: The first of them.
        divisions: Division and how many units of it.
    """

    n: int
    shown: list[Move]
    divisions: list[tuple[str, int]]

    @property
    def n_more(self) -> int:
        """How many are not shown."""
        return self.n - len(self.shown)


def in_force() -> list[Closure]:
    """Return the closing days the office added and did not take away."""
    return list(
        Closure.objects.filter(removed_at=None)
        .select_related("added_by")
        .order_by("on")
    )


def closures_page(own: list[Closure]) -> ClosuresPage:
    """Gather the page."""
    return ClosuresPage(
        own=own,
        packed=municipality(settings.HIROBA_MUNICIPALITY).closed_days,
        changes=list(Redating.objects.order_by("-at", "-pk")[:LAST_CHANGES]),
    )


def preview_of(moves: Iterable[Move]) -> Preview:
    """Count moves and keep the first ones, those due first at the top."""
    found = list(moves)
    nobodys = _("No division yet")
    divisions = Counter(
        move.unit.division.name if move.unit.division else nobodys for move in found
    )
    found.sort(key=lambda move: (str(move.before_on or ""), move.unit.pk))
    return Preview(
        n=len(found),
        shown=found[:MOST_SHOWN],
        divisions=sorted(divisions.items(), key=lambda pair: (-pair[1], pair[0])),
    )
