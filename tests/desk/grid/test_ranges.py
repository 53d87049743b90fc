"""Rows by their numbers, as an officer writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.grid.ranges import NoRows, rows_in, rows_text

THERE = range(1, 41)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("3", [3]),
        ("1-3", [1, 2, 3]),
        ("１－３、５", [1, 2, 3, 5]),
        ("1〜3, 2", [1, 2, 3]),
        ("3 - 1", [1, 2, 3]),
        ("1,2、3 4", [1, 2, 3, 4]),
        ("", []),
    ],
)
def test_rows_are_read_in_every_spelling(text: str, rows: list[int]) -> None:
    assert rows_in(text, THERE) == rows


@pytest.mark.parametrize("text", ["x", "1-", "1-2-3", "0", "41", "38-99999", "一"])
def test_what_names_no_row_is_refused(text: str) -> None:
    with pytest.raises(NoRows):
        rows_in(text, THERE)


@given(st.sets(st.integers(1, 40)))
def test_rows_come_back_as_they_were_written(rows: set[int]) -> None:
    assert rows_in(rows_text(rows), THERE) == sorted(rows)
