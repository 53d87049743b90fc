"""How the kernel writes a day in a sentence for people."""

from datetime import date

from django.utils.translation import get_language

from ordinances.wareki import format_date


def day(on: date) -> str:
    """Return a day as the active language writes it.

    Example:
        In Japanese 令和2年6月1日, in every other language 2020-06-01.
    """
    return format_date(on) if get_language() == "ja" else on.isoformat()
