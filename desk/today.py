"""The one place where pages read the clock."""

from datetime import date

from django.utils.timezone import localdate  # noqa: TID251 - pages read the clock


def today() -> date:
    """Return the civil day in the office's time zone."""
    return localdate()
