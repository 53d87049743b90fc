"""The order of the queue as one number the database keeps itself.

A list that is cut by keys walks an index; a rank that is computed while reading
would have to be sorted. The columns are generated: nobody writes them, so they
cannot disagree with the clock.

The number is the rank times `STEP` plus the day: due date unknown, then by due
date, suspended ones after them, the ended ones last and of those the latest
first, void numbers at the end.
"""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, Func, Q, Value, When
from django.db.models.functions import Coalesce

STEP = 10_000_000
# behind every day a calendar knows
NO_DAY = STEP - 1
UNKNOWN, DATED, SUSPENDED, ENDED, VOID = (rank * STEP for rank in range(5))


class DayNumber(Func):
    """The number of a day as `date.toordinal` counts, on either engine."""

    output_field = models.IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """SQLite keeps days as text."""
        template = "(CAST(julianday(%(expressions)s) - 1721424.5 AS INTEGER))"
        return self.as_sql(compiler, connection, template=template, **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """PostgreSQL counts days between dates."""
        template = "(%(expressions)s - DATE '0001-01-01' + 1)"
        return self.as_sql(compiler, connection, template=template, **extra)


def queue_order() -> Case:
    """Return the place of a unit in the queue."""
    due = Coalesce(DayNumber("due_on"), Value(NO_DAY))
    return Case(
        When(voided=True, then=Value(VOID)),
        When(
            outcome_on__isnull=False,
            then=Value(ENDED + NO_DAY) - DayNumber("outcome_on"),
        ),
        When(clock_state="unknown", then=Value(UNKNOWN)),
        When(clock_state="suspended", then=Value(SUSPENDED) + due),
        default=Value(DATED) + due,
        output_field=models.IntegerField(),
    )


def outcome_order() -> Coalesce:
    """Return the day of the outcome as a number; 0 while pending."""
    return Coalesce(
        DayNumber("outcome_on"), Value(0), output_field=models.IntegerField()
    )


def is_open() -> Q:
    """Return the condition for what waits, in the words of the index."""
    return Q(queue_order__lt=ENDED)


def is_dated(first: date | None = None, last: date | None = None) -> Q:
    """Return the condition for what runs and is due between two days, included."""
    lowest = DATED + (first.toordinal() if first else 0)
    highest = DATED + (last.toordinal() if last else NO_DAY - 1)
    return Q(queue_order__gte=lowest, queue_order__lte=highest)


def is_suspended() -> Q:
    """Return the condition for what waits while its clock stands."""
    return Q(queue_order__gte=SUSPENDED, queue_order__lt=ENDED)


def is_unknown() -> Q:
    """Return the condition for what waits without a due date that is known."""
    return Q(queue_order__lt=DATED)
