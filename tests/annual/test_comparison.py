"""The comparison must go red: one changed leaf, one wrong entry, one wrong sum."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from tests.annual.comparison import (
    differences,
    list_differences,
    wrong_explanations,
)
from tests.annual.oracle import lists
from tests.annual.oracle_tables import annual_tables
from tests.annual.worlds import make_setting

SETTING = make_setting(1)
YEAR, AS_OF = 2020, "2021-05-31"
EXPECTED = annual_tables(SETTING.office, YEAR, AS_OF)
Path = tuple[str | int, ...]


def leaves(value: Any, path: Path = ()) -> Iterator[Path]:
    """Return the path to every value that holds no other."""
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list) and value:
        for position, inner in enumerate(value):
            yield from leaves(inner, (*path, position))
    else:
        yield path


def changed(path: Path) -> Any:
    """Return the tables with one leaf spoilt."""
    spoilt = copy.deepcopy(EXPECTED)
    place: Any = spoilt
    for step in path[:-1]:
        place = place[step]
    before = place[path[-1]]
    place[path[-1]] = not before if isinstance(before, bool) else f"{before} "
    return spoilt


def test_differences_are_none_between_equal_tables() -> None:
    assert differences(EXPECTED, copy.deepcopy(EXPECTED)) == []


def test_differences_name_every_single_changed_leaf() -> None:
    paths = list(leaves(EXPECTED))

    missed = [path for path in paths if not differences(EXPECTED, changed(path))]

    assert len(paths) > 200
    assert missed == []


def test_differences_tell_a_number_from_its_text_and_from_true() -> None:
    assert differences({"n": 1}, {"n": "1"}) != []
    assert differences({"n": 1}, {"n": True}) != []
    assert differences({"n": None}, {"n": 0}) != []


def test_differences_name_a_missing_key_a_wrong_order_and_an_extra_column() -> None:
    assert differences({"a": 1}, {}) == [".a: missing"]
    assert differences({"a": 1, "b": 2}, {"b": 2, "a": 1}) != []
    assert differences({"values": {"a": 1}}, {"values": {"a": 1, "b": 0}}) != []
    assert differences({"a": 1}, {"a": 1, "new": 2}) == []


def test_list_differences_name_a_swapped_entry_of_a_list_of_the_same_length() -> None:
    cells = lists(SETTING.office, YEAR, AS_OF)
    table, (row, column) = next(
        (table, cell)
        for table, entries in cells.items()
        for cell, numbers in entries.items()
        if numbers
    )

    def behind(*cell: str) -> list[str]:
        entries = list(cells[cell[0]][cell[1], cell[2]])
        if cell == (table, row, column):
            entries[0] = "令和2年度 第9999号"
        return entries

    found = list_differences(cells, behind)

    assert len(found) == 1
    assert found[0].startswith(f"{table}/{row}/{column}: ")


@pytest.mark.parametrize(
    ("check", "left", "right", "explain", "holds"),
    [
        ("I1", 3, 3, "区分の和 1+2 と、受付年度が平成30年度の件の数 3", True),
        ("I1", 3, 3, "区分の和 1+1 と、受付年度が平成30年度の件の数 3", False),
        ("I5", 316, 316, "表題の数 316 と、T03 の 315+T04 の 1", True),
        ("I5", 316, 316, "表題の数 316 と、T03 の 315+T04 の 2", False),
        ("I12", "50.0", "50.0", "文中の割合 50.0 と、(1+1)÷(5−1) を丸めた 50.0", True),
        ("I12", "50.0", "50.0", "文中の割合 50.0 と、(1+1)÷(5−2) を丸めた 50.0", False),
    ],
)
def test_wrong_explanations_add_up_what_is_written(
    check: str, left: int | str, right: int | str, explain: str, holds: bool
) -> None:
    line = {"id": check, "left": left, "right": right, "ok": True, "explain": explain}

    found = wrong_explanations({"tables": [{"id": "T01", "checks": [line]}]})

    assert (found == []) is holds
