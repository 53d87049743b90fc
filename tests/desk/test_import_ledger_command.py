"""`import_ledger` and `ledger_template` from the command line."""

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from annual.models import Figure
from appeals.models import BoardSession
from casework.models import Unit
from desk.ledgers import LEDGERS
from tests.factories.cast import make_office
from tests.factories.ledgers import DISCLOSURE, grid, request, write_csv

pytestmark = pytest.mark.django_db

KEYS = [
    "kind",
    "rows",
    "created",
    "unchanged",
    "changed",
    "warnings",
    "errors",
    "columns",
]


@pytest.fixture(autouse=True)
def _office() -> None:
    make_office()
    call_command("prepare_office", stdout=io.StringIO())


def run(*arguments: str | Path) -> tuple[int, str, str]:
    """Run the command; return exit code, output and progress."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_ledger", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as stop:
        return int(str(stop.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def as_json(*arguments: str | Path) -> tuple[int, dict[str, Any]]:
    code, out, _err = run(*arguments, "--json")
    return code, json.loads(out)


def test_json_has_the_keys_of_the_contract_in_order(tmp_path: Path) -> None:
    rows = [request("第1号"), request("第3号")]
    path = write_csv(tmp_path / "a.csv", grid(DISCLOSURE, rows))

    code, report = as_json("disclosure", path)

    assert code == 0
    assert list(report) == KEYS
    assert (report["kind"], report["rows"], report["created"]) == ("disclosure", 2, 2)
    assert report["columns"]["受付番号"] == "受付番号"


def test_errors_exit_with_one_and_write_nothing(tmp_path: Path) -> None:
    rows = [request("第1号"), request("第2号", 受付日="R2.13.1")]
    path = write_csv(tmp_path / "a.csv", grid(DISCLOSURE, rows))

    code, report = as_json("disclosure", path)

    assert code == 1
    assert list(report["errors"][0]) == ["row", "column", "value", "reason", "mend"]
    assert (report["errors"][0]["row"], report["errors"][0]["column"]) == (3, "受付日")
    assert Unit.objects.count() == 0


def test_rehearsal_gives_the_same_counts_and_writes_nothing(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", grid(DISCLOSURE, [request("第1号")]))

    code, rehearsal = as_json("disclosure", path, "--dry-run")
    n_units = Unit.objects.count()
    _code, done = as_json("disclosure", path)

    assert (code, n_units) == (0, 0)
    assert rehearsal == done


def test_output_for_people_names_lines_and_shows_progress(tmp_path: Path) -> None:
    rows = [request("第1号"), request("第2号", 実施機関="区庁")]
    path = write_csv(tmp_path / "a.csv", grid(DISCLOSURE, rows))

    code, out, progress = run("disclosure", path)

    assert code == 1
    assert "3" in out
    assert "実施機関" in out
    assert "区庁" in out
    assert "2" in progress


def test_changed_rows_are_written_with_update_only(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", grid(DISCLOSURE, [request("第1号")]))
    run("disclosure", path)
    write_csv(path, grid(DISCLOSURE, [request("第1号", 備考="後")]))

    _code, seen = as_json("disclosure", path)
    before = Unit.objects.get().remarks
    code, out, _err = run("disclosure", path, "--update")

    assert seen["changed"] == [
        {
            "row": 2,
            "number": "第1号",
            "columns": [{"column": "備考", "old": "", "new": "後"}],
        }
    ]
    assert (before, code, Unit.objects.get().remarks) == ("", 0, "後")
    assert "備考" in out


@pytest.mark.parametrize("name", ["なし.csv", "台帳.doc"])
def test_a_missing_or_foreign_file_is_one_error(tmp_path: Path, name: str) -> None:
    code, report = as_json("disclosure", tmp_path / name)

    assert code == 1
    assert len(report["errors"]) == 1
    assert name in report["errors"][0]["reason"]


@pytest.mark.parametrize("kind", list(LEDGERS))
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_template_comes_in_as_it_stands(
    tmp_path: Path, kind: str, suffix: str
) -> None:
    path = tmp_path / f"{kind}.{suffix}"
    call_command("ledger_template", kind, "--output", str(path), stdout=io.StringIO())

    code, report = as_json(kind, path, "--create-divisions")

    assert (code, report["errors"]) == (0, [])
    assert report["created"] == report["rows"] > 0
    assert list(report["columns"]) == [c.label for c in LEDGERS[kind].columns.columns]


def test_a_workbook_template_marks_what_is_required(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    call_command(
        "ledger_template", "disclosure", "--output", str(path), stdout=io.StringIO()
    )

    notes = openpyxl.load_workbook(path).worksheets[1]
    by_label = {row[0].value: row[1].value for row in notes.iter_rows(min_row=2)}

    assert by_label["受付番号"] == by_label["件名"] != by_label["備考"]


@pytest.mark.parametrize("name", ["a.txt", "nowhere/a.csv"])
def test_a_template_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(CommandError):
        call_command("ledger_template", "disclosure", "--output", str(tmp_path / name))


def test_figures_are_read_in_every_form_and_kept_once(tmp_path: Path) -> None:
    headers = ["年度", "項目", "値", "単位", "備考"]
    rows = [
        ["令和２年度", "visitors", "１０，１８９", "人", ""],
        ["R2", "貸出数", "55件", "", ""],
        ["2020", "有償刊行物取扱点数", "118", "点", "年度末"],
    ]
    path = write_csv(tmp_path / "a.csv", [headers, *rows])

    _code, first = as_json("figures", path)
    _code, again = as_json("figures", path)

    assert (first["created"], again["created"], again["unchanged"]) == (3, 0, 3)
    stored = dict(Figure.objects.values_list("key", "value"))
    assert stored == {
        "visitors": 10189,
        "open_shelf_loans": 55,
        "paid_publications": 118,
    }


def test_bad_figures_are_named(tmp_path: Path) -> None:
    headers = ["年度", "項目", "値", "単位"]
    rows = [
        ["令和99年度", "visitors", "1", ""],
        ["いつか", "visitors", "1", ""],
        ["R2", "来訪", "1", ""],
        ["R2", "visitors", "約百", ""],
        ["R2", "visitors", "1", "点"],
        ["R2", "internet_users", "1", ""],
        ["2020", "インターネット利用者数", "2", ""],
    ]
    path = write_csv(tmp_path / "a.csv", [headers, *rows])

    code, report = as_json("figures", path)

    assert code == 1
    assert [(e["row"], e["column"]) for e in report["errors"]] == [
        (2, "年度"),
        (3, "年度"),
        (4, "項目"),
        (5, "値"),
        (6, "単位"),
        (8, "年度"),
    ]
    assert Figure.objects.count() == 0


def test_changed_figure_is_amended_on_request(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    for value in ("1", "2"):
        write_csv(path, [["年度", "項目", "値"], ["R2", "visitors", value]])
        _code, report = as_json("figures", path, "--update")

    assert len(report["changed"]) == 1
    assert Figure.objects.get().value == 2


def test_board_sessions_come_in_by_short_names(tmp_path: Path) -> None:
    headers = ["会議体", "回", "開催日", "出席委員数", "案件"]
    rows = [
        ["審査会", "1", "R2.5.20", "5", "諮問第1号"],
        ["審査会", "第２回", "令和3年3月31日", "４人", ""],
        ["運営審議会", "1", "R2.7.15", "", ""],
        ["練馬区情報公開および個人情報保護審査会", "1", "R3.4.1", "", ""],
    ]
    path = write_csv(tmp_path / "a.csv", [headers, *rows])

    _code, first = as_json("board_sessions", path)
    _code, again = as_json("board_sessions", path)

    assert (first["created"], again["unchanged"]) == (4, 4)
    held = BoardSession.objects.values_list(
        "advisory_body__code", "fiscal_year", "number", "n_present"
    )
    assert set(held) == {
        ("review_board", 2020, 1, 5),
        ("review_board", 2020, 2, 4),
        ("advisory_council", 2020, 1, None),
        ("review_board", 2021, 1, None),
    }


def test_bad_board_sessions_are_named(tmp_path: Path) -> None:
    headers = ["会議体", "回", "開催日"]
    rows = [
        ["審議", "1", "R2.5.20"],
        ["審査会", "初", "R2.5.20"],
        ["審査会", "1", "R2.5.32"],
        ["審査会", "2", "R99.5.1"],
        ["審査会", "3", "R2.5.20"],
        ["審査会", "第3回", "R2.6.20"],
    ]
    path = write_csv(tmp_path / "a.csv", [headers, *rows])

    code, report = as_json("board_sessions", path)

    assert code == 1
    assert [(e["row"], e["column"]) for e in report["errors"]] == [
        (2, "会議体"),
        (3, "回"),
        (4, "開催日"),
        (5, "開催日"),
        (7, "会議体"),
    ]
