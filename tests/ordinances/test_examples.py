"""The worked examples of the packs, and that they can fail."""

import doctest
import importlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ordinances.calendars import load_calendar
from ordinances.examples import Example, load_examples, run
from ordinances.loading import PACKS, PackError, load_pack, municipality
from tests.ordinances.folders import copy_nerima

CALENDAR = load_calendar()
EXAMPLES = [
    pytest.param(example, id=f"{pack.code}/{example.id}")
    for pack in municipality("nerima").packs
    for example in load_examples(pack, PACKS / pack.code)
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_example_comes_out(example: Example) -> None:
    assert run(example, CALENDAR) is None


def test_all_thirty_six_examples_of_the_law_are_there() -> None:
    names = {
        example.id.partition("-")[0]
        for pack in municipality("nerima").packs
        for example in load_examples(pack, PACKS / pack.code)
    }

    assert {f"E{number:02}" for number in range(1, 37)} <= names


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_example_fails_when_any_of_its_dates_is_moved(example: Example) -> None:
    for name, on in example.expected.items():
        days = {"in_time": 400, "late": -400}.get(name, 1)
        moved = {**example.expected, name: on + timedelta(days=days)}

        assert run(replace(example, expected=moved), CALENDAR) is not None


def test_an_example_outside_the_calendar_is_a_failure_not_a_crash() -> None:
    pack = municipality("nerima").packs[0]
    example = load_examples(pack, PACKS / pack.code)[0]

    failure = run(replace(example, on=example.on.replace(year=2040)), CALENDAR)

    assert failure is not None
    assert "2040" in failure.sentence


def test_an_example_fails_when_ledger_and_tables_disagree() -> None:
    pack = municipality("nerima").packs[0]
    example = next(e for e in load_examples(pack, PACKS / pack.code) if e.id == "E05")
    spoilt = replace(CALENDAR, unlisted_days=CALENDAR.unlisted_days[2:])

    failure = run(example, spoilt)

    assert failure is not None
    assert failure.sentence == "the ledger says 2020-05-11, the tables 2020-05-12"


@pytest.mark.parametrize(
    ("old", "new", "key", "found"),
    [
        ("id: E02", "id: E01", "examples[2].id", "E01 again"),
        ("rule: decision", "rule: decison", "examples[1].rule", "decison"),
        ("due: 2020-04-15", "dew: 2020-04-15", "examples[1].expect.dew", "unknown"),
        ("{holiday_policy: none}", "{holidays: none}", "examples[4].vary", "unknown"),
        ("on: 2020-04-01", "on: 2020-04-31", "examples[1].on", "2020-04-31"),
    ],
)
def test_a_mistake_in_an_example_is_named(
    tmp_path: Path, old: str, new: str, key: str, found: str
) -> None:
    folder = copy_nerima(tmp_path) / "public_records"
    path = folder / "examples.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")

    with pytest.raises(PackError) as refused:
        load_examples(load_pack(folder), folder)

    assert refused.value.file == path
    assert refused.value.key.startswith(key)
    assert found in refused.value.found


@pytest.mark.parametrize(
    "name",
    [
        "casenumber",
        "counting",
        "eras",
        "fiscal_years",
        "internal_deadlines",
        "numerals",
        "reminders",
        "sentences",
        "wareki",
    ],
)
def test_the_examples_in_the_docstrings_hold(name: str) -> None:
    results = doctest.testmod(importlib.import_module(f"ordinances.{name}"))

    assert results.attempted > 0
    assert results.failed == 0
