"""The command: what it prints, writes, checks and refuses."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.annual.builders import FIGURES_2020, Lot, add, fiscal_2020

ALL_TABLES = ["T01", "T02", "T03", "T04", "T05", "T06", "T32"]
pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("annual_tables", *arguments, stdout=out)
    return out.getvalue()


def test_json_is_printed_when_nothing_else_is_asked_for() -> None:
    add(Lot(outcome="full"), 3)

    document = json.loads(run("2020", "--as-of", "2021-05-31"))

    assert [table["id"] for table in document["tables"]] == ALL_TABLES
    assert document["as_of"] == "2021-05-31"
    assert document["tables"][0]["total"] == 3


@pytest.mark.parametrize("year", ["R2", "令和２年度", "令和2年度", "2020"])
def test_year_is_read_in_any_usual_writing(year: str) -> None:
    assert json.loads(run(year))["fiscal_year"] == 2020


def test_one_table_still_knows_the_others() -> None:
    add(Lot(kind="self_info", outcome="full"), 2)
    add(Lot(kind="self_info", request_kind="provision_cessation", outcome="rejected"))

    document = json.loads(run("2020", "--table", "t03"))

    assert [table["id"] for table in document["tables"]] == ["T03"]
    assert document["tables"][0]["total"] == 3


def test_csv_and_html_are_printed_on_demand() -> None:
    assert run("2020", "--format", "csv").startswith("\ufeffarea_code,")
    assert run("2020", "--format", "html").lstrip().startswith("<!DOCTYPE html>")


def test_folder_takes_every_format(tmp_path: Path) -> None:
    run("2020", "--output", str(tmp_path / "out"))

    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == sorted(
        [
            *(f"{table}_data.xlsx" for table in ALL_TABLES),
            *(f"annual_2020.{form}" for form in ("csv", "html", "json")),
        ]
    )


def test_file_takes_one_format_and_a_folder_the_workbooks(tmp_path: Path) -> None:
    run("2020", "--format", "csv", "--output", str(tmp_path / "year.csv"))
    run("2020", "--format", "xlsx", "--table", "T02", "--output", str(tmp_path / "x"))

    assert (tmp_path / "year.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert [path.name for path in (tmp_path / "x").iterdir()] == ["T02_data.xlsx"]


def test_check_says_identical_for_the_printed_year() -> None:
    fiscal_2020()

    lines = run("2020", "--check").splitlines()

    assert lines[-1] == f"一致 {', '.join(ALL_TABLES)}"
    assert len(lines) == 10
    assert all(line.startswith("✓") for line in lines[:-1])


def test_check_prints_the_first_difference_and_fails() -> None:
    fiscal_2020()
    add(Lot(outcome="full"))
    out = StringIO()

    with pytest.raises(SystemExit) as stop:
        call_command("annual_tables", "2020", "--check", stdout=out)

    assert stop.value.code == 1
    last = out.getvalue().splitlines()[-1]
    assert "【全3,102件】" in last
    assert "【全3,103件】" in last


def test_check_fails_when_a_line_is_broken() -> None:
    add(Lot(outcome="non_disclosure", received_on=date(2019, 6, 1)))
    out = StringIO()

    with pytest.raises(SystemExit):
        call_command("annual_tables", "2019", "--check", "--table", "T02", stdout=out)

    assert out.getvalue().startswith("✗ T02 I6 0 == 1")


def test_check_of_a_year_without_printed_page_prints_the_identities() -> None:
    out = run("2019", "--check", "--table", "T01")

    assert out.startswith("✓ T01 I1 0 == 0")


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["31"], "31"),
        (["2099"], "2099"),
        (["1990"], "1990"),
        (["2020", "--table", "T99"], "T99"),
        (["2020", "--as-of", "2021-02-30"], "2021-02-30"),
        (["2020", "--format", "xlsx"], "--output"),
    ],
)
def test_refusal_is_a_sentence_that_names_what_is_wrong(
    arguments: list[str], named: str
) -> None:
    with pytest.raises(CommandError) as refusal:
        run(*arguments)

    message = str(refusal.value)
    assert named in message
    assert message.endswith((".", "。"))


def test_path_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("", encoding="utf-8")

    for arguments in (
        ["--output", str(taken)],
        ["--format", "json", "--output", str(tmp_path / "no" / "such.json")],
    ):
        with pytest.raises(CommandError) as refusal:
            run("2020", *arguments)
        assert arguments[-1] in str(refusal.value)


def test_figures_of_the_reference_are_all_used() -> None:
    fiscal_2020()

    t06 = json.loads(run("2020", "--table", "T06"))["tables"][0]

    printed = [
        v for row in t06["rows"] for v in row["values"].values() if v is not None
    ]
    assert sorted(printed) == sorted(FIGURES_2020.values())
