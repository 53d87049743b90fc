"""Random offices: what the product counts is what a naive count counts.

A world is one fiscal year of one office on one as-of date. The years of an office
share a database, and every number, list, total, note, check and sentence of a
world is held against the oracle's. `--full` takes more offices.
"""

import io
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from annual.cells import YearCells
from annual.definitions import definitions_of
from tests.annual import loading, oracle
from tests.annual.comparison import (
    differences,
    list_differences,
    wrong_explanations,
)
from tests.annual.oracle import Office, Table
from tests.annual.oracle_tables import annual_tables
from tests.annual.world_features import EXPECTED, features
from tests.annual.worlds import Setting, make_setting

QUICK_OFFICES = 90
FULL_OFFICES = 900
ROW_BY_ROW = range(5000, 5006)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test that asks for a `seed` one office each."""
    if "seed" in metafunc.fixturenames:
        full = metafunc.config.getoption("--full", default=False)
        offices = FULL_OFFICES if full else QUICK_OFFICES
        metafunc.parametrize("seed", range(offices))


@pytest.mark.django_db
def test_tables_equal_the_naive_count_in_every_world(seed: int, tmp_path: Path) -> None:
    setting = make_setting(seed)
    loading.prepare()

    loading.load_by_ledgers(setting, tmp_path)
    loading.add_what_came_later(setting)

    assert problems(setting) == []


@pytest.mark.django_db
@pytest.mark.parametrize("number", ROW_BY_ROW)
def test_tables_equal_the_naive_count_when_entered_row_by_row(number: int) -> None:
    setting = make_setting(number)
    loading.prepare()

    loading.load_row_by_row(setting)
    loading.add_what_came_later(setting)

    assert problems(setting) == []


def test_random_offices_are_many_worlds_and_reach_every_corner() -> None:
    reached: Counter[str] = Counter()
    worlds = 0
    for seed in range(QUICK_OFFICES):
        setting = make_setting(seed)
        for year, as_of in setting.views.items():
            reached.update(features(setting.office, year, as_of))
            worlds += 1

    assert worlds >= 500
    assert set(reached) == EXPECTED
    assert min(reached.values()) >= 3


def problems(setting: Setting) -> list[str]:
    """Return every place where a world of this office differs from the oracle."""
    return [
        f"{year} as of {as_of}: {line}"
        for year, as_of in setting.views.items()
        for line in world_problems(setting.office, year, as_of)
    ]


def world_problems(office: Office, year: int, as_of: str) -> list[str]:
    """Hold one world against the oracle."""
    found = printed(year, as_of)
    definitions = definitions_of(loading.CITY, year)
    cells = YearCells(definitions, as_of=date.fromisoformat(as_of))

    def behind(table: str, row: str, column: str) -> list[str]:
        return [
            loading.plain_entry(entry)
            for entry in cells.behind(definitions[table], row, column)
        ]

    return [
        *differences(annual_tables(office, year, as_of), found),
        *wrong_explanations(found),
        *list_differences(oracle.lists(office, year, as_of), behind),
    ]


def printed(year: int, as_of: str) -> Table:
    """Return what the command prints."""
    out = io.StringIO()
    call_command("annual_tables", str(year), "--as-of", as_of, stdout=out)
    found: Table = json.loads(out.getvalue())
    return found
