"""What the tables of a year hold: classes, dates, totals, labels."""

from datetime import date

import pytest

from annual.definitions import NoTables
from tests.annual.builders import (
    Lot,
    add,
    add_figure,
    add_sessions,
    fiscal_2020,
)
from tests.annual.conftest import StatementOf


def test_caption_of_t03_counts_the_group_when_t04_has_units(
    statement_of: StatementOf,
) -> None:
    fiscal_2020()

    statement = statement_of()

    t03 = statement["T03"]
    assert (t03.tabulation.sum, t03.tabulation.subtotal) == (315, 315)
    assert (t03.tabulation.total, statement["T04"].tabulation.sum) == (316, 1)
    assert t03.caption is not None
    assert t03.caption.text == "〔開示請求等の処理状況【全316件】〕"
    assert statement["T04"].caption is None


def test_grounds_have_no_total_when_units_rest_on_several(
    statement_of: StatementOf,
) -> None:
    fiscal_2020()

    t02 = statement_of()["T02"]

    assert (t02.tabulation.sum, t02.tabulation.total) == (2175, None)
    assert t02.notes == ("注：同一公文書に複数の理由が含まれている場合がある。",)


def test_note_on_several_grounds_is_left_out_when_each_unit_has_one(
    statement_of: StatementOf,
) -> None:
    add(Lot(outcome="partial"), 2, [["personal"], ["legal"]])

    assert statement_of()["T02"].notes == ()


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2020, 5, 31), {}),
        (date(2020, 6, 1), {"pending": 1}),
        (date(2020, 7, 9), {"pending": 1}),
        (date(2020, 7, 10), {"partial": 1}),
    ],
)
def test_unit_is_pending_when_the_decision_came_after_the_day(
    statement_of: StatementOf, as_of: date, expected: dict[str, int]
) -> None:
    add(Lot(outcome="partial", outcome_on=date(2020, 7, 10)), 1, [["personal"]])

    statement = statement_of(as_of=as_of)

    counted = statement["T01"].tabulation.by_column()
    assert {key: n for key, n in counted.items() if n} == expected
    assert statement["T01"].tabulation.total == sum(expected.values())
    assert statement["T02"].tabulation.sum == expected.get("partial", 0)
    assert statement["T01"].is_ok
    assert statement["T02"].is_ok


def test_extra_columns_stand_after_the_others_only_when_not_zero(
    statement_of: StatementOf,
) -> None:
    add(Lot())
    add(Lot(outcome="transferred"))
    add(Lot(outcome="inadmissible"))
    add(Lot(kind="self_info", request_kind="correction_deletion"))

    statement = statement_of()

    columns = [(c.key, c.label.text) for c in statement["T01"].tabulation.columns]
    assert columns[5:] == [
        ("withdrawn", "取下げ"),
        ("inadmissible", "却下"),
        ("transferred", "移送"),
        ("pending", "処理中"),
    ]
    t03 = [column.key for column in statement["T03"].tabulation.columns]
    t04 = [column.key for column in statement["T04"].tabulation.columns]
    assert (len(t03), t04[-1]) == (6, "pending")
    assert statement["T01"].is_ok


def test_void_numbers_and_other_years_do_not_count(statement_of: StatementOf) -> None:
    add(Lot(outcome="full", received_on=date(2020, 4, 1)))
    add(Lot(outcome="full", received_on=date(2021, 3, 31)))
    add(Lot(outcome="full", received_on=date(2020, 3, 31)), 3)
    add(Lot(outcome="full", received_on=date(2021, 4, 1)), 3)
    add(Lot(outcome="full", voided=True), 5)

    statement = statement_of()

    assert statement["T01"].tabulation.by_column()["full"] == 2
    assert statement["T01"].tabulation.total == 2


