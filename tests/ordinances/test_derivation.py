"""The outcome of a unit from its records, against a table written by hand."""

from itertools import combinations

import pytest

from ordinances.derivation import derive

ALL = ("full", "partial", "non_disclosure", "absent", "existence_refused")

# which records meet → outcome, or who has to leave (merge, split)
BY_HAND = {
    frozenset({"full"}): ("full", ()),
    frozenset({"partial"}): ("partial", ()),
    frozenset({"non_disclosure"}): ("non_disclosure", ()),
    frozenset({"absent"}): ("absent", ()),
    frozenset({"existence_refused"}): ("existence_refused", ()),
    frozenset({"full", "partial"}): ("partial", ()),
    frozenset({"full", "non_disclosure"}): ("partial", ()),
    frozenset({"partial", "non_disclosure"}): ("partial", ()),
    frozenset({"full", "partial", "non_disclosure"}): ("partial", ()),
}


def expected(met: frozenset[str]) -> tuple[str | None, tuple[str, ...]]:
    if met in BY_HAND:
        return BY_HAND[met]
    leaves = "existence_refused" if "existence_refused" in met else "absent"
    return None, (leaves,)


@pytest.mark.parametrize(
    "met",
    [frozenset(some) for n in range(1, 6) for some in combinations(ALL, n)],
    ids=lambda met: "+".join(sorted(met)),
)
def test_every_mixture_gives_the_outcome_of_the_table(met: frozenset[str]) -> None:
    for order in (sorted(met), sorted(met, reverse=True), sorted(met) * 2):
        derived = derive(order, mixed_unit="merge", absent_beside_others="split")

        assert (derived.outcome, derived.apart) == expected(met)


def test_absent_records_are_only_listed_when_the_pack_says_so() -> None:
    derived = derive(
        ["absent", "full", "full"], mixed_unit="merge", absent_beside_others="ignore"
    )

    assert (derived.outcome, derived.apart) == ("full", ())


def test_every_outcome_is_a_unit_of_its_own_when_the_pack_says_so() -> None:
    derived = derive(
        ["full", "partial", "full"],
        mixed_unit="split_by_outcome",
        absent_beside_others="split",
    )

    assert (derived.outcome, derived.apart) == (None, ("partial",))


def test_unit_without_records_has_no_outcome() -> None:
    with pytest.raises(ValueError, match="without records"):
        derive([], mixed_unit="merge", absent_beside_others="split")
