"""What a world contains: proof that the random offices reach the corners."""

from collections.abc import Iterator

from tests.annual import oracle
from tests.annual import oracle_words as words
from tests.annual.oracle import Office, Row, Table, cohort, fiscal_year
from tests.annual.oracle_tables import annual_tables

OUTCOMES = [*words.RECORDS_OUTCOMES.values(), "pending"]
CORRECTIONS = [*words.CORRECTION_OUTCOMES.values(), "pending"]
COUNTS = ("no", "1", "many")
EDGES = {
    "04-01": "received 1 April",
    "03-31": "received 31 March",
    "02-29": "received on leap day",
}
EXPECTED = {
    *(f"{table} {outcome}" for table in ("T01", "T03") for outcome in OUTCOMES),
    *(
        f"{kind} {outcome}"
        for kind in (*words.OLD_KINDS, *words.ACT_KINDS)
        for outcome in CORRECTIONS
    ),
    *(f"ground {ground}" for ground in words.GROUNDS),
    *("rate", "no rate", "rate without pending", "rate without transferred"),
    "rate on the half",
    *("several grounds", "no ground twice"),
    *(
        f"{n} {what}"
        for n in ("no", "1", "many")
        for what in ("T01 appeals", "T03 appeals")
    ),
    *("10 appeals or more", "appeal of unknown kind", "old kind under the act"),
    *(f"{n} sessions" for n in COUNTS),
    *("figure of the year", "daily figures", "figure missing", "prices broken"),
    *("empty year", *EDGES.values()),
    *("received after as-of", "decided after as-of", "decided on as-of"),
    *("session after as-of", "several units of a case", "voided case"),
    *("reason and no ground", "ground named twice", "existence refused with ground"),
}


def features(office: Office, year: int, as_of: str) -> set[str]:
    """Return which corners a world reaches."""
    tables = {t["id"]: t for t in annual_tables(office, year, as_of)["tables"]}
    return {
        *_cells(tables),
        *_rate(tables["T01"]),
        *_appeals(office, year, as_of),
        *_sessions(office, year, as_of, tables["T05"]),
        *_figures(office, year, tables),
        *_days(office, year, as_of),
        *_rows(office, year, as_of),
    }


def _cells(tables: dict[str, Table]) -> Iterator[str]:
    for table in ("T01", "T03"):
        for outcome, n in tables[table]["rows"][0]["values"].items():
            if n:
                yield f"{table} {outcome}"
    for row in tables["T04"]["rows"]:
        yield from (f"{row['key']} {key}" for key, n in row["values"].items() if n)
    for row in tables["T02"]["rows"]:
        if row["values"]["count"]:
            yield f"ground {row['key']}"
    yield "several grounds" if tables["T02"]["notes"] else "no ground twice"


def _rate(table: Table) -> Iterator[str]:
    lines = [line for line in table["sentences"] if "割合" in line]
    yield "rate" if lines else "no rate"
    n = table["rows"][0]["values"]
    whole = table["total"] - sum(
        n.get(key, 0) for key in ("absent", "withdrawn", "transferred", "pending")
    )
    if whole and (n["full"] + n["partial"]) * 2000 / whole % 2 == 1:
        yield "rate on the half"
    for line in lines:
        if "処理中" in line:
            yield "rate without pending"
        if "移送" in line:
            yield "rate without transferred"


def _how_many(n: int) -> str:
    return {0: "no", 1: "1"}.get(n, "many")


def _appeals(office: Office, year: int, as_of: str) -> Iterator[str]:
    rows = cohort(office, "appeals", year, as_of)
    kinds = [oracle.appeal_kind(office, r) for r in rows if r["制度"] == "自己情報"]
    yield f"{_how_many(len(rows) - len(kinds))} T01 appeals"
    yield f"{_how_many(len(kinds))} T03 appeals"
    if len(rows) >= 10:
        yield "10 appeals or more"
    if "" in kinds:
        yield "appeal of unknown kind"
    if year >= words.FIRST_YEAR_OF_THE_ACT and set(kinds) & set(words.OLD_KINDS):
        yield "old kind under the act"


def _sessions(office: Office, year: int, as_of: str, table: Table) -> Iterator[str]:
    for row in table["rows"]:
        yield f"{_how_many(row['values']['board_sessions'])} sessions"
    if any(
        row["開催日"] > as_of and fiscal_year(row["開催日"]) == year
        for row in office.board_sessions
    ):
        yield "session after as-of"


def _figures(office: Office, year: int, tables: dict[str, Table]) -> Iterator[str]:
    if any(row["年度"] == str(year) for row in office.figures):
        yield "figure of the year"
    if any(row["年度"] == str(year) for row in office.daily):
        yield "daily figures"
    statuses = [row.get("status", {}) for row in tables["T06"]["rows"]]
    if any("not_available" in status.values() for status in statuses):
        yield "figure missing"
    if not all(check["ok"] for check in tables["T32"]["checks"]):
        yield "prices broken"


def _requests(office: Office, year: int) -> list[Row]:
    rows = [*office.disclosure, *office.privacy]
    return [row for row in rows if fiscal_year(row["受付日"]) == year]


def _days(office: Office, year: int, as_of: str) -> Iterator[str]:
    rows = _requests(office, year)
    if not rows:
        yield "empty year"
    for row in rows:
        received = row["受付日"]
        if received[5:] in EDGES:
            yield EDGES[received[5:]]
        if received > as_of:
            yield "received after as-of"
        elif row["決定日"] > as_of:
            yield "decided after as-of"
        elif row["決定日"] == as_of:
            yield "decided on as-of"


def _rows(office: Office, year: int, as_of: str) -> Iterator[str]:
    counted = [row["受付番号"] for row in cohort(office, "disclosure", year, as_of)]
    if any("号の" in number for number in counted):
        yield "several units of a case"
    for row in _requests(office, year):
        if ("disclosure", oracle.base_number(row["受付番号"])) in office.voided:
            yield "voided case"
        if row["受付番号"] in counted and row.get("非公開理由"):
            yield from _named(row, as_of)


def _named(row: Row, as_of: str) -> Iterator[str]:
    named = row["非公開理由"].split(";")
    if row["決定日"] > as_of:
        return
    if row["決定区分"] == "存否応答拒否":
        yield "existence refused with ground"
    elif set(named) <= set(words.NOT_GROUNDS):
        yield "reason and no ground"
    if len(named) > len(set(named)):
        yield "ground named twice"
