"""Who decides: the pack's table, by outcome, organ and day."""

from datetime import date
from pathlib import Path

import pytest

from ordinances.deciding_ranks import (
    RANKS,
    SILENT,
    DecidingRank,
    rank_for,
    suffices,
)
from ordinances.loading import PackError, load_pack, pack
from tests.ordinances.folders import copy_nerima, spoil

ON = date(2020, 6, 3)


def row(*, rank: str, organs: tuple[str, ...] = (), **dated: date) -> DecidingRank:
    return DecidingRank(
        outcomes=("full",),
        organs=organs,
        rank=rank,  # type: ignore[arg-type] # ranks of the table below
        concurrence=(),
        verified=False,
        source="test",
        **dated,
    )


@pytest.mark.parametrize(
    ("outcome", "rank", "concurrence"),
    [
        ("full", "division_head", ()),
        ("partial", "department_head", ("records_office",)),
        ("non_disclosure", "department_head", ("records_office",)),
        ("absent", "department_head", ("records_office",)),
        ("existence_refused", "department_head", ("records_office",)),
        ("inadmissible", "organ_head", ()),
    ],
)
def test_start_values_of_the_reference_city(
    outcome: str, rank: str, concurrence: tuple[str, ...]
) -> None:
    rows = pack("nerima/public_records").deciding_ranks

    found = rank_for(rows, outcome=outcome, organ="mayor", on=ON)

    assert (found.rank, found.concurrence) == (rank, concurrence)
    assert not found.verified


def test_row_of_the_organ_goes_before_the_row_for_all() -> None:
    rows = [row(rank="division_head"), row(rank="organ_head", organs=("assembly",))]

    assert rank_for(rows, outcome="full", organ="assembly", on=ON).rank == "organ_head"
    assert rank_for(rows, outcome="full", organ="mayor", on=ON).rank == "division_head"


def test_row_holds_in_its_time_only() -> None:
    rows = [row(rank="division_head", replaced_on=ON)]

    assert rank_for(rows, outcome="full", organ="mayor", on=ON) is SILENT


@pytest.mark.parametrize("held", ["", *RANKS])
@pytest.mark.parametrize("wanted", RANKS)
def test_higher_rank_suffices_and_none_never_does(held: str, wanted: str) -> None:
    order = ["", "division_head", "department_head", "organ_head"]

    assert suffices(held, wanted=wanted) == (order.index(held) >= order.index(wanted))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[full]", "[whole]", "whole"),
        ("[records_office]", "[mayors_office]", "mayors_office"),
        ("division_head", "boss", "boss"),
    ],
)
def test_mistake_in_the_table_is_named(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    folder = copy_nerima(tmp_path) / "public_records"
    spoil(folder / "deciding_ranks.yaml", old, new)

    with pytest.raises(PackError, match=message):
        load_pack(folder)


def test_pack_without_the_table_leaves_it_to_the_head(tmp_path: Path) -> None:
    folder = copy_nerima(tmp_path) / "public_records"
    (folder / "deciding_ranks.yaml").unlink()

    rows = load_pack(folder).deciding_ranks

    assert rank_for(rows, outcome="full", organ="mayor", on=ON).rank == "organ_head"
