"""The declarations of the tables are read strictly; a mistake names its place."""

from datetime import date
from pathlib import Path

import pytest

from ordinances.pack_error import PackError
from ordinances.table_rules import load_table_rules, table_rules
from ordinances.tables import Label
from tests.ordinances.folders import copy_nerima, spoil

RECORDS = "public_records/tables.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        ("tables.yaml", "T06, T32]", "T06]", "T32"),
        ("tables.yaml", "T06, T32]", "T06, T32, T99]", "T99"),
        ("tables.yaml", "draws_on: figures", "draws_on: figure", "figure"),
        ("tables.yaml", "{value: visitors}", "{value: visitor}", "visitor"),
        ("tables.yaml", "accumulation: stock", "accumulation: pile", "pile"),
        ("tables.yaml", "shown: non_zero", "showed: non_zero", "showed"),
        ("tables.yaml", "{n:half}回開催", "{m:half}回開催", "{m}"),
        ("tables.yaml", "{n:half}回開催", "{n:wide}回開催", "{n:wide}"),
        ("prices.yaml", "yen: 1300", "yen: 1,300", "1,300"),
        ("prices.yaml", "key: bridge_to_peace_2", "key: bridge_to_peace_1", "bridge"),
        ("rates.yaml", "everything: true", "everything: false", "several"),
        ("rates.yaml", 'rate: "99.2"', "rate: 99", "99"),
        (RECORDS, "kind: rate", "kind: ratio", "ratio"),
        (RECORDS, "place: after", "place: behind", "behind"),
        (RECORDS, "{rate}％", "{percent}％", "{percent}"),
        (RECORDS, "id: T01", "identity: T01", "tables[1].id"),
        (RECORDS, "と、{parts}", "と、{part}", "{part}"),
        (RECORDS, "（単位：件）{year:full1}", "（単位：件）{year", "unit_line"),
    ],
)
def test_mistake_names_file_line_and_what_was_found(
    tmp_path: Path, file: str, old: str, new: str, named: str
) -> None:
    folder = copy_nerima(tmp_path)
    spoil(folder / file, old, new)

    with pytest.raises(PackError) as refusal:
        load_table_rules(folder)

    message = str(refusal.value)
    assert f"{folder / file}:" in message
    assert refusal.value.line > 0
    assert named in message


def test_missing_file_is_named(tmp_path: Path) -> None:
    folder = copy_nerima(tmp_path)
    (folder / "prices.yaml").unlink()

    with pytest.raises(PackError, match=r"prices\.yaml"):
        load_table_rules(folder)


def test_figures_are_the_six_of_the_ledger() -> None:
    figures = {f.key: (f.unit, f.accumulation) for f in table_rules("nerima").figures}

    assert figures == {
        "visitors": ("人", "flow"),
        "internet_users": ("人", "flow"),
        "open_shelf_items": ("点", "stock"),
        "open_shelf_loans": ("件", "flow"),
        "paid_publications": ("点", "stock"),
        "paid_publication_sales": ("件", "flow"),
    }


def test_prices_stand_in_printed_order_from_the_month_they_were_printed() -> None:
    rules = table_rules("nerima")

    names = [price.label_ja for price in rules.prices_on(date(2021, 3, 31))]
    assert (len(names), names[0], names[-1]) == (
        14,
        "ねりま区報縮刷版（令和元年版）",
        "夢の工場　ねりま・映画・ものがたり",
    )
    assert rules.prices_on(date(2021, 2, 28)) == ()


def test_every_declaration_says_where_it_comes_from() -> None:
    rules = table_rules("nerima")
    tables = [*rules.own, *(t for of in rules.by_regime.values() for t in of)]

    assert all(entry.source for entry in [*tables, *rules.prices, *rules.rates])
    assert {t.id: t.verified for t in rules.by_regime["nerima/self_info_appi"]} == {
        "T03": False,
        "T04": False,
    }


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        ("全部|公開", Label("全部公開", ("全部", "公開"))),
        ("件~数", Label("件数", ("件数",), is_spread=True)),
        ("価格", Label("価格", ("価格",))),
    ],
)
def test_label_keeps_its_layout_apart(marked: str, label: Label) -> None:
    assert Label.parse(marked) == label
