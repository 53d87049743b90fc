"""From the files of this folder to a ``Calendar``."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ordinances.calendars.calendar import Calendar, build_calendar
from ordinances.pack_error import PackError
from ordinances.yaml_nodes import MappingNode, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ordinances.schema import ClosedDay

FOLDER = Path(__file__).parent


def load_calendar(closed_days: Iterable[ClosedDay] = ()) -> Calendar:
    """Return the calendar shipped with the product.

    Args:
        closed_days: closing days of the city's own, beside weekends, national
            holidays and the year-end closure.

    Returns:
        The calendar; the same object for the same days.

    Raises:
        PackError: a file of the calendar is not in order.
    """
    return _load(tuple(closed_days))


@cache
def _load(closed_days: tuple[ClosedDay, ...]) -> Calendar:
    node = read_yaml(FOLDER / "closed_days.yaml")
    holidays = node.mapping("holidays")
    covered_from = holidays.day("covered_from")
    covered_until = holidays.day("covered_until")
    days = tuple(_days(covered_from, covered_until))
    listed = _year_end_closure(node.mapping("year_end_closure"), days)
    listed |= read_holidays(FOLDER / "holidays_jp.csv")
    unlisted = _weekends(node, days)
    unlisted |= {closed.on: closed.name_ja for closed in closed_days}
    calendar = build_calendar(
        listed=listed,
        unlisted=unlisted,
        covered_from=covered_from,
        covered_until=covered_until,
        source=f"{node.text('source')}、{holidays.text('source')}",
        verified=node.flag("verified"),
    )
    for asked in (holidays, node):
        asked.done()
    return calendar


def read_holidays(path: Path) -> dict[date, str]:
    """Read a table of national holidays with the columns ``date,name``.

    Raises:
        PackError: a line is not a date and a name, or a date comes twice.
    """
    holidays: dict[date, str] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows, None)
        for line, row in enumerate(rows, start=2):
            on = _holiday(path, line, row)
            if on in holidays:
                raise PackError(
                    file=path,
                    line=line,
                    key="date",
                    found=f"{on.isoformat()} a second time",
                    expected="each day once",
                )
            holidays[on] = row[1]
    return holidays


def _holiday(path: Path, line: int, row: list[str]) -> date:
    try:
        text, name = row
        if name.strip():
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise PackError(
        file=path,
        line=line,
        found=",".join(row) or "an empty line",
        expected="a date like 2023-04-29 and a name",
    )


def _days(covered_from: date, covered_until: date) -> Iterator[date]:
    for offset in range((covered_until - covered_from).days):
        yield covered_from + timedelta(days=offset)


def _weekends(node: MappingNode, days: tuple[date, ...]) -> dict[date, str]:
    names: dict[int, str] = {}
    for row in node.mappings("weekend"):
        names[row.integer("weekday", at_least=0)] = row.text("name_ja")
        row.done()
    return {on: names[on.weekday()] for on in days if on.weekday() in names}


def _year_end_closure(node: MappingNode, days: tuple[date, ...]) -> dict[date, str]:
    """Take the days from ``first`` over the turn of the year to ``last``."""
    first, last = node.text("first"), node.text("last")
    name = node.text("name_ja")
    node.done()
    return {on: name for on in days if f"{on:%m-%d}" >= first or f"{on:%m-%d}" <= last}
