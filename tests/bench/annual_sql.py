"""The tables of a year in SQL written by hand, through the bare driver.

What a records officer with a database client would write: no model, no pack, the
answers fetched into plain dictionaries. It answers the same cells and, where it
is asked to, the same second path the identities are held against.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db import connection

Cells = dict[tuple[str, str, str], int]

FIGURES = {
    "visitors": ("T06", "visitors", "value"),
    "internet_users": ("T06", "internet_users", "value"),
    "open_shelf_items": ("T06", "open_shelf_items", "value"),
    "open_shelf_loans": ("T06", "open_shelf_items", "secondary"),
    "paid_publications": ("T06", "paid_publications", "value"),
    "paid_publication_sales": ("T06", "paid_publications", "secondary"),
}
STOCKS = frozenset({"open_shelf_items", "paid_publications"})

OUTCOMES = """
SELECT kind, request_kind,
       CASE WHEN outcome_on <= %(as_of)s THEN outcome ELSE 'pending' END, COUNT(*)
FROM casework_unit
WHERE kind IN ('public_records', 'self_info') AND fiscal_year = %(year)s
  AND received_on <= %(as_of)s AND NOT voided
GROUP BY 1, 2, 3
"""
GROUNDS = """
SELECT g.ground, COUNT(*)
FROM casework_unit u
JOIN casework_decision d ON d.unit_id = u.id
JOIN casework_decisionground g ON g.decision_id = d.id
WHERE u.kind = 'public_records' AND u.fiscal_year = %(year)s
  AND u.received_on <= %(as_of)s AND NOT u.voided
  AND d.counts AND d.decided_on <= %(as_of)s
  AND d.outcome IN ('partial', 'non_disclosure') AND g.is_exemption
GROUP BY 1
"""
SESSIONS = """
SELECT b.code, COUNT(*)
FROM appeals_boardsession s JOIN appeals_advisorybody b ON b.id = s.advisory_body_id
WHERE s.fiscal_year = %(year)s AND s.held_on <= %(as_of)s
GROUP BY 1
"""
ROWS_OF_FIGURES = """
SELECT key, value FROM annual_figure
WHERE fiscal_year = %(year)s AND ("on" IS NULL OR "on" <= %(as_of)s)
ORDER BY "on", id
"""
APPEALS = """
SELECT a.against, COUNT(*)
FROM casework_unit u JOIN appeals_appeal a ON a.case_id = u.case_id
WHERE u.kind = 'appeal' AND u.fiscal_year = %(year)s
  AND u.received_on <= %(as_of)s AND NOT u.voided
GROUP BY 1
"""
BY_CASE = """
SELECT c.kind, c.request_kind,
       CASE WHEN u.outcome_on <= %(as_of)s THEN u.outcome ELSE 'pending' END, COUNT(*)
FROM casework_case c JOIN casework_unit u ON u.case_id = c.id
WHERE c.kind IN ('public_records', 'self_info') AND c.fiscal_year = %(year)s
  AND c.received_on <= %(as_of)s AND c.voided_on IS NULL
GROUP BY 1, 2, 3
"""
REFUSALS = """
SELECT CASE WHEN EXISTS (SELECT 1 FROM casework_decisionground g
                         WHERE g.decision_id = d.id AND g.is_exemption) THEN 'ground'
            WHEN EXISTS (SELECT 1 FROM casework_decisionground g
                         WHERE g.decision_id = d.id) THEN 'reason'
            ELSE 'neither' END, COUNT(*)
FROM casework_unit u JOIN casework_decision d ON d.unit_id = u.id
WHERE u.kind = 'public_records' AND u.fiscal_year = %(year)s
  AND u.received_on <= %(as_of)s AND NOT u.voided
  AND d.counts AND d.decided_on <= %(as_of)s
  AND d.outcome IN ('partial', 'non_disclosure')
GROUP BY 1
"""
TABLES = (OUTCOMES, GROUNDS, SESSIONS, ROWS_OF_FIGURES, APPEALS)
SECOND_PATH = (BY_CASE, REFUSALS)


def tables(year: int, as_of: date) -> Cells:
    """Return every number of T01 to T06 that is not 0, and the appeals.

    T32 is a price list of the packs; no database knows it.
    """
    cells: Cells = {}
    outcomes, grounds, sessions, figures, appeals = _ask(TABLES, year, as_of)
    for kind, request_kind, outcome, n in outcomes:
        if kind == "public_records":
            cells["T01", "count", outcome] = n
        elif request_kind == "disclosure":
            cells["T03", "count", outcome] = n
        else:
            cells["T04", request_kind, outcome] = n
    for ground, n in grounds:
        cells["T02", ground, "count"] = n
    for code, n in sessions:
        cells["T05", code, "board_sessions"] = n
    for key, value in figures:
        before = 0 if key in STOCKS else cells.get(FIGURES[key], 0)
        cells[FIGURES[key]] = before + value
    for against, n in appeals:
        cells["appeals", against, ""] = n
    return cells


def second_path(year: int, as_of: date) -> Cells:
    """Return the totals through the cases, and what the refusals rest on."""
    cells: Cells = {}
    by_case, refusals = _ask(SECOND_PATH, year, as_of)
    for kind, request_kind, outcome, n in by_case:
        cells[kind, request_kind, outcome] = n
    for rests_on, n in refusals:
        cells["refusals", rests_on, ""] = n
    return cells


def _ask(
    statements: Sequence[str], year: int, as_of: date
) -> Iterator[list[tuple[Any, ...]]]:
    values = {"year": year, "as_of": as_of}
    cursor = connection.connection.cursor()
    for statement in statements:
        if connection.vendor == "sqlite":
            statement = re.sub(r"%\((\w+)\)s", r":\1", statement)
        cursor.execute(statement, values)
        yield cursor.fetchall()
    cursor.close()
