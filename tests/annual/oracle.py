"""A naive count of the annual tables: plain lists and loops over ledger rows.

Written from the description of the tables alone and importing nothing of the
product. Slow and simple on purpose: every cell is a list of the rows behind it,
and its number is the length of that list.
"""

from dataclasses import dataclass, field
from typing import Any

from tests.annual import oracle_words as words

Row = dict[str, str]
Table = dict[str, Any]
Cells = dict[tuple[str, str], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What an office holds: the rows of its five ledgers and what came later.

    Days are ISO texts, so that a comparison of texts compares days. `voided`
    holds (ledger, base number) of cases struck out after entry. `daily` are
    figures typed day by day: 年度, 項目, 日, 値.
    """

    disclosure: list[Row] = field(default_factory=list)
    privacy: list[Row] = field(default_factory=list)
    appeals: list[Row] = field(default_factory=list)
    board_sessions: list[Row] = field(default_factory=list)
    figures: list[Row] = field(default_factory=list)
    daily: list[Row] = field(default_factory=list)
    voided: set[tuple[str, str]] = field(default_factory=set)


def fiscal_year(day: str) -> int:
    """2021-03-31 → 2020, 2021-04-01 → 2021."""
    return int(day[:4]) if day[5:] >= "04-01" else int(day[:4]) - 1


def base_number(text: str) -> str:
    """令和2年度 第5号の2 → 令和2年度 第5号."""
    return text.split("号")[0] + "号"


def cohort(office: Office, ledger: str, year: int, as_of: str) -> list[Row]:
    """Return the rows received in the year and by the as-of date, not voided."""
    number, day = {
        "disclosure": ("受付番号", "受付日"),
        "privacy": ("受付番号", "受付日"),
        "appeals": ("審査請求番号", "審査請求日"),
    }[ledger]
    rows: list[Row] = getattr(office, ledger)
    return [
        row
        for row in rows
        if fiscal_year(row[day]) == year
        and row[day] <= as_of
        and (ledger, base_number(row[number])) not in office.voided
    ]


def state(row: Row, outcomes: words.Labels, as_of: str) -> str:
    """Return the outcome of a row as it stood on a day, or pending."""
    if not row["決定区分"] or row["決定日"] > as_of:
        return "pending"
    return outcomes[row["決定区分"]]


def lists(office: Office, year: int, as_of: str) -> dict[str, Cells]:
    """Return what stands behind each number: table → (row, column) → entries.

    Beside the cells: the total of a caption (`all`, `all`) and the appeals a
    sentence counts (`sentences`, `appeals`).
    """
    cells = {
        "T01": records(office, year, as_of),
        "T02": grounds(office, year, as_of),
        "T03": disclosed(office, year, as_of),
        "T04": corrections(office, year, as_of),
        "T05": sessions(office, year, as_of),
        "T06": figures(office, year, as_of),
        "T32": {(key, "price"): [key] for key in prices(year)},
    }
    for table, ledger in (("T01", "disclosure"), ("T03", "privacy")):
        received = cohort(office, ledger, year, as_of)
        cells[table]["all", "all"] = [row["受付番号"] for row in received]
    for table, system in (("T01", "公文書"), ("T03", "自己情報")):
        cells[table]["sentences", "appeals"] = appeals(office, year, as_of, system)
    return cells


def appeals(office: Office, year: int, as_of: str, system: str) -> list[str]:
    rows = cohort(office, "appeals", year, as_of)
    return [row["審査請求番号"] for row in rows if row["制度"] == system]


def records(office: Office, year: int, as_of: str) -> Cells:
    outcomes = words.RECORDS_OUTCOMES
    cells: Cells = {("count", code): [] for code in [*outcomes.values(), "pending"]}
    for row in cohort(office, "disclosure", year, as_of):
        cells["count", state(row, outcomes, as_of)].append(row["受付番号"])
    return cells


def grounds(office: Office, year: int, as_of: str) -> Cells:
    cells: Cells = {(ground, "count"): [] for ground in words.GROUNDS}
    for row in cohort(office, "disclosure", year, as_of):
        if state(row, words.RECORDS_OUTCOMES, as_of) in ("partial", "non_disclosure"):
            for ground in words.GROUNDS:
                if ground in row["非公開理由"].split(";"):
                    cells[ground, "count"].append(row["受付番号"])
    return cells


def disclosed(office: Office, year: int, as_of: str) -> Cells:
    outcomes = words.SELF_INFO_OUTCOMES
    cells: Cells = {("count", code): [] for code in [*outcomes.values(), "pending"]}
    for row in cohort(office, "privacy", year, as_of):
        if row["請求の種類"] == "開示請求":
            cells["count", state(row, outcomes, as_of)].append(row["受付番号"])
    return cells


def corrections(office: Office, year: int, as_of: str) -> Cells:
    outcomes = words.CORRECTION_OUTCOMES
    act = year >= words.FIRST_YEAR_OF_THE_ACT
    kinds = words.ACT_KINDS if act else words.OLD_KINDS
    columns = [*outcomes.values(), "pending"]
    cells: Cells = {(kind, code): [] for kind in kinds for code in columns}
    for row in cohort(office, "privacy", year, as_of):
        kind = words.REQUEST_KINDS[row["請求の種類"]]
        if kind != "disclosure":
            cells[kind, state(row, outcomes, as_of)].append(row["受付番号"])
    return cells


def sessions(office: Office, year: int, as_of: str) -> Cells:
    cells: Cells = {(body, "board_sessions"): [] for body in words.BODIES}
    for row in office.board_sessions:
        if fiscal_year(row["開催日"]) == year and row["開催日"] <= as_of:
            cells[row["会議体"], "board_sessions"].append(row["回"])
    return cells


def appeal_kind(office: Office, appeal: Row) -> str:
    """Return what an appeal is about: as written, else as the decision's row says."""
    if appeal["請求の種類"]:
        return words.REQUEST_KINDS[appeal["請求の種類"]]
    for row in office.privacy:
        if row["受付番号"] == appeal["原処分の受付番号"]:
            return words.REQUEST_KINDS[row["請求の種類"]]
    return ""


def prices(year: int) -> dict[str, tuple[str, int]]:
    """Return the price list in force on the last day of a fiscal year."""
    return words.PRICES if f"{year + 1}-03-31" >= words.PRICES_SINCE else {}


def figures(office: Office, year: int, as_of: str) -> Cells:
    cells: Cells = {}
    for key, (_, _, second, _) in words.PLAZA.items():
        cells[key, "value"] = figure_days(office, year, key, as_of)
        if second:
            cells[key, "secondary"] = figure_days(office, year, second, as_of)
    return cells


def figure_days(office: Office, year: int, key: str, as_of: str) -> list[str]:
    """Return the days a figure rests on: the whole year, else days up to as_of."""
    if any(r["年度"] == str(year) and r["項目"] == key for r in office.figures):
        return ["whole year"]
    days = [
        row["日"]
        for row in office.daily
        if row["年度"] == str(year) and row["項目"] == key and row["日"] <= as_of
    ]
    return [max(days)] if days and key in words.STOCKS else days


def figure(office: Office, year: int, key: str, as_of: str) -> int | None:
    """Return the whole year's figure, else the days' sum (a stock: the last day)."""
    for row in office.figures:
        if row["年度"] == str(year) and row["項目"] == key:
            return int(row["値"])
    days = [
        (row["日"], int(row["値"]))
        for row in office.daily
        if row["年度"] == str(year) and row["項目"] == key and row["日"] <= as_of
    ]
    if not days:
        return None
    if key in words.STOCKS:
        return max(days)[1]
    return sum(value for _, value in days)
