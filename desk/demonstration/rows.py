"""Rows of ledgers: plain text under the headers an office writes."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from ordinances.wareki import format_date

Row = Mapping[str, str]

HEADERS: Mapping[str, tuple[str, ...]] = {
    "disclosure": (
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
    ),
    "privacy": (
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
    ),
    "appeals": (
        "審査請求番号",
        "審査請求日",
        "制度",
        "原処分の受付番号",
        "請求の種類",
        "不服の内容",
        "諮問日",
        "答申日",
        "答申の内容",
        "裁決日",
        "裁決区分",
        "備考",
    ),
    "board_sessions": ("会議体", "回", "開催日", "出席委員数", "案件"),
    "figures": ("年度", "項目", "値", "単位", "備考"),
}

OUTCOMES: Mapping[str, Mapping[str, str]] = {
    "disclosure": {
        "full": "全部公開",
        "partial": "部分公開",
        "non_disclosure": "非公開",
        "absent": "不存在",
        "withdrawn": "取下げ",
    },
    "privacy": {
        "full": "全部開示",
        "partial": "部分開示",
        "non_disclosure": "非開示",
        "absent": "不存在",
        "withdrawn": "取下げ",
    },
}

GROUNDS: Mapping[str, str] = {
    "personal": "1号",
    "corporate": "2号",
    "public_safety": "3号",
    "deliberation": "4号",
    "operations": "5号",
    "legal": "6号",
    "other_system": "他の制度との調整",
}


def row_of(kind: str, cells: Row) -> Row:
    """Return a row of a kind; what the cells do not say is empty."""
    return {**dict.fromkeys(HEADERS[kind], ""), **cells}


def write_day(on: date | None) -> str:
    """Return a day as the ledgers write it, empty if there is none."""
    return format_date(on) if on else ""


def write_grounds(codes: Sequence[str]) -> str:
    """Return grounds as the ledgers write them."""
    return "、".join(GROUNDS[code] for code in codes)


def write_file(path: Path, kind: str, rows: Sequence[Row]) -> None:
    """Write a ledger: UTF-8 with a byte order mark, lines ending in CRLF.

    Every row has exactly the columns of its kind.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, HEADERS[kind], lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)
