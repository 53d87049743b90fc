"""Questions about units that more than one layer asks."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from audit import trail
from audit.models import Entry
from casework.models import Case, Decision, Unit
from casework.operations.clock import DECISION, clock_of
from ordinances.loading import pack as load_pack
from ordinances.periods import Clock
from ordinances.schema import DeadlineRule

# typed as str, so that the attribute declared on Unit is the only declaration
COUNTING: str = "counting_decisions"


@dataclass(frozen=True, slots=True)
class Ledger:
    """The clock of a unit and the rule behind it: why each due date is what it is.

    Attributes:
        clock: The folded events with their explanation.
        rule: The pack's rule, with its source and whether it was verified.
    """

    clock: Clock
    rule: DeadlineRule


def explain_clock(unit: Unit) -> Ledger | None:
    """Recompute the due date of a unit with every counted and uncounted day.

    Returns:
        None where the regime sets no period for the decision (an appeal).
    """
    clock = clock_of(unit)
    if clock is None:
        return None
    return Ledger(clock, load_pack(unit.regime).deadline(DECISION, unit.received_on))


def counting_decision(unit: Unit) -> Decision | None:
    """Return the one decision of a unit that counts, with its grounds."""
    decisions = Decision.objects.filter(unit=unit, counts=True)
    return decisions.prefetch_related("grounds").first()


def history(case: Case) -> list[Entry]:
    """Return the trail of a case, oldest first."""
    return trail.entries_of([case.stream])


def with_decisions(units: QuerySet[Unit]) -> QuerySet[Unit]:
    """Add organ, division, case and the counting decision with its grounds.

    Two further statements, however many units there are. The decision is the
    only one in `unit.counting_decisions`.
    """
    decisions = Decision.objects.filter(counts=True).prefetch_related("grounds")
    return units.select_related("case", "organ", "division").prefetch_related(
        Prefetch("decisions", queryset=decisions, to_attr=COUNTING)
    )


def missing_numbers(cases: QuerySet[Case]) -> list[tuple[int, int]]:
    """Return the gaps (欠番) among the cases of one series and year.

    The numbers of an import that was taken back are free again, not missing.

    Returns:
        Ranges, first and last number included.
    """
    told = list(cases.order_by().values_list("number", "taken_back"))
    return void_numbers(
        [number for number, taken_back in told if not taken_back],
        freed=[number for number, taken_back in told if taken_back],
    )


def void_numbers(
    given: Sequence[int], *, freed: Sequence[int] = ()
) -> list[tuple[int, int]]:
    """Return the gaps (欠番) between the numbers of one series and year.

    Args:
        given: Numbers that are held, in any order.
        freed: Numbers that are free again, which are no gaps.

    Returns:
        Ranges, first and last number included.

    Example:
        >>> void_numbers([1, 2, 5, 7])
        [(3, 4), (6, 6)]
        >>> void_numbers([1, 2, 5, 7], freed=[3, 4, 8])
        [(6, 6)]
    """
    gaps = []
    expected = 1
    last = max(given, default=0)
    for number in sorted({*given, *(free for free in freed if free < last)}):
        if number > expected:
            gaps.append((expected, number - 1))
        expected = number + 1
    return gaps
