"""The same list by hand: token check, keyset and JSON, nothing between."""

import hashlib
import json
import threading
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

from django.db import connections

HERE = "/raw/"
ROWS = 50
NAMES = (
    "id",
    "case",
    "number_text",
    "kind",
    "regime",
    "request_kind",
    "fiscal_year",
    "number",
    "branch",
    "organ",
    "division",
    "division_name",
    "phase",
    "received_on",
    "due_on",
    "clock_state",
    "outcome",
    "outcome_on",
    "voided",
    "version",
    "subject",
    "handler",
    "requester",
)
WHO = """
SELECT s.id FROM offices_accesstoken t JOIN offices_staff s ON s.id = t.staff_id
WHERE t.digest = {0} AND t.revoked_at IS NULL AND s.is_active
"""
LIST = """
SELECT u.id, u.case_id, c.number_text, u.kind, u.regime, u.request_kind,
  u.fiscal_year, u.number, u.branch, o.code, d.code, d.name, u.phase,
  u.received_on, u.due_on, u.clock_state, u.outcome, u.outcome_on, u.voided,
  u.version, COALESCE(NULLIF(u.subject, ''), c.subject), h.name,
  (SELECT p.name FROM casework_party p WHERE p.case_id = u.case_id
   AND p.role IN ('requester', 'appellant') ORDER BY p.id LIMIT 1)
FROM casework_unit u
JOIN casework_case c ON c.id = u.case_id
LEFT JOIN offices_organ o ON o.id = u.organ_id
LEFT JOIN offices_division d ON d.id = u.division_id
LEFT JOIN offices_staff h ON h.id = u.handler_id
WHERE u.id > {0} ORDER BY u.id LIMIT {0}
"""
Start = Callable[[str, list[tuple[str, str]]], object]
_of_thread = threading.local()


def application(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """Answer one page of units to whoever shows a token."""
    cursor, mark = _cursor()
    secret = environ.get("HTTP_AUTHORIZATION", "").removeprefix("Bearer ")
    digest = hashlib.sha256(secret.encode()).hexdigest()
    cursor.execute(WHO.format(mark), (digest,))
    if cursor.fetchone() is None:
        start("401 Unauthorized", [("Content-Length", "0")])
        return [b""]
    after = int(parse_qs(environ["QUERY_STRING"]).get("after", ["0"])[0])
    cursor.execute(LIST.format(mark), (after, ROWS + 1))
    rows = cursor.fetchall()
    shown = [dict(zip(NAMES, row, strict=True)) for row in rows[:ROWS]]
    following = shown[-1]["id"] if len(rows) > ROWS else None
    body = json.dumps(
        {"results": shown, "next": following},
        ensure_ascii=False,
        separators=(",", ":"),
        default=str,
    ).encode()
    headers = [
        ("Content-Type", "application/json"),
        ("Content-Length", str(len(body))),
    ]
    start("200 OK", headers)
    return [body]


def _cursor() -> tuple[Any, str]:
    """Return the driver's own cursor of this thread, and its parameter mark."""
    if not hasattr(_of_thread, "cursor"):
        # a connection of its own, which Django does not close after a request
        connection = _of_thread.connection = connections["default"].copy()
        connection.ensure_connection()
        assert connection.connection is not None
        _of_thread.cursor = connection.connection.cursor()
        _of_thread.mark = "%s" if connection.vendor == "postgresql" else "?"
    return _of_thread.cursor, _of_thread.mark
