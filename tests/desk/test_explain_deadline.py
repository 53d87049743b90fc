"""`explain_deadline`: the ledger on paper and as JSON."""

import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from tests.factories.cast import make_cast
from tests.factories.closures import closed
from tests.ordinances.folders import copy_nerima, spoil

RECORDS = "nerima/public_records"

pytestmark = pytest.mark.django_db


def explain(*args: str, pack: str = RECORDS) -> str:
    out = StringIO()
    call_command("explain_deadline", "--pack", pack, *args, stdout=out)
    return out.getvalue()


def explain_json(*args: str, pack: str = RECORDS) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(explain(*args, "--json", pack=pack))
    return answer


def test_the_ledger_is_printed_in_japanese_with_japanese_dates() -> None:
    out = explain("--received", "2020-04-15")

    assert out.splitlines()[:8] == [
        "制度: 練馬区情報公開条例 (nerima/public_records)",
        "期間: 公開決定等の期間",
        "期限: 令和2年4月30日(木)",
        "当初の期限: 令和2年4月30日(木)",
        "延長の限度: 令和2年6月15日(月)",
        "  1. 請求を受け付けた日の令和2年4月15日(水)は数えず、翌日から数える。",
        "     [民法第140条]",
        "  2. 令和2年4月16日(木)から令和2年4月29日(水)までの14日を数える。",
    ]
    assert "  3. 末日の令和2年4月29日(水)は昭和の日に当たるため、" in out
    assert out.splitlines()[-1].startswith("未確認: この期間には")


def test_a_closing_day_of_the_office_is_in_the_ledger() -> None:
    closed(date(2020, 4, 30), by=make_cast().records_officer)

    out = explain("--received", "2020-04-15")

    assert "期限: 令和2年5月1日(金)" in out


def test_the_ledger_follows_the_language() -> None:
    with translation.override("en"):
        out = explain("--received", "2020-04-15")

    assert "Due date: 2020-04-30 (Thu)" in out
    assert "2020-04-16 (Thu) to 2020-04-29 (Wed): 14 day(s) count." in out


def test_a_verified_period_carries_no_mark() -> None:
    out = explain(
        "--rule", "appeal_known", "--received", "2020-04-01", pack="nerima/appeals"
    )

    assert "期限: 令和2年7月1日(水)" in out
    assert "この期間には" not in out


def test_json_gives_the_due_date_and_the_steps() -> None:
    answer = explain_json(
        "--received",
        "令和2年12月15日",
        "--suspended",
        "R2.12.17",
        "20201220",
        "--extended",
    )

    assert answer["due_on"] == "2021-02-15"
    assert [
        (step["on"], step["days"], step["counted"], step["rule"])
        for step in answer["steps"]
    ] == [
        ("2020-12-15", 1, False, "first_day"),
        ("2020-12-16", 2, True, "count"),
        ("2020-12-18", 3, False, "suspension"),
        ("2020-12-21", 12, True, "count"),
        ("2021-01-02", 43, True, "extension"),
        ("2021-02-14", 2, False, "roll"),
    ]
    assert all(step["text"] and step["source"] for step in answer["steps"])
    assert (answer["verified"], answer["initial_due_on"]) == (False, "2021-01-04")


def test_several_suspensions_and_a_written_extension() -> None:
    twice = explain_json(
        "--received",
        "2020-06-01",
        "--suspended",
        "2020-06-03",
        "2020-06-05",
        "--suspended",
        "2020-06-08",
        "2020-06-12",
    )
    extended = explain_json("--received", "2021-09-06", "--extended", "R3.10.29")

    assert twice["due_on"] == "2020-06-22"
    assert extended["due_on"] == "2021-10-29"


def test_a_folder_is_taken_as_well_as_a_code(tmp_path: Path) -> None:
    folder = copy_nerima(tmp_path) / "public_records"
    spoil(folder / "deadlines.yaml", "length: 14", "length: 7")

    answer = explain_json("--received", "2020-04-01", pack=str(folder))

    assert answer["due_on"] == "2020-04-08"


@pytest.mark.parametrize(
    ("args", "pack", "sentence"),
    [
        (["--received", "2028-01-05"], RECORDS, "令和10年1月5日は休日表の範囲"),
        (["--received", "2027-12-20"], RECORDS, "令和10年1月3日は休日表の範囲"),
        (["--received", "昭和64年1月8日"], RECORDS, "平成元年1月8日ではありませんか"),
        (["--received", "2.4.1"], RECORDS, "日付として読めません"),
        (["--received", "2020-04-01", "--rule", "x"], RECORDS, "期間「x」の定め"),
        (["--received", "2020-04-01"], "nerima/parking", "「nerima/parking」の定め"),
        (["--received", "2020-04-01"], "no/such/folder", "「no/such/folder」の定め"),
        (
            ["--received", "2020-04-01"],
            "nerima/self_info_appi",
            "令和2年4月1日の時点では、",
        ),
        (
            ["--received", "2020-04-01", "--suspended", "2020-04-09", "2020-04-08"],
            RECORDS,
            "順になっていません",
        ),
        (
            ["--received", "2020-04-01", "--rule", "appeal_known", "--extended"],
            "nerima/appeals",
            "延長の定めがありません",
        ),
    ],
)
def test_what_cannot_be_counted_is_refused_in_a_sentence(
    args: list[str], pack: str, sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        explain(*args, pack=pack)


def test_a_mistake_in_the_folder_is_named(tmp_path: Path) -> None:
    folder = copy_nerima(tmp_path) / "appeals"
    spoil(folder / "deadlines.yaml", "unit: month", "unit: moon")

    with pytest.raises(CommandError, match=r"deadlines\.yaml:9: at “deadlines\[1\]"):
        explain("--received", "2020-04-01", pack=str(folder))


def test_what_was_assumed_in_reading_a_date_is_said() -> None:
    err = StringIO()

    call_command(
        "explain_deadline",
        "--pack",
        RECORDS,
        "--received",
        "令和2年4月1日(木)",
        stdout=StringIO(),
        stderr=err,
    )

    assert "令和2年4月1日は水曜日ですが、木曜日と書かれています。" in err.getvalue()
