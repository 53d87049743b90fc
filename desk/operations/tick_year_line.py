"""Tick a line of the turn of the year, or take the tick away."""

from datetime import datetime

from django.db import transaction

from audit import trail
from desk.models import YearTick
from offices.models import Staff

STREAM = "turn_of_year"


@transaction.atomic
def tick_year_line(
    *, fiscal_year: int, line: str, done: bool, by: Staff, at: datetime
) -> YearTick | None:
    """Keep who said that a line is done, and when; the trail keeps both ways.

    Ticked again by somebody else it stays the first person's. Writes or removes the
    tick, and one trail entry where something changed.

    Args:
        fiscal_year: The year that begins.
        line: A code of the checklist.
        done: Whether it is done; false takes the tick away.
        by: Who says so.
        at: When.

    Returns:
        The tick, None where there is none now.
    """
    ticks = YearTick.objects.select_for_update().filter(
        fiscal_year=fiscal_year, line=line
    )
    if done:
        tick, changed = ticks.get_or_create(
            fiscal_year=fiscal_year, line=line, defaults={"staff": by, "at": at}
        )
    else:
        tick, changed = None, ticks.delete()[0] > 0
    if changed:
        trail.record(
            stream=STREAM,
            act="tick_year_line",
            subject=f"year:{fiscal_year}",
            by=by.as_actor(),
            at=at,
            facts={"line": line, "done": done},
        )
    return tick
