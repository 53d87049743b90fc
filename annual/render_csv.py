"""The statement as one tidy CSV file: UTF-8 with BOM, CRLF, RFC 4180 quoting."""

import csv
import io

from annual.statement import Statement
from annual.text_guard import guard
from annual.tidy import COLUMNS, tidy_rows

BOM = "\ufeff"


def render_csv(statement: Statement) -> str:
    """Write the statement as CSV text, tables told apart by `table_id`.

    Returns:
        Text that begins with the byte-order mark; a missing value is empty and
        has a status, a text a spreadsheet would calculate has an apostrophe.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in tidy_rows(statement):
        writer.writerow(_written(value) for value in row.values())
    return BOM + file.getvalue()


def _written(value: str | int | None) -> str | int:
    if value is None:
        return ""
    return guard(value) if isinstance(value, str) else value
