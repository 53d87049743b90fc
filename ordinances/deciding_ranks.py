"""Who decides (事案決定): act × organ → rank and concurrence, as dated data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast, get_args

from ordinances.dated import Dated
from ordinances.entry_readers import read_dated
from ordinances.yaml_nodes import read_yaml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date
    from pathlib import Path

    from ordinances.schema import Outcome
    from ordinances.yaml_nodes import MappingNode

Rank = Literal["division_head", "department_head", "organ_head"]
RANKS: tuple[Rank, ...] = get_args(Rank)
"""From low to high; who has a higher one may decide what a lower one may."""

CONCURRENCES = ("records_office",)
"""Whose concurrence (合議) a decision may want."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidingRank(Dated):
    """One row of the table.

    Attributes:
        outcomes: The outcomes it speaks of.
        organs: The organs it speaks of; empty means every one.
        rank: The lowest rank that decides.
        concurrence: Whose concurrence comes before.
    """

    outcomes: tuple[str, ...]
    organs: tuple[str, ...]
    rank: Rank
    concurrence: tuple[str, ...]


# where the table is silent nobody below the head decides
SILENT = DecidingRank(
    outcomes=(),
    organs=(),
    rank="organ_head",
    concurrence=(),
    verified=False,
    source="事案決定の定めがないため、実施機関の長が決定するものとする",
)


def rank_for(
    rows: Iterable[DecidingRank], *, outcome: str, organ: str, on: date
) -> DecidingRank:
    """Return who decides an outcome for an organ on a day.

    A row that names the organ goes before one for every organ.

    Args:
        rows: The pack's table.
        outcome: An outcome code.
        organ: The code of the deciding organ.
        on: The day of the draft.

    Returns:
        The row, or `SILENT` where the table says nothing.
    """
    found = [
        row
        for row in rows
        if outcome in row.outcomes
        and (not row.organs or organ in row.organs)
        and row.in_force(on)
    ]
    return min(found, key=lambda row: not row.organs, default=SILENT)


def suffices(held: str, *, wanted: str) -> bool:
    """Tell whether a rank is high enough; no rank never is."""
    order: tuple[str, ...] = RANKS
    return held in order and order.index(held) >= order.index(wanted)


def read_deciding_ranks(
    directory: Path, outcomes: Iterable[Outcome]
) -> tuple[DecidingRank, ...]:
    """Read ``deciding_ranks.yaml`` of a regime; a regime may have none.

    Raises:
        PackError: a mistake in the file, or an outcome the regime does not have.
    """
    path = directory / "deciding_ranks.yaml"
    if not path.exists():
        return ()
    node = read_yaml(path)
    known = [outcome.code for outcome in outcomes]
    rows = tuple(_read(row, known) for row in node.mappings("deciding_ranks"))
    node.done()
    return rows


def _read(node: MappingNode, outcomes: Collection[str]) -> DecidingRank:
    codes = node.texts("outcomes")
    for code in codes:
        if code not in outcomes:
            raise node.error(
                "outcomes", found=code, expected="one of " + ", ".join(outcomes)
            )
    concurrence = node.texts("concurrence")
    for code in concurrence:
        if code not in CONCURRENCES:
            raise node.error(
                "concurrence", found=code, expected="one of " + ", ".join(CONCURRENCES)
            )
    row = DecidingRank(
        outcomes=codes,
        organs=node.texts("organs"),
        rank=cast("Rank", node.choice("rank", RANKS)),
        concurrence=concurrence,
        **read_dated(node),
    )
    node.done()
    return row
