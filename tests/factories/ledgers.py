"""Builders of ledgers: tidy ones, messy ones, as CSV and as workbooks."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl

from casework.ledger.findings import Report
from casework.operations.import_run import ImportOptions, LedgerFile, Task
from casework.operations.import_units import UnitLedger, import_units
from ordinances.loading import municipality
from tests.factories.cast import CLERK

TODAY = date(2021, 6, 30)
AT = datetime(2021, 6, 30, 3, 0, tzinfo=UTC)
Grid = Sequence[Sequence[object]]
DISCLOSURE = (
    "受付番号",
    "受付日",
    "受付方法",
    "実施機関",
    "所管課",
    "請求者区分",
    "請求者名",
    "件名",
    "決定区分",
    "決定日",
    "非公開理由",
    "延長後期限",
    "公開日",
    "写し枚数",
    "費用",
    "取下げ理由",
    "備考",
)
PRIVACY = (
    "受付番号",
    "受付日",
    "請求の種類",
    "受付方法",
    "実施機関",
    "所管課",
    "請求者の別",
    "請求者名",
    "件名",
    "決定区分",
    "決定日",
    "不開示理由",
    "延長後期限",
    "備考",
)
REQUEST: Mapping[str, object] = {
    "受付番号": "令和2年度 第1号",
    "受付日": "令和2年6月1日",
    "受付方法": "窓口",
    "実施機関": "区長",
    "所管課": "総務課",
    "件名": "公園の整備計画",
}
SELF_REQUEST: Mapping[str, object] = {**REQUEST, "請求の種類": "開示"}


def request(number: object, **cells: object) -> dict[str, object]:
    """Return a row of the public-records ledger."""
    return {**REQUEST, "受付番号": number, **cells}


def self_request(number: object, **cells: object) -> dict[str, object]:
    """Return a row of the self-information ledger."""
    return {**SELF_REQUEST, "受付番号": number, **cells}


def grid(headers: Sequence[str], rows: Iterable[Mapping[str, object]]) -> Grid:
    """Return rows under their headers."""
    return [list(headers), *([row.get(h, "") for h in headers] for row in rows)]


def write_csv(path: Path, cells: Grid, *, encoding: str = "utf-8-sig") -> Path:
    """Write cells as a CSV file."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(cells)
    return path


def write_xlsx(path: Path, cells: Grid, *, title: str = "台帳") -> Path:
    """Write cells as a workbook; numbers and dates stay what they are."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in cells:
        sheet.append([cell if cell != "" else None for cell in row])
    for line in sheet.iter_rows():
        for cell in line:
            if cell.data_type == "f":
                # text, as Excel stores it behind an apostrophe
                cell.data_type = "s"
    book.save(path)
    return path


def make_task(path: Path, *, on: date = TODAY, **options: bool) -> Task:
    """Return an import to be done."""
    return Task(
        file=LedgerFile(path, path.name),
        options=ImportOptions(**options),  # type: ignore[arg-type]  # all are switches
        by=CLERK,
        on=on,
        at=AT,
    )


def take_in(
    path: Path,
    ledger: UnitLedger,
    *,
    on: date = TODAY,
    **options: bool,
) -> Report:
    """Import a ledger of cases."""
    return import_units(
        task=make_task(path, on=on, **options),
        ledger=ledger,
        municipality=municipality("nerima"),
    )


MESSY_HEADERS = (
    "整理番号",
    "受付年月日",
    "受 付　方 法",
    "実施機関（宛先）",
    "主管課",
    "請求者",
    "請求内容",
    "公開区分",
    "決定年月日",
    "非公開理由（号）",
    "延長期限",
    "公開年月日",
    "枚　数",
    "金額(円)",
    "保存箱",
    "摘要",
)


def messy(*, typed: bool) -> Grid:
    """Return a ledger as offices keep it.

    Args:
        typed: Whether numbers and days are those of a workbook, not text.
    """

    def day(year: int, month: int, on: int, text: str) -> object:
        return date(year, month, on) if typed else text

    def number(value: int, text: str) -> object:
        return value if typed else text

    width = len(MESSY_HEADERS)
    rows: list[Sequence[object]] = [
        ["公文書公開請求受付簿"],
        _cells("令和２年度|||||||||作成：総務課"),
        MESSY_HEADERS,
        _cells("|||||||||（号）|||（枚）|（円）"),
        ["令和2年度"],
        [
            number(1, "１"),
            day(2020, 4, 1, "R2.4.1"),
            *_cells("窓口|区長|総務課|髙橋　﨑子|公園の整備計画|部分公開"),
            day(2020, 4, 14, "令和２年４月１４日"),
            *_cells("１号、第7条第2号|"),
            day(2020, 4, 20, "2020/4/20"),
            number(1200, "1,200"),
            number(12000, "１２，０００円"),
            "A-1",
        ],
        _cells("〃|〃|〃|〃|道路課|〃|〃|不存在|〃"),
        _cells("||"),
        [
            "第３号",
            number(43925, "43925"),
            *_cells("郵便|練馬区長|総務課|㈱例示①"),
            "=SUM(A1)" if typed else "'=SUM(A1)",
            *_cells("取り下げ|2.4.10|||||||本人より"),
        ],
        MESSY_HEADERS,
        _cells(
            "R2-4の2|令2.4.6|伝書鳩|練馬区教育委員会|学務課||学校の点検報告書"
            "|処理中|||令和2年5月30日"
        ),
        _cells("令和2年度 第4号|20200406|同上|同上|同上||学校の点検報告"),
        _cells("合　計|4件"),
        ["※　枚数は延べ数"],
    ]
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _cells(line: str) -> list[str]:
    return line.split("|")