def test_rows_of_t04_are_those_of_the_act_from_fiscal_2023(
    statement_of: StatementOf,
) -> None:
    in_2023 = date(2023, 4, 1)
    add(
        Lot(
            kind="self_info",
            request_kind="use_suspension",
            outcome="rejected",
            received_on=in_2023,
        )
    )

    statement = statement_of(2023, as_of=date(2024, 5, 31))

    rows = [(r.key, r.label.text) for r in statement["T04"].tabulation.rows]
    assert rows == [("correction", "訂正請求"), ("use_suspension", "利用停止請求")]
    assert statement["T04"].tabulation.value("use_suspension", "rejected") == 1
    assert statement["T03"].tabulation.total == 1
    assert statement["T04"].checks[0].explain == (
        "全欄の和 1 と、訂正・利用停止の請求の件の数 1"
    )
    old = statement_of(2022)["T04"].tabulation.rows
    assert [r.key for r in old][:1] == ["correction_deletion"]


def test_empty_year_has_zeros_and_says_what_is_missing(
    statement_of: StatementOf,
) -> None:
    statement = statement_of()

    assert statement["T01"].tabulation.total == 0
    assert set(statement["T01"].tabulation.by_column().values()) == {0}
    assert [s.text for s in statement["T01"].sentences] == [
        "令和２年度における公文書の公開請求と処理状況は、つぎの表のとおりである。",
        "令和２年度の審査請求はなかった。",
    ]
    visitors = statement["T06"].tabulation.cells["visitors", "value"]
    assert (visitors.value, visitors.status) == (None, "not_available")
    assert [check.ok for check in statement["T32"].checks] == [False]
    assert "計数がない" in statement["T32"].checks[0].explain
    assert all(t.is_ok for t in statement if t.id != "T32")


def test_sessions_count_by_the_day_held(statement_of: StatementOf) -> None:
    days = [date(2020, 4, 1), date(2021, 3, 31)]
    add_sessions("review_board", days)
    add_sessions("advisory_council", [date(2020, 3, 31)])

    whole, half = statement_of(), statement_of(as_of=date(2021, 3, 30))

    column = "board_sessions"
    assert whole["T05"].tabulation.value("review_board", column) == 2
    assert half["T05"].tabulation.value("review_board", column) == 1
    assert whole["T05"].tabulation.value("advisory_council", column) == 0


def test_flow_is_summed_and_of_a_stock_the_last_day_counts(
    statement_of: StatementOf,
) -> None:
    for day, visitors, items in ((1, 10, 100), (3, 5, 300), (2, 7, 200)):
        on = date(2020, 4, day)
        add_figure("visitors", visitors, on=on)
        add_figure("open_shelf_items", items, on=on)

    whole, second = statement_of(), statement_of(as_of=date(2020, 4, 2))

    cells = [("visitors", "value"), ("open_shelf_items", "value")]
    assert [whole["T06"].tabulation.value(*cell) for cell in cells] == [22, 300]
    assert [second["T06"].tabulation.value(*cell) for cell in cells] == [17, 200]


def test_prices_are_those_in_force_on_the_stock_date(
    statement_of: StatementOf,
) -> None:
    t32 = statement_of()["T32"]

    assert t32.unit_line == "（単位：円）　令和3年 3月現在"
    assert t32.stock_on == date(2021, 3, 31)
    assert t32.tabulation.value("nerima_60", "price") == 2500
    labels = {row.key: row.label.text for row in t32.tabulation.rows}
    assert labels["nerima_60"] == "ねりま 60"
    assert len(labels) == 14
    assert statement_of(2018)["T32"].tabulation.rows == ()
    assert statement_of(2018)["T32"].unit_line == "（単位：円）　平成31年 3月現在"


def test_labels_keep_their_break_points_apart(statement_of: StatementOf) -> None:
    statement = statement_of()

    column = statement["T01"].tabulation.columns[4].label
    assert (column.text, column.pieces) == ("存否応答拒否", ("存否", "応答", "拒否"))
    group = statement["T04"].tabulation.columns[0]
    assert group.flat_label == "応じる_全部"
    assert group.label.is_spread


@pytest.mark.parametrize("fiscal_year", [1990, 0, 9999])
def test_year_is_refused_when_no_regime_was_in_force(
    statement_of: StatementOf, fiscal_year: int
) -> None:
    with pytest.raises(NoTables) as refusal:
        statement_of(fiscal_year)

    assert str(fiscal_year) in str(refusal.value)
