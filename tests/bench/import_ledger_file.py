"""Write a ledger of any length: the demonstration's rows, again and again."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

from desk.demonstration.rows import Row, write_file
from desk.demonstration.year import ledgers_of
from ordinances import casenumber

YEAR = 2020
KIND = "disclosure"


def main(arguments: Sequence[str]) -> None:
    """Write so many rows into a file."""
    n_rows, path = int(arguments[0]), Path(arguments[1])
    write_file(path, KIND, list(islice(rows(), n_rows)))


def rows() -> Iterator[Row]:
    """Yield the rows of a year, then again under higher numbers, without end."""
    once = ledgers_of(YEAR)[KIND]
    numbers = [casenumber.parse(row["受付番号"]) for row in once]
    highest = max(number.number for number in numbers)
    for turn in count():
        for row, number in zip(once, numbers, strict=True):
            higher = replace(number, number=number.number + turn * highest)
            yield {**row, "受付番号": casenumber.format(higher)}
