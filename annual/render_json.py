"""The statement as JSON: the contract other programs read. Keys keep this order."""

import json
from collections.abc import Mapping

from annual.identities import Check
from annual.statement import BASIS, Statement, StatementTable
from annual.tabulation import Cell
from ordinances.tables import Column, Row

JsonObject = dict[str, object]


def render_json(statement: Statement) -> str:
    """Write the statement as JSON text, one line per table.

    Args:
        statement: the tables of a year, or some of them.

    Returns:
        UTF-8 text; a value is a whole number or null with a status.
    """
    head = _dump(_head(statement)).removesuffix("}")
    tables = ",\n".join(_dump(table_as_json(table)) for table in statement)
    return f'{head}, "tables": [\n{tables}\n]}}\n'


def statement_as_json(statement: Statement) -> JsonObject:
    """Return the statement as the contract's objects."""
    tables = [table_as_json(table) for table in statement]
    return {**_head(statement), "tables": tables}


def table_as_json(table: StatementTable) -> JsonObject:
    """Return one table as the contract's object."""
    tabulation = table.tabulation
    return {
        "id": table.id,
        "title": table.definition.table.title_ja,
        "caption": table.caption.text if table.caption else None,
        "unit_line": table.unit_line,
        **({"stock_on": table.stock_on.isoformat()} if table.stock_on else {}),
        "total": tabulation.total,
        **({} if tabulation.subtotal is None else {"subtotal": tabulation.subtotal}),
        "unit": table.definition.table.unit,
        "columns": [_column(column) for column in tabulation.columns],
        "rows": [_row(row, table) for row in tabulation.rows],
        "notes": list(table.notes),
        "sentences": [sentence.text for sentence in table.sentences],
        "checks": [_check(check) for check in table.checks],
    }


def _head(statement: Statement) -> JsonObject:
    counting = statement.counting
    return {
        "fiscal_year": statement.fiscal_year,
        "basis": BASIS,
        "as_of": statement.as_of.isoformat(),
        "edition": None,
        "counting": {
            "count_unit": counting.count_unit,
            "ground_count_unit": counting.ground_count_unit,
            "verified": counting.verified,
        },
    }


def _column(column: Column) -> JsonObject:
    group = {"group": column.group.text} if column.group else {}
    return {"key": column.key, "label": column.label.text, **group}


def _row(row: Row, table: StatementTable) -> JsonObject:
    tabulation = table.tabulation
    cells: Mapping[str, Cell] = {
        column.key: tabulation.cells[row.key, column.key]
        for column in tabulation.columns
    }
    missing = {key: cell.status for key, cell in cells.items() if cell.status}
    return {
        "key": row.key,
        "label": row.label.text,
        **({"units": _units(cells)} if row.figures is not None else {}),
        "values": {key: cell.value for key, cell in cells.items()},
        **({"status": missing} if missing else {}),
    }


def _units(cells: Mapping[str, Cell]) -> JsonObject:
    return {key: cell.unit for key, cell in cells.items()}


def _check(check: Check) -> JsonObject:
    operator = {} if check.op == "==" else {"op": check.op}
    return {
        "id": check.id,
        "left": check.left,
        **operator,
        "right": check.right,
        "ok": check.ok,
        "explain": check.explain,
    }


def _dump(value: JsonObject) -> str:
    return json.dumps(value, ensure_ascii=False)
