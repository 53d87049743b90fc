"""The oracle itself, held against the printed page of fiscal year 2020.

The ledger below has the right counts and nothing else; the numbers and the
sentences are copied from the printed page.
"""

import pytest

from tests.annual import oracle_words as words
from tests.annual.oracle import Office, Row, fiscal_year, lists
from tests.annual.oracle_tables import annual_tables

AS_OF = "2021-05-31"
FIRST_TABLE = {
    "全部公開": 1107,
    "部分公開": 1667,
    "非公開": 23,
    "不存在": 139,
    "取下げ": 166,
}
GROUNDS = {
    "personal": 1051,
    "corporate": 920,
    "public_safety": 12,
    "deliberation": 22,
    "operations": 136,
    "legal": 2,
    "other_system": 32,
}
DISCLOSED = {"全部開示": 230, "部分開示": 61, "非開示": 4, "不存在": 14, "取下げ": 6}


def the_office_of_2020() -> Office:
    """Return ledgers with the printed counts; every refusal has a ground."""
    refusals = 1667 + 23
    carried: list[list[str]] = [[] for _ in range(refusals)]
    place = 0
    for ground, n in GROUNDS.items():
        for _ in range(n):
            carried[place % refusals].append(ground)
            place += 1
    rows: list[Row] = []
    for outcome, n in FIRST_TABLE.items():
        for _ in range(n):
            refused = outcome in ("部分公開", "非公開")
            rows.append(
                {
                    "受付番号": words.number_label(2020, len(rows) + 1, 1),
                    "受付日": "2021-03-31" if len(rows) % 2 else "2020-04-01",
                    "決定区分": outcome,
                    "決定日": "2021-03-31",
                    "非公開理由": ";".join(carried.pop()) if refused else "",
                }
            )
    return Office(
        disclosure=rows,
        privacy=_privacy(),
        appeals=[_appeal(n, "公文書", "") for n in range(8)]
        + [_appeal(8, "自己情報", "外部提供中止請求")],
        board_sessions=[
            {"会議体": body, "回": str(n), "開催日": "2020-09-01"}
            for body, held in (("advisory_council", 2), ("review_board", 9))
            for n in range(held)
        ],
        figures=[
            {"年度": "2020", "項目": key, "値": value}
            for key, value in {
                "visitors": "10189",
                "internet_users": "330",
                "open_shelf_items": "2407",
                "open_shelf_loans": "55",
                "paid_publications": "118",
                "paid_publication_sales": "346",
            }.items()
        ],
    )


def _privacy() -> list[Row]:
    ends = [("開示請求", end) for end, n in DISCLOSED.items() for _ in range(n)]
    ends.append(("外部提供中止請求", "応じられない"))
    return [
        {
            "受付番号": words.number_label(2020, number, 1),
            "受付日": "2020-12-01",
            "請求の種類": kind,
            "決定区分": end,
            "決定日": "2020-12-14",
        }
        for number, (kind, end) in enumerate(ends, start=1)
    ]


def _appeal(n: int, system: str, kind: str) -> Row:
    return {
        "審査請求番号": words.number_label(2020, n + 1, 1),
        "審査請求日": "2021-01-15",
        "制度": system,
        "原処分の受付番号": "",
        "請求の種類": kind,
    }


def test_oracle_counts_fiscal_2020_as_printed() -> None:
    tables = {
        table["id"]: table
        for table in annual_tables(the_office_of_2020(), 2020, AS_OF)["tables"]
    }

    assert tables["T01"]["rows"][0]["values"] == {
        "full": 1107,
        "partial": 1667,
        "non_disclosure": 23,
        "absent": 139,
        "existence_refused": 0,
        "withdrawn": 166,
    }
    assert [row["values"]["count"] for row in tables["T02"]["rows"]] == [
        1051,
        920,
        12,
        22,
        136,
        2,
        32,
    ]
    assert list(tables["T03"]["rows"][0]["values"].values()) == [230, 61, 4, 14, 0, 6]
    assert [list(row["values"].values()) for row in tables["T04"]["rows"]] == [
        [0, 0, 0, 0],
        [0, 0, 0, 0],
        [0, 0, 1, 0],
    ]
    assert [list(row["values"].values()) for row in tables["T05"]["rows"]] == [[2], [9]]
    assert [list(row["values"].values()) for row in tables["T06"]["rows"]] == [
        [10189, None],
        [330, None],
        [2407, 55],
        [118, 346],
    ]


