"""The files a year's page offers: name → bytes."""

from dataclasses import dataclass

from annual.errors import AnnualError
from annual.render_csv import render_csv
from annual.render_html import render_html
from annual.render_json import render_json
from annual.render_xlsx import file_name, render_xlsx
from annual.statement import Statement

RENDERERS = {"json": render_json, "csv": render_csv, "html": render_html}
CONTENT_TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class UnknownFile(AnnualError):
    """No file of that name is offered."""

    code = "unknown_file"


@dataclass(frozen=True, slots=True)
class File:
    """A file ready to be sent or written."""

    name: str
    content_type: str
    content: bytes


def year_file_name(statement: Statement, form: str) -> str:
    """Return the name of the file that holds all tables of a year."""
    return f"annual_{statement.fiscal_year}.{form}"


def file_names(statement: Statement) -> list[str]:
    """Return the names of every file of a year."""
    whole_year = [year_file_name(statement, form) for form in RENDERERS]
    return [*whole_year, *(file_name(table) for table in statement)]


def make_file(statement: Statement, name: str) -> File:
    """Write one of the files of a year.

    Args:
        statement: all tables of the year.
        name: one of `file_names`.

    Raises:
        UnknownFile: no such file is offered.
    """
    for form, render in RENDERERS.items():
        if name == year_file_name(statement, form):
            return File(name, CONTENT_TYPES[form], render(statement).encode())
    for table in statement:
        if name == file_name(table):
            data = render_xlsx(statement, table)
            return File(name, CONTENT_TYPES["xlsx"], data)
    raise UnknownFile(name)
