"""The seven tables as the JSON contract writes them, from the naive count.

The second half of the oracle: captions, columns, sentences, notes and checks.
"""

from tests.annual import oracle
from tests.annual import oracle_words as words
from tests.annual.oracle import Cells, Office, Table, cohort, figure, state


def annual_tables(office: Office, year: int, as_of: str) -> Table:
    """Return the seven tables of a year as the JSON contract writes them."""
    records = oracle.records(office, year, as_of)
    disclosed = oracle.disclosed(office, year, as_of)
    corrections = oracle.corrections(office, year, as_of)
    return {
        "fiscal_year": year,
        "basis": "received",
        "as_of": as_of,
        "edition": None,
        "counting": {
            "count_unit": "division_unit",
            "ground_count_unit": "division_unit",
            "verified": False,
        },
        "tables": [
            _t01(office, year, as_of, records),
            _t02(office, year, as_of, records),
            _t03(office, year, as_of, disclosed, corrections),
            _t04(office, year, as_of, corrections),
            _t05(office, year, as_of),
            _t06(office, year, as_of),
            _t32(office, year, as_of),
        ],
    }


# --- the tables ------------------------------------------------------------


def _t01(office: Office, year: int, as_of: str, cells: Cells) -> Table:
    label = words.fiscal_label(year)
    n = {column: len(entries) for (_, column), entries in cells.items()}
    total = sum(n.values())
    names = {code: name for name, code in words.RECORDS_OUTCOMES.items()}
    rate = _rate(n, names)
    checks = [_check("I1", total, "==", len(cohort(office, "disclosure", year, as_of)))]
    if rate is not None:
        checks.append(_check("I12", rate[0], "==", rate[0]))
    return {
        "id": "T01",
        "title": "公文書の公開請求件数と処理状況",
        "caption": f"〔公文書の公開請求件数と処理状況【全{words.half(total)}件】〕",
        "unit_line": f"（単位：件）{label}",
        "total": total,
        "unit": "件",
        "columns": _columns(n, names),
        "rows": [{"key": "count", "label": "件数", "values": _shown(n)}],
        "notes": [],
        "sentences": [
            f"{label}における公文書の公開請求と処理状況は、つぎの表のとおりである。",
            *([rate[1]] if rate else []),
            ("また、" if rate else "") + _records_appeals(office, year, as_of),
        ],
        "checks": checks,
    }


def _rate(n: dict[str, int], names: words.Labels) -> tuple[str, str] | None:
    """Return the rate and its sentence; None when nothing is left to divide by."""
    excluded = ["absent", "withdrawn"]
    excluded += [code for code in ("transferred", "pending") if n[code] > 0]
    whole = sum(n.values()) - sum(n[code] for code in excluded)
    if whole == 0:
        return None
    rate = words.percent(n["full"] + n["partial"], whole)
    without = words.listing([{**names, "pending": "処理中"}[code] for code in excluded])
    return rate, (
        f"請求件数（{without}を除く）に占める「全部公開」と「部分公開」の割合は、"
        f"{rate}％であった。"
    )


def _records_appeals(office: Office, year: int, as_of: str) -> str:
    n = len(oracle.appeals(office, year, as_of, "公文書"))
    label = words.fiscal_label(year)
    if n == 0:
        return f"{label}の審査請求はなかった。"
    return f"{label}は{words.full1(n)}件の審査請求があった。"