def test_oracle_writes_the_lines_of_fiscal_2020_as_printed() -> None:
    tables = annual_tables(the_office_of_2020(), 2020, AS_OF)["tables"]

    assert [table["caption"] for table in tables] == [
        "〔公文書の公開請求件数と処理状況【全3,102件】〕",
        "〔公開請求に対する非公開の理由別件数〕",
        "〔開示請求等の処理状況【全316件】〕",
        None,
        None,
        "〔区民情報ひろば利用状況〕",
        "〔区民情報ひろばで販売している主な有償刊行物〕",
    ]
    assert [table["unit_line"] for table in tables] == [
        "（単位：件）令和２年度",
        "（単位：件）　令和２年度",
        "（単位：件） 令和２年度",
        None,
        None,
        "令和２年度",
        "（単位：円）　令和3年 3月現在",
    ]
    assert [line for table in tables for line in table["sentences"]] == [
        "令和２年度における公文書の公開請求と処理状況は、つぎの表のとおりである。",
        "請求件数（「不存在」と「取下げ」を除く）に占める「全部公開」と「部分公開」の"
        "割合は、99.2％であった。",
        "また、令和２年度は８件の審査請求があった。",
        "令和２年度における自己情報の開示等請求と処理状況は以下の表のとおりである。",
        "なお、自己情報の外部提供の中止に関する審査請求が1件あった。",
        "令和２年度は2回開催した。",
        "令和２年度は9回開催した。",
    ]
    assert [table["notes"] for table in tables] == [
        [],
        ["注：同一公文書に複数の理由が含まれている場合がある。"],
        [],
        [],
        [],
        [],
        [],
    ]


def test_oracle_checks_of_fiscal_2020_hold_with_the_printed_operands() -> None:
    tables = annual_tables(the_office_of_2020(), 2020, AS_OF)["tables"]

    checks = [check for table in tables for check in table["checks"]]

    assert [(line["id"], line["left"], line["right"]) for line in checks] == [
        ("I1", 3102, 3102),
        ("I12", "99.2", "99.2"),
        ("I6", 1690, 1690),
        ("I6", 2175, 1690),
        ("I6", 1051, 1690),
        ("I1", 315, 315),
        ("I5", 316, 316),
        ("I1", 1, 1),
        ("I5", 14, 118),
    ]
    assert all(line["ok"] for line in checks)


def test_oracle_lists_are_as_long_as_the_numbers() -> None:
    cells = lists(the_office_of_2020(), 2020, AS_OF)

    assert len(cells["T01"]["count", "partial"]) == 1667
    assert len(set(cells["T02"]["personal", "count"])) == 1051
    assert cells["T04"]["provision_cessation", "rejected"] == ["令和2年度 第316号"]


def test_oracle_leaves_voided_cases_out() -> None:
    office = the_office_of_2020()
    office.voided.add(("privacy", "令和2年度 第316号"))

    tables = annual_tables(office, 2020, AS_OF)["tables"]

    assert (tables[2]["total"], tables[3]["subtotal"]) == (315, 0)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        ("2021-03-31", 2020),
        ("2021-04-01", 2021),
        ("2020-02-29", 2019),
        ("2020-01-01", 2019),
        ("2020-12-31", 2020),
    ],
)
def test_oracle_fiscal_year_turns_on_1_april(day: str, year: int) -> None:
    assert fiscal_year(day) == year


@pytest.mark.parametrize(
    ("part", "whole", "rate"),
    [
        (2774, 2797, "99.2"),
        (1, 8, "12.5"),
        (1, 16, "6.3"),
        (0, 3, "0.0"),
        (3, 3, "100.0"),
    ],
)
def test_oracle_rate_rounds_half_up(part: int, whole: int, rate: str) -> None:
    assert words.percent(part, whole) == rate


def test_oracle_digits_follow_their_slot() -> None:
    assert [words.full1(n) for n in (0, 8, 12, 1000)] == ["０", "８", "12", "1,000"]
    assert [words.half(n) for n in (1, 999, 3102, 1234567)] == [
        "1",
        "999",
        "3,102",
        "1,234,567",
    ]
    assert [words.fiscal_label(y) for y in (2018, 2019, 2020, 2028)] == [
        "平成30年度",
        "令和元年度",
        "令和２年度",
        "令和10年度",
    ]
    assert [words.month_label(f"{y}-03-31") for y in (2019, 2020, 2021)] == [
        "平成31年 3月現在",
        "令和2年 3月現在",
        "令和3年 3月現在",
    ]


def test_oracle_names_what_the_rate_leaves_out() -> None:
    assert words.listing(["不存在", "取下げ"]) == "「不存在」と「取下げ」"
    assert (
        words.listing(["不存在", "取下げ", "移送", "処理中"])
        == "「不存在」、「取下げ」、「移送」と「処理中」"
    )
