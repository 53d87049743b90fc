"""The lock between who computes due dates and who changes the closed days.

Whoever writes a due date shares it until the end of the transaction; a change of
the closed days has it alone. So no unit is dated by the old days after a change
looked at all of them. SQLite locks the whole file when a transaction begins.
"""

from django.db import connection

KEY = 0x68697262


def share_calendar() -> None:
    """Wait for a change of the closed days; let none in until the end."""
    _take("pg_advisory_xact_lock_shared")


def hold_calendar() -> None:
    """Wait for everybody who computes due dates; let nobody in until the end."""
    _take("pg_advisory_xact_lock")


def _take(function: str) -> None:
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [KEY])
