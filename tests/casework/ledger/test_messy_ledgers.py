"""A ledger as offices keep it: one messy sheet, the same report in every form."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.db import transaction

from casework.ledger.findings import Report
from casework.models import Implementation, ImportRow, Party, Unit, Withdrawal
from disclosure.ledger_import import DisclosureLedger
from tests.factories.cast import make_office
from tests.factories.dumps import EVERYTHING, Dump, dump
from tests.factories.ledgers import (
    DISCLOSURE,
    grid,
    messy,
    request,
    take_in,
    write_csv,
    write_xlsx,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _office() -> None:
    make_office()


def cp932(folder: Path) -> Path:
    return write_csv(folder / "台帳.csv", messy(typed=False), encoding="cp932")


def xlsx(folder: Path) -> Path:
    return write_xlsx(folder / "台帳.xlsx", messy(typed=True))


def said(report: Report) -> list[tuple[int, str]]:
    """Return the warnings without the values, which are written differently."""
    return [(w.row, w.column) for w in report.warnings]


def test_a_messy_ledger_is_read_to_the_last_cell(tmp_path: Path) -> None:
    report = take_in(cp932(tmp_path), DisclosureLedger())

    assert report.errors == []
    assert (report.rows, report.created) == (5, 5)
    units = {unit.number_text: unit for unit in Unit.objects.select_related("case")}
    assert set(units) == {
        "１",
        "１の2",
        "第３号",
        "令和2年度 第4号",
        "令和2年度 第4号の2",
    }
    first, withdrawn = units["１"], units["第３号"]
    assert (first.outcome, first.outcome_on) == ("partial", date(2020, 4, 14))
    assert first.phase == "closed"
    handover = Implementation.objects.get(unit=first)
    assert (handover.on, handover.sheets, handover.fee_yen) == (
        date(2020, 4, 20),
        1200,
        12000,
    )
    assert units["１の2"].outcome_on == date(2020, 4, 14)
    assert units["１の2"].subject_text == "公園の整備計画"
    assert withdrawn.received_on == date(2020, 4, 4)
    assert Withdrawal.objects.get(unit=withdrawn).on == date(2020, 4, 10)
    assert withdrawn.case.subject == "=SUM(A1)"
    assert withdrawn.remarks == "本人より"
    assert units["令和2年度 第4号の2"].outcome is None
    assert units["令和2年度 第4号の2"].case.organ is not None
    assert set(Party.objects.values_list("name", flat=True)) == {
        "髙橋　﨑子",
        "㈱例示①",
    }


def test_the_report_says_which_rule_was_used(tmp_path: Path) -> None:
    report = take_in(cp932(tmp_path), DisclosureLedger())

    assert report.columns["受付日"] == "受付年月日"
    assert report.columns["所管課"] == "主管課"
    assert report.columns["決定区分"] == "公開区分"
    assert report.columns["受付方法"] == "受 付　方 法"
    assert report.columns["費用"] == "金額(円)"
    assert said(report) == [
        (0, "受付番号"),  # 欠番
        (3, "保存箱"),  # unknown column
        (4, ""),  # second header row
        (5, ""),  # heading of a year
        (7, "受付番号"),  # becomes の2
        (9, "受付日"),  # day number of a spreadsheet
        (9, "決定日"),  # era assumed
        (10, ""),  # repeated header
        (11, "受付方法"),  # unknown word
        (13, ""),  # total
        (14, ""),  # footnote
    ]


def test_nothing_of_a_row_is_lost(tmp_path: Path) -> None:
    take_in(cp932(tmp_path), DisclosureLedger())

    rows = {row.line: row.raw for row in ImportRow.objects.all()}
    assert rows[6]["保存箱"] == "A-1"
    assert rows[7]["整理番号"] == "〃"
    assert rows[9]["請求内容"] == "'=SUM(A1)"


def test_cp932_and_workbook_give_the_same_report(tmp_path: Path) -> None:
    from_text, stored_text = _alone(cp932(tmp_path))
    from_book, stored_book = _alone(xlsx(tmp_path))

    assert from_text.as_json() == from_book.as_json()
    for table in ("Unit", "Decision", "DecisionGround", "Implementation", "ClockEvent"):
        assert stored_text[table] == stored_book[table], table


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_every_encoding_is_recognized(tmp_path: Path, encoding: str) -> None:
    rows = [request("第1号", 請求者名="髙﨑　①㈱～－")]
    path = write_csv(tmp_path / "a.csv", grid(DISCLOSURE, rows), encoding=encoding)

    report = take_in(path, DisclosureLedger())

    assert report.errors == []
    assert Party.objects.get().name == "髙﨑　①㈱～－"


@pytest.mark.parametrize(
    "name",
    [
        "𠮷田　花子",
        "葛󠄀城　一郎",
        "渡邉󠄁",
        "\ue000外字",
        "㍻㋿",
        "03－1234−5678〜",
        "ｶﾞｷﾞｸﾞ",
        "がぎ",
        "a\u202eb",
        "👩‍👩‍👧",
        "＝SUM",
        "1行目\r\n2行目",
    ],
)
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_text_survives_as_typed(tmp_path: Path, name: str, suffix: str) -> None:
    write = write_csv if suffix == "csv" else write_xlsx
    cells = grid(DISCLOSURE, [request("第1号", 請求者名=name)])
    path = write(tmp_path / f"a.{suffix}", cells)

    report = take_in(path, DisclosureLedger())

    assert report.errors == []
    stored = Party.objects.get().name
    assert stored.replace("\r\n", "\n") == name.replace("\r\n", "\n")


def test_lines_are_those_of_the_file_even_with_breaks_in_cells(tmp_path: Path) -> None:
    rows = [
        request("第1号", 件名="一行目\n二行目\n三行目"),
        request("第2号", 受付日="不明"),
    ]
    path = write_csv(tmp_path / "a.csv", grid(DISCLOSURE, rows))

    report = take_in(path, DisclosureLedger())

    assert [error.row for error in report.errors] == [5]


def test_breaks_inside_a_header_do_not_matter(tmp_path: Path) -> None:
    headers = [f"{header[:2]}\n{header[2:]}" for header in DISCLOSURE]
    rows = grid(DISCLOSURE, [request("第1号")])[1:]
    path = write_xlsx(tmp_path / "a.xlsx", [headers, *rows])

    report = take_in(path, DisclosureLedger())

    assert report.created == 1


def test_the_first_sheet_with_a_header_is_taken_and_said(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["表紙", "", "作成日"])
    sheet = book.create_sheet("令和2年度")
    for row in grid(DISCLOSURE, [request("第1号")]):
        sheet.append(list(row))
    book.create_sheet("集計")
    book.save(tmp_path / "a.xlsx")

    report = take_in(tmp_path / "a.xlsx", DisclosureLedger())

    assert report.created == 1
    assert "令和2年度" in [warning.value for warning in report.warnings]


def test_a_header_of_two_lines_is_joined(tmp_path: Path) -> None:
    above = ["受付", "", "実施機関", "件名", "決定", ""]
    below = ["番号", "年月日", "", "", "区分", "年月日"]
    row = ["第1号", "R2.6.1", "区長", "公園", "全部公開", "R2.6.9"]
    path = write_csv(tmp_path / "a.csv", [above, below, row])

    report = take_in(path, DisclosureLedger())

    assert report.errors == []
    assert Unit.objects.get().outcome == "full"


def _alone(path: Path) -> tuple[Report, Dump]:
    """Import a file into an office that has nothing, and take it back."""
    with transaction.atomic():
        report = take_in(path, DisclosureLedger())
        stored = dump(EVERYTHING)
        transaction.set_rollback(True)
    return report, stored