def _t02(office: Office, year: int, as_of: str, records: Cells) -> Table:
    cells = oracle.grounds(office, year, as_of)
    with_ground: set[str] = set()
    named = 0
    for entries in cells.values():
        named += len(entries)
        with_ground.update(entries)
    with_any = 0
    for row in cohort(office, "disclosure", year, as_of):
        refused = state(row, words.RECORDS_OUTCOMES, as_of)
        if refused in ("partial", "non_disclosure") and row["非公開理由"]:
            with_any += 1
    refusals = len(records["count", "partial"]) + len(
        records["count", "non_disclosure"]
    )
    largest = max(len(entries) for entries in cells.values())
    return {
        "id": "T02",
        "title": "公開請求に対する非公開の理由別件数",
        "caption": "〔公開請求に対する非公開の理由別件数〕",
        "unit_line": f"（単位：件）　{words.fiscal_label(year)}",
        "total": None,
        "unit": "件",
        "columns": [{"key": "count", "label": "件数"}],
        "rows": [
            {
                "key": code,
                "label": label,
                "values": {"count": len(cells[code, "count"])},
            }
            for code, label in words.GROUNDS.items()
        ],
        "notes": [words.SEVERAL_GROUNDS] if named > len(with_ground) else [],
        "sentences": [],
        "checks": [
            _check("I6", with_any, "==", refusals),
            _check("I6", named, ">=", len(with_ground)),
            _check("I6", largest, "<=", refusals),
        ],
    }


def _t03(
    office: Office, year: int, as_of: str, cells: Cells, corrections: Cells
) -> Table:
    label = words.fiscal_label(year)
    n = {column: len(entries) for (_, column), entries in cells.items()}
    own = sum(n.values())
    other = sum(len(entries) for entries in corrections.values())
    group = len(cohort(office, "privacy", year, as_of))
    names = {code: name for name, code in words.SELF_INFO_OUTCOMES.items()}
    disclosures = [
        row
        for row in cohort(office, "privacy", year, as_of)
        if row["請求の種類"] == "開示請求"
    ]
    return {
        "id": "T03",
        "title": "開示請求等の処理状況",
        "caption": f"〔開示請求等の処理状況【全{words.half(group)}件】〕",
        "unit_line": f"（単位：件） {label}",
        "total": group,
        "subtotal": own,
        "unit": "件",
        "columns": _columns(n, names),
        "rows": [{"key": "count", "label": "件数", "values": _shown(n)}],
        "notes": [],
        "sentences": [
            f"{label}における自己情報の開示等請求と処理状況は以下の表のとおりである。",
            _self_info_appeals(office, year, as_of),
        ],
        "checks": [
            _check("I1", own, "==", len(disclosures)),
            _check("I5", group, "==", own + other),
        ],
    }


def _self_info_appeals(office: Office, year: int, as_of: str) -> str:
    kinds = [
        oracle.appeal_kind(office, row)
        for row in cohort(office, "appeals", year, as_of)
        if row["制度"] == "自己情報"
    ]
    if not kinds:
        return "なお、自己情報の開示等に関する審査請求はなかった。"
    n = words.half(len(kinds))
    if "" in kinds:  # not every kind is known: the word that covers them all
        return f"なお、自己情報の開示等に関する審査請求が{n}件あった。"
    named = "、".join(
        label for kind, label in words.APPEAL_KINDS.items() if kind in kinds
    )
    return f"なお、自己情報の{named}に関する審査請求が{n}件あった。"


def _t04(office: Office, year: int, as_of: str, cells: Cells) -> Table:
    n = {key: len(entries) for key, entries in cells.items()}
    act = year >= words.FIRST_YEAR_OF_THE_ACT
    labels = {key: label for label, key in words.REQUEST_KINDS.items()}
    extra = [
        code
        for code in words.EXTRA_LABELS
        if any(number for (_, column), number in n.items() if column == code)
    ]
    shown = [code for code, _, _ in words.CORRECTION_COLUMNS] + extra
    total = sum(n.values())
    received = [
        row
        for row in cohort(office, "privacy", year, as_of)
        if row["請求の種類"] != "開示請求"
    ]
    return {
        "id": "T04",
        "caption": None,
        "unit_line": None,
        "total": None,
        "subtotal": total,
        "unit": "件",
        "columns": [
            {"key": key, "label": label} | ({"group": group} if group else {})
            for key, label, group in words.CORRECTION_COLUMNS
        ]
        + [{"key": key, "label": words.EXTRA_LABELS[key]} for key in extra],
        "rows": [
            {
                "key": kind,
                "label": labels[kind],
                "values": {code: n[kind, code] for code in shown},
            }
            for kind in (words.ACT_KINDS if act else words.OLD_KINDS)
        ],
        "notes": [],
        "sentences": [],
        "checks": [_check("I1", total, "==", len(received))],
    }


