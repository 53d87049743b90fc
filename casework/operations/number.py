"""Give out case numbers: no gap, no double, per series and fiscal year."""

from django.db import connection
from django.db.models import Max

from casework.models import Case, Counter

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


def release(*, series: str, fiscal_year: int) -> int:
    """Let the next number follow the highest one that is held.

    After an import was taken back its numbers are free; those given out since
    stay. The counter is locked before the highest is looked up, so that nobody
    takes a number in between.

    Args:
        series: The number series of the pack.
        fiscal_year: The fiscal year.

    Returns:
        The highest number held, 0 for none.
    """
    counters = Counter.objects.filter(series=series, fiscal_year=fiscal_year)
    list(counters.select_for_update())
    held = Case.objects.filter(
        series=series, fiscal_year=fiscal_year, taken_back=False
    ).aggregate(Max("number"))
    highest = held["number__max"] or 0
    counters.update(last=highest)
    return highest
