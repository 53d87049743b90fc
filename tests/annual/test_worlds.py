"""Random offices: what the product counts is what a naive count counts.

A world is one fiscal year of one office on one as-of date. The years of an office
share a database, and every number, list, total, note, check and sentence of a
world is held against the oracle's. `--full` takes more offices.
"""

import io
import json
from collections import Counter
from dataclasses import replace
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
from tests.annual.oracle import Office, Row, Table
from tests.annual.oracle_tables import annual_tables
from tests.annual.world_features import EXPECTED, features
from tests.annual.worlds import Setting, make_setting
from tests.sizes import pick, thinned

OFFICES = range(pick(quick=90, full=900))
ROW_BY_ROW = range(5000, 5006)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", thinned(OFFICES, one_of=3))
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
    for seed in OFFICES:
        setting = make_setting(seed)
        for year, as_of in setting.views.items():
            reached.update(features(setting.office, year, as_of))
            worlds += 1

    assert worlds >= 500
    assert set(reached) == EXPECTED
    assert min(reached.values()) >= 3


@pytest.mark.django_db
def test_tables_equal_the_naive_count_from_a_thousand_on(tmp_path: Path) -> None:
    office = Office(
        appeals=[_appeal(number) for number in range(1, 2301)],
        board_sessions=[
            {"会議体": body, "回": str(number), "開催日": "2020-09-01"}
            for body, held in (("advisory_council", 1000), ("review_board", 999))
            for number in range(1, held + 1)
        ],
    )
    setting = Setting(seed=1, office=office, views={2020: "2021-05-31"})
    loading.prepare()

    # no ledger has so many sessions of one year; the tables must still write them
    loading.load_row_by_row(replace(setting, office=replace(office, appeals=[])))
    loading.load_by_ledgers(
        replace(setting, office=replace(office, board_sessions=[])), tmp_path
    )

    assert problems(setting) == []
    sentences = [
        s for t in printed(2020, "2021-05-31")["tables"] for s in t["sentences"]
    ]
    assert [line for line in sentences if "," in line] == [
        "令和２年度は1,000件の審査請求があった。",
        "なお、自己情報の開示に関する審査請求が1,300件あった。",
        "令和２年度は1,000回開催した。",
    ]


def _appeal(number: int) -> Row:
    return {
        "審査請求番号": f"令和2年度 第{number}号",
        "審査請求日": "2020-09-01",
        "制度": "公文書" if number <= 1000 else "自己情報",
        "原処分の受付番号": "",
        "請求の種類": "" if number <= 1000 else "開示請求",
        "裁決区分": "",
        "裁決日": "",
    }


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