def _t05(office: Office, year: int, as_of: str) -> Table:
    cells = oracle.sessions(office, year, as_of)
    label = words.fiscal_label(year)
    n = {body: len(entries) for (body, _), entries in cells.items()}
    return {
        "id": "T05",
        "title": "附属機関の開催回数",
        "caption": None,
        "unit_line": None,
        "total": None,
        "unit": "回",
        "columns": [{"key": "board_sessions", "label": "開催回数"}],
        "rows": [
            {"key": body, "label": name, "values": {"board_sessions": n[body]}}
            for body, name in words.BODIES.items()
        ],
        "notes": [],
        "sentences": [
            f"{label}は{words.half(n[body])}回開催した。"
            if n[body]
            else f"{label}は開催しなかった。"
            for body in words.BODIES
        ],
        "checks": [],
    }


def _t06(office: Office, year: int, as_of: str) -> Table:
    rows = []
    for key, (label, unit, second, second_unit) in words.PLAZA.items():
        values = {
            "value": figure(office, year, key, as_of),
            "secondary": figure(office, year, second, as_of) if second else None,
        }
        status = {k: "not_available" for k, v in values.items() if v is None}
        if second is None:
            status["secondary"] = "not_applicable"
        row = {
            "key": key,
            "label": label,
            "units": {"value": unit, "secondary": second_unit},
            "values": values,
        }
        rows.append(row | ({"status": status} if status else {}))
    return {
        "id": "T06",
        "title": "区民情報ひろば利用状況",
        "caption": "〔区民情報ひろば利用状況〕",
        "unit_line": words.fiscal_label(year),
        "total": None,
        "unit": None,
        "columns": [
            {"key": "value", "label": "件数等"},
            {"key": "secondary", "label": "貸出数・販売数"},
        ],
        "rows": rows,
        "notes": [],
        "sentences": [],
        "checks": [],
    }


def _t32(office: Office, year: int, as_of: str) -> Table:
    stock_on = f"{year + 1}-03-31"
    handled = figure(office, year, "paid_publications", as_of)
    listed = words.PRICES if stock_on >= words.PRICES_SINCE else {}
    return {
        "id": "T32",
        "title": "区民情報ひろばで販売している主な有償刊行物",
        "caption": "〔区民情報ひろばで販売している主な有償刊行物〕",
        "unit_line": f"（単位：円）　{words.month_label(stock_on)}",
        "stock_on": stock_on,
        "total": None,
        "unit": "円",
        "columns": [{"key": "price", "label": "価格"}],
        "rows": [
            {"key": key, "label": label, "values": {"price": price}}
            for key, (label, price) in listed.items()
        ],
        "notes": [],
        "sentences": [],
        "checks": [_check("I5", len(listed), "<=", handled)],
    }


# --- what the tables share ---------------------------------------------------


def _columns(n: dict[str, int], names: words.Labels) -> list[dict[str, str]]:
    labels = names | words.EXTRA_LABELS
    return [{"key": code, "label": labels[code]} for code in _shown(n)]


def _shown(n: dict[str, int]) -> dict[str, int]:
    """Keep the six columns of the page, and the others only when not zero."""
    return {
        code: number
        for code, number in n.items()
        if number > 0 or code not in words.EXTRA_LABELS
    }


def _check(
    identity: str, left: int | str | None, op: str, right: int | str | None
) -> Table:
    """Return a line of checks; `==` is left out, a missing operand is broken."""
    if left is None or right is None:
        ok = False
    elif isinstance(left, int) and isinstance(right, int):
        ok = {"==": left == right, ">=": left >= right, "<=": left <= right}[op]
    else:
        ok = left == right
    shown = {} if op == "==" else {"op": op}
    return {"id": identity, "left": left, **shown, "right": right, "ok": ok}
