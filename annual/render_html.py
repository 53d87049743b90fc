"""The statement as a file of its own: the printed look, without links."""

import base64
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from annual.printing import print_table
from annual.statement import Statement
from ordinances.fiscal_years import fiscal_year_label
from ordinances.wareki import format_date

STYLE_SHEET = "css/annual.css"


def render_html(statement: Statement) -> str:
    """Write a page that needs nothing else: its style sheet is inside.

    Args:
        statement: the tables of a year, or some of them.
    """
    return render_to_string(
        "annual/standalone.html",
        {
            "statement": statement,
            "tables": [print_table(table) for table in statement],
            "era_year": fiscal_year_label(statement.fiscal_year),
            # the file is Japanese in every language, as the page it looks like
            "as_of_line": f"基準日：{format_date(statement.as_of)}",
            "linked": False,
            "style_sheet": _style_sheet(),
        },
    )


def _style_sheet() -> str:
    """The style sheet as an address that holds it: no inline style, no request."""
    path = finders.find(STYLE_SHEET)
    if not isinstance(path, str):
        message = f"the style sheet {STYLE_SHEET} is missing from the product"
        raise FileNotFoundError(message)
    text = base64.b64encode(Path(path).read_bytes()).decode("ascii")
    return f"data:text/css;base64,{text}"
