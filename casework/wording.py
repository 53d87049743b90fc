"""How the kernel writes a day in a sentence for people."""

import re
from datetime import date, datetime

from django.utils.translation import get_language

from ordinances.wareki import format_date

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day(on: date) -> str:
    """Return a day as the active language writes it.

    Example:
        In Japanese 令和2年6月1日, in every other language 2020-06-01.
    """
    return format_date(on) if get_language() == "ja" else on.isoformat()


def plain(text: str) -> str:
    """Return a text of a report; a day in it is written as `day` does.

    Example:
        In Japanese 2020-06-01 becomes 令和2年6月1日; 窓口 stays 窓口.
    """
    return day(date.fromisoformat(text)) if _ISO_DAY.fullmatch(text) else text


def moment(at: datetime) -> str:
    """Return a day with its time, in the time zone `at` is given in."""
    return f"{day(at.date())} {at:%H:%M}"
