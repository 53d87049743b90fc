"""Every bench runs to its end at a tiny size, and notices a wrong answer."""

import os
import re
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import date

import pytest

from tests.bench import annual_run, annual_sql, deadlines
from tests.bench.annual_office import fill
from tests.bench.places import PREPARED, ROOT, prepared_office
from tests.bench.report import ratio
from tests.live.databases import server_in_use

ENGINE = "postgresql" if server_in_use() else "sqlite"
TINY = ("--engine", ENGINE, "--repeats", "1", "--units", "60", "--rows", "20",
        "--periods", "2000", "--cases", "400", "--most", "2000",
        "--letters", "6")  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One installation for all benches to copy."""
    folder = tmp_path_factory.mktemp("office")
    with prepared_office(server_in_use(), folder) as address:
        yield address


@pytest.mark.live
@pytest.mark.parametrize(
    ("bench", "figures"),
    [
        (
            "annual",
            [
                rf"^{ENGINE}: numbers / SQL +[\d.]+ x .* 5 / 5 statements",
                rf"^{ENGINE}: statement / SQL +[\d.]+ x .* 6 / 7 statements",
                rf"^{ENGINE}: page / SQL of cells +[\d.]+ x",
            ],
        ),
        (
            "list",
            [
                rf"^{ENGINE}: units +2,001 +against 101",
                rf"^{ENGINE}: queue, p95, large / small +[\d.]+ x",
                rf"^{ENGINE}: page 600 / page 1 +[\d.]+ x",
                rf"^{ENGINE}: statements of a page of 20 +7 ",
                rf"^{ENGINE}: statements of a page of 100 +7 ",
            ],
        ),
        (
            "search",
            [
                rf"^{ENGINE}: cases, units +400, 440",
                rf"^{ENGINE}: rows missed +0 ",
                rf"^{ENGINE}: page, surname +\d+ / \d+ ms .* [1-9]\d* hits, 7 stat",
                rf"^{ENGINE}: search / LIKE scan, nothing +[\d.]+ x",
            ],
        ),
        (
            "api",
            [
                rf"^{ENGINE}: list of the API / raw driver +[\d.]+ % .* requests/s",
                rf"^{ENGINE}: statements of a list +3 ",
            ],
        ),
        (
            "import",
            [
                rf"^{ENGINE}: 20 rows +[\d.]+ s .*peak \d+ MB",
                rf"^{ENGINE}: peak, most - least +\+0 MB",
            ],
        ),
        (
            "deadlines",
            [
                r"^end rolled: tables .* 2,000 suspended periods, all equal",
                r"^end rolled: library walk / tables +[\d,]+ x",
                r"^holidays skipped: walk over a set / tables +[\d,]+ x",
            ],
        ),
        (
            "notices",
            [
                r"^letters / bare typst, plain +[\d.]+ x .* letters/s, 5 x 6",
                r"^letters / bare typst, tagged +[\d.]+ x",
            ],
        ),
    ],
)
def test_bench_prints_its_figures(office: str, bench: str, figures: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench", bench, *TINY],
        cwd=ROOT,
        env={**os.environ, PREPARED: office},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert re.search(r"^\d+ cores, .*SQLite [\d.]+, django [\d.]+", done.stdout)
    for figure in figures:
        assert re.search(figure, done.stdout, re.MULTILINE), (figure, done.stdout)


@pytest.mark.django_db
def test_wrong_number_of_the_tables_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    fill(60)
    right = annual_sql.tables(annual_run.YEAR, annual_run.AS_OF)
    annual_run.compare()

    for key in right:
        wrong = {**right, key: right[key] + 1}
        monkeypatch.setattr(annual_sql, "tables", lambda *_, wrong=wrong: wrong)
        with pytest.raises(AssertionError):
            annual_run.compare()
    assert {table for table, _row, _column in right} >= {"T01", "T02", "T03", "T05"}


def test_wrong_day_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    options = Namespace(periods=200, repeats=1)
    assert len(list(deadlines.measure(options))) == 8

    monkeypatch.setattr(deadlines, "_in_closure", lambda on: on == date(2016, 2, 2))

    with pytest.raises(AssertionError):
        list(deadlines.measure(options))


def test_periods_are_all_suspended_within_their_days() -> None:
    made = deadlines.periods(1_000, length=14)

    assert len({origin_on for origin_on, _ in made}) == 1_000
    assert {len(spans) for _, spans in made} == {1, 2}
    for origin_on, spans in made:
        days = [on for span in spans for on in span]
        assert [origin_on, *days] == sorted([origin_on, *days])


def test_ratio_is_the_median_of_the_turns() -> None:
    assert ratio([2.0, 100.0, 9.0], [1.0, 1.0, 3.0]) == 3.0
