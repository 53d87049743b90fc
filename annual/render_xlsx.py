"""A table as a data workbook: tidy rows, code list, definitions. No layout.

The sheet names and the first row are fixed; there are no merged cells, no
formulas, no hidden lines. A text that a spreadsheet would calculate is stored as
text with a quote prefix.
"""

import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from annual.notes import definition_notes
from annual.statement import Statement, StatementTable
from annual.text_guard import is_formula
from annual.tidy import COLUMNS, tidy_rows

DATA, CODES, DEFINITIONS = "データ", "コード表", "注・定義"
CODE_COLUMNS = ("kind", "key", "label_ja", "label_en")
NOTE_COLUMNS = ("item", "text", "verified")
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}

Value = str | int | None


def file_name(table: StatementTable) -> str:
    """Return the name of a table's data workbook, such as `T01_data.xlsx`."""
    return f"{table.id}_data.xlsx"


def render_xlsx(statement: Statement, table: StatementTable) -> bytes:
    """Write one table as a workbook.

    The same statement gives the same bytes: the time inside is the as-of date.
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as workbook:
        created = datetime.combine(statement.as_of, time(), UTC).replace(tzinfo=None)
        workbook.set_properties({"created": created, "title": table.id})
        quoted = workbook.add_format({"quote_prefix": True})
        data = (row.values() for row in tidy_rows(statement.only([table.id])))
        for name, columns, rows in (
            (DATA, COLUMNS, data),
            (CODES, CODE_COLUMNS, _codes(table)),
            (DEFINITIONS, NOTE_COLUMNS, _notes(statement, table)),
        ):
            _write(workbook.add_worksheet(name), [columns, *rows], quoted)
    return file.getvalue()


def _write(sheet: Worksheet, rows: Iterable[Iterable[Value]], quoted: Format) -> None:
    for line, values in enumerate(rows):
        for column, value in enumerate(values):
            if isinstance(value, int):
                sheet.write_number(line, column, value)
            elif value:
                style = quoted if is_formula(value) else None
                sheet.write_string(line, column, value, style)


def _codes(table: StatementTable) -> Iterator[tuple[str, str, str, str]]:
    for row in table.tabulation.rows:
        yield "row", row.key, row.label.text, row.label_en
    for column in table.tabulation.columns:
        label_en = " / ".join(filter(None, [column.group_en, column.label_en]))
        yield "column", column.key, column.flat_label, label_en
    yield "obs_status", "not_applicable", "該当なし", "Not applicable"
    yield "obs_status", "not_available", "数値なし", "Not available"


def _notes(
    statement: Statement, table: StatementTable
) -> Iterator[tuple[str, str, str]]:
    for note in definition_notes(statement, table):
        yield note.label, note.text, "true" if note.verified else "false"
    for text in table.notes:
        yield "note", text, "true"
