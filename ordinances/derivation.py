"""The outcome of a unit from the outcomes of its records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ordinances.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

MERGED = frozenset({"full", "partial", "non_disclosure"})
"""Outcomes that become one when they meet in a unit."""


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from the records.

    Attributes:
        outcome: The outcome of the unit; None while records have to leave it.
        apart: The outcomes whose records need a unit of their own.
        because: Why, for the officer who confirms it.
    """

    outcome: str | None
    apart: tuple[str, ...]
    because: Sentence


def derive(
    outcomes: Iterable[str], *, mixed_unit: str, absent_beside_others: str
) -> Derived:
    """Derive the outcome of a unit.

    Args:
        outcomes: The outcome of every record, at least one.
        mixed_unit: ``merge`` or ``split_by_outcome``, the pack's policy.
        absent_beside_others: ``split`` or ``ignore``, the pack's policy.

    Returns:
        The outcome, or which records have to leave first.

    Raises:
        ValueError: There is no record.

    Source:
        練馬区情報公開条例 11; how mixed records are counted is assumed for Nerima
        (``mixed_unit``, ``absent_beside_others``).

    Example:
        >>> derive(["full", "non_disclosure"], mixed_unit="merge",
        ...        absent_beside_others="split").outcome
        'partial'
    """
    found = list(dict.fromkeys(outcomes))
    if not found:
        message = "a unit without records has no derived outcome"
        raise ValueError(message)
    if len(found) == 1:
        return Derived(found[0], (), ALL_ALIKE)
    if "existence_refused" in found:
        return Derived(None, ("existence_refused",), STANDS_ALONE)
    if "absent" in found:
        if absent_beside_others == "split":
            return Derived(None, ("absent",), OWN_NOTICE)
        rest = [code for code in found if code != "absent"]
        return derive(
            rest, mixed_unit=mixed_unit, absent_beside_others=absent_beside_others
        )
    if mixed_unit == "split_by_outcome":
        return Derived(None, tuple(found[1:]), BY_OUTCOME)
    return Derived("partial", (), MIXED)


ALL_ALIKE = Sentence(
    "すべての公文書の決定区分が同じです。", en="All records are decided alike."
)
STANDS_ALONE = Sentence(
    "存否応答拒否は、ほかの決定と一緒にできません。その公文書を別の件に分割してください。",
    en="A refusal to answer on existence stands alone. Split its record off "
    "into a unit of its own.",
)
OWN_NOTICE = Sentence(
    "不存在には別の通知書を用います。不存在の公文書を別の件に分割してください。",
    en="Non-existence has a notice of its own. Split these records off into a "
    "unit of their own.",
)
BY_OUTCOME = Sentence(
    "決定区分ごとに1件とします。ほかの区分の公文書を別の件に分割してください。",
    en="Every outcome is a unit of its own. Split the other records off.",
)
MIXED = Sentence(
    "公開しない部分を含むため、部分公開です。",
    en="Something is withheld and something is disclosed: partial disclosure.",
)
NOT_SUPPLEMENTED = Sentence(
    "補正の求めに期間内の回答がなかったため、却下です。",
    en="The order to mend the request was not answered in its period: inadmissible.",
)
