"""Give out case numbers: no gap, no double, per series and fiscal year."""

from django.db import connection

TABLE = "casework_counter"

TAKE = f"""
INSERT INTO {TABLE} (series, fiscal_year, last) VALUES (%s, %s, 1)
ON CONFLICT (series, fiscal_year) DO UPDATE SET last = {TABLE}.last + 1
RETURNING last
"""  # noqa: S608 - the table name is a constant, the values are parameters

LIFT = f"""
INSERT INTO {TABLE} (series, fiscal_year, last) VALUES (%s, %s, %s)
ON CONFLICT (series, fiscal_year) DO UPDATE
SET last = excluded.last WHERE {TABLE}.last < excluded.last
"""  # noqa: S608 - as above


def take(*, series: str, fiscal_year: int) -> int:
    """Return the next number.

    One upsert, so that two takers wait for each other; call it as late as
    possible in the transaction. Rolled back, the number is free again.

    Args:
        series: The number series of the pack.
        fiscal_year: The year of the receipt day, April to March.

    Returns:
        The number, from 1.
    """
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [series, fiscal_year])
        return int(cursor.fetchone()[0])


def lift(*, series: str, fiscal_year: int, number: int) -> None:
    """Make sure that numbers given out later are higher than a given one.

    Args:
        series: The number series of the pack.
        fiscal_year: The fiscal year of the number.
        number: A number that came from outside, such as a ledger's.
    """
    with connection.cursor() as cursor:
        cursor.execute(LIFT, [series, fiscal_year, number])
