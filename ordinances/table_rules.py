"""The declarations of a municipality's annual tables, read and remembered."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from ordinances.entry_readers import read_catalogue, read_rows
from ordinances.loading import PACKS
from ordinances.table_readers import (
    read_column,
    read_figure,
    read_price,
    read_rate,
    read_table,
)
from ordinances.tables import Table, TableRules
from ordinances.yaml_nodes import MappingNode, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FILE = "tables.yaml"


@cache
def table_rules(code: str) -> TableRules:
    """Return the tables of a municipality shipped with the product.

    Raises:
        PackError: its files are not in order.
    """
    return load_table_rules(PACKS / code)


def load_table_rules(directory: Path) -> TableRules:
    """Read the tables of a municipality and of every regime folder in it.

    Args:
        directory: a folder with ``tables.yaml``, ``prices.yaml``,
            ``rates.yaml`` and one folder per regime; a regime without
            ``tables.yaml`` has no table.

    Raises:
        PackError: any mistake in any of the files.
    """
    node = read_yaml(directory / FILE)
    prices = read_yaml(directory / "prices.yaml")
    rates = read_yaml(directory / "rates.yaml")
    rules = TableRules(
        order=node.texts("order"),
        own=_tables(node),
        by_regime=MappingProxyType(
            {
                f"{directory.name}/{path.parent.name}": _tables_of_regime(path)
                for path in sorted(directory.glob(f"*/{FILE}"))
            }
        ),
        extra_columns=read_rows(node, "extra_columns", read_column),
        figures=read_rows(node, "figures", read_figure),
        prices=read_catalogue(prices, "prices", read_price, lambda price: price.key),
        rates=read_catalogue(rates, "rates", read_rate, lambda rate: rate.code),
    )
    for file in (node, prices, rates):
        file.done()
    _refuse_missing_tables(node, rules)
    _refuse_unknown_figures(node, rules)
    return rules


def _tables_of_regime(path: Path) -> tuple[Table, ...]:
    node = read_yaml(path)
    tables = _tables(node)
    node.done()
    return tables


def _tables(node: MappingNode) -> tuple[Table, ...]:
    return read_catalogue(node, "tables", read_table, lambda table: table.id)


def _all_tables(rules: TableRules) -> Iterable[Table]:
    yield from rules.own
    for tables in rules.by_regime.values():
        yield from tables


def _refuse_missing_tables(node: MappingNode, rules: TableRules) -> None:
    declared = {table.id for table in _all_tables(rules)}
    for wanted in rules.order:
        if wanted not in declared:
            raise node.error(
                "order", found=wanted, expected="only tables that are declared"
            )
    if left_out := sorted(declared - set(rules.order)):
        raise node.error(
            "order", found=f"nothing of {left_out[0]}", expected="every declared table"
        )


def _refuse_unknown_figures(node: MappingNode, rules: TableRules) -> None:
    known = {figure.key for figure in rules.figures}
    for table in _all_tables(rules):
        for row in table.rows:
            for figure in (row.figures or {}).values():
                if figure not in known:
                    raise node.error(
                        "figures",
                        found=f"no {figure}, which {table.id} prints",
                        expected="every figure a table prints",
                    )
