"""The same rows as an office might write them: every era, number and list form.

What is counted is the plain row; what is loaded is its handwriting. A number may
lose its branch (the next 所管課 of the same number is the next unit), a date
takes any form of the trade, grounds stand by code or by their printed label.
"""

import csv
import io
from datetime import date
from random import Random

from tests.annual import oracle_words as words
from tests.annual.oracle import Row, base_number
from tests.annual.worlds import Setting

HEADERS = {
    "disclosure": (
        "受付番号,受付日,受付方法,実施機関,所管課,請求者区分,請求者名,件名,決定区分,"
        "決定日,非公開理由,延長後期限,公開日,写し枚数,費用,取下げ理由,備考"
    ),
    "privacy": (
        "受付番号,受付日,請求の種類,受付方法,実施機関,所管課,請求者の別,請求者名,"
        "件名,決定区分,決定日,不開示理由,延長後期限,備考"
    ),
    "appeals": (
        "審査請求番号,審査請求日,制度,原処分の受付番号,請求の種類,不服の内容,"
        "諮問日,答申日,答申の内容,裁決日,裁決区分,備考"
    ),
    "board_sessions": "会議体,回,開催日,出席委員数,案件",
    "figures": "年度,項目,値,単位,備考",
}
ENCODINGS = ("utf-8", "utf-8-sig", "cp932")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_SHORT_NAMES = {"advisory_council": "審議会", "review_board": "審査会"}
_REASONS = {"formal_defect": "形式不備", "abuse_of_right": "権利濫用"}


def ledgers(setting: Setting) -> dict[str, bytes]:
    """Return the non-empty ledgers of a setting as files."""
    rng = Random(setting.seed + 1_000_000)  # noqa: S311 - repeatable, no secret
    files = {}
    for ledger, headers in HEADERS.items():
        rows = _in_any_order(rng, setting.rows(ledger))
        written = [_written(rng, ledger, row) for row in rows]
        if ledger in ("disclosure", "privacy"):
            _drop_branches(rng, written)
        if written:
            files[ledger] = _csv(written, headers.split(","), rng.choice(ENCODINGS))
    return files


def _in_any_order(rng: Random, rows: list[Row]) -> list[Row]:
    """Shuffle the cases; the units of a case stay in their order."""
    cases: dict[str, list[Row]] = {}
    for position, row in enumerate(rows):
        number = row.get("受付番号") or row.get("審査請求番号")
        case = base_number(number) if number else f"row {position}"
        cases.setdefault(case, []).append(row)
    shuffled = list(cases.values())
    if rng.random() < 0.5:
        rng.shuffle(shuffled)
    return [row for case in shuffled for row in case]


def _drop_branches(rng: Random, rows: list[Row]) -> None:
    """Write some cases with one number for all of their divisions."""
    plain: set[str] = set()
    for row in rows:
        number = row.pop("base")
        if rng.random() < 0.3 or number in plain:
            plain.add(number)
            row["受付番号"] = row["受付番号"].split("の")[0]


def _written(rng: Random, ledger: str, row: Row) -> Row:
    written = {header: _field(rng, header, value) for header, value in row.items()}
    if ledger in ("disclosure", "privacy"):
        written["base"] = base_number(row["受付番号"])
    return written


def _field(rng: Random, header: str, value: str) -> str:
    if not value:
        return ""
    if header.endswith("日") or header == "延長後期限":
        return _day(rng, value)
    if header == "原処分の受付番号":
        return _number(rng, value, with_year=True)
    if header.endswith("番号"):
        return _number(rng, value)
    if header.endswith("理由") and header != "取下げ理由":
        return _grounds(rng, value)
    if header == "会議体":
        return rng.choice([_SHORT_NAMES[value], words.BODIES[value], value])
    return value


def _day(rng: Random, iso: str) -> str:
    day = date.fromisoformat(iso)
    era, letter, year = ("令和", "R", day.year - 2018)
    if iso < "2019-05-01":
        era, letter, year = ("平成", "H", day.year - 1988)
    named = "元" if year == 1 else str(year)
    full = f"{era}{named}年{day.month}月{day.day}日"
    return rng.choice(
        [
            iso,
            f"{day.year}/{day.month}/{day.day}",
            iso.replace("-", ""),
            f"{letter}{year}.{day.month}.{day.day}",
            full,
            full.translate(_WIDE),
        ]
    )


def _number(rng: Random, text: str, *, with_year: bool = False) -> str:
    """Write 令和2年度 第5号の2 as R2-5の2, 第5号の2 or 5の2."""
    label, rest = text.split(" ")
    number, _, branch = rest.removeprefix("第").partition("号")
    letter = "H" if label.startswith("平成") else "R"
    year = label[2:].removesuffix("年度").replace("元", "1")
    forms = [text, f"{letter}{year}-{number}{branch}"]
    if not with_year:
        forms += [rest, f"{number}{branch}"]
    return rng.choice(forms)


def _grounds(rng: Random, codes: str) -> str:
    """Write each ground by code or label, in one of the two kinds of list."""
    named = [
        rng.choice([code, words.GROUNDS.get(code) or _REASONS.get(code, code)])
        for code in codes.split(";")
    ]
    return rng.choice([";", "、"]).join(named)


def _csv(rows: list[Row], headers: list[str], encoding: str) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, headers, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)
