"""Files around an import: templates to fill in, lists of what to mend."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import xlsxwriter
from django.utils.translation import gettext as _

from annual.text_guard import guard, is_formula
from casework.errors import CaseworkError
from casework.ledger.columns import LedgerColumns
from casework.ledger.findings import Finding

XLSX = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
WIDTH = 18


class CannotWriteTemplate(CaseworkError):
    """The template can be CSV or XLSX only."""

    code = "unknown_template_suffix"


def write_template(columns: LedgerColumns, path: Path) -> None:
    """Write an empty ledger with example rows that import as they stand.

    Args:
        columns: The columns of the kind.
        path: A `.csv` (UTF-8 with BOM) or an `.xlsx` with notes on a second sheet.

    Raises:
        CannotWriteTemplate: The suffix is another one, or the folder is missing.
    """
    suffix = path.suffix.lower()
    if suffix not in {".csv", ".xlsx"}:
        raise CannotWriteTemplate(
            _("“%(name)s” is neither .csv nor .xlsx. Give the file one of these names.")
            % {"name": path.name}
        )
    if not path.parent.is_dir():
        raise CannotWriteTemplate(
            _("The folder of “%(name)s” does not exist. Make it first.")
            % {"name": path.name}
        )
    content = template_csv(columns) if suffix == ".csv" else template_xlsx(columns)
    path.write_bytes(content)


def template_csv(columns: LedgerColumns) -> bytes:
    """Return the template as CSV, UTF-8 with BOM."""
    return _csv(_template_rows(columns))


def template_xlsx(columns: LedgerColumns) -> bytes:
    """Return the template as a workbook: the ledger, and notes on its columns."""
    notes = [
        [_("Column"), _("Required"), _("Also accepted"), _("Note")],
        *(
            [
                column.label,
                _("required") if column.required else _("optional"),
                "、".join(column.synonyms),
                column.note,
            ]
            for column in columns.columns
        ),
    ]
    sheets = [(_("Ledger"), _template_rows(columns)), (_("Notes"), notes)]
    return _xlsx(sheets)


def findings_rows(findings: Sequence[Finding]) -> list[list[str]]:
    """Return findings as rows under their headers."""
    headers = [_("Line"), _("Column"), _("Value"), _("Reason"), _("How to mend it")]
    return [
        headers,
        *(
            [str(item.row or ""), item.column, item.value, item.reason, item.mend]
            for item in findings
        ),
    ]


def findings_csv(findings: Sequence[Finding]) -> bytes:
    """Return findings as CSV, UTF-8 with BOM; no cell can act as a formula."""
    return _csv(findings_rows(findings))


def findings_xlsx(findings: Sequence[Finding]) -> bytes:
    """Return findings as a workbook of text cells."""
    return _xlsx([(_("What to mend"), findings_rows(findings))])


def _template_rows(columns: LedgerColumns) -> list[list[str]]:
    n_examples = max(len(column.examples) for column in columns.columns)
    rows = [[column.label for column in columns.columns]]
    rows += [
        [column.examples[index] for column in columns.columns]
        for index in range(n_examples)
    ]
    return rows


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([guard(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _xlsx(sheets: Iterable[tuple[str, Sequence[Sequence[str]]]]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, XLSX) as book:
        bold = book.add_format({"bold": True})
        quoted = book.add_format({"quote_prefix": True})
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            sheet.set_column(0, len(rows[0]) - 1, WIDTH)
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    form = quoted if is_formula(cell) else None
                    sheet.write_string(
                        number, place, cell, bold if not number else form
                    )
    return target.getvalue()
