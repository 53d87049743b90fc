"""Dates as an iCalendar: numbers and days, no subject and no person."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from casework.wording import day
from desk.reminders.dates import Dated

CONTENT_TYPE = "text/calendar; charset=utf-8"
# how often a program should look: twice a day
REFRESH = "PT12H"


def calendar_of(dates: Iterable[Dated], *, name: str) -> bytes:
    """Write dates as all-day events; the same dates give the same bytes.

    Args:
        dates: In the order in which they are written.
        name: What the calendar is called.

    Returns:
        The file.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Hiroba//Due dates//JA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-published-ttl", REFRESH)
    for found in dates:
        calendar.add_component(_event(found))
    return bytes(calendar.to_ical())


def _event(found: Dated) -> Event:
    unit, event = found.unit, Event()
    key = found.what.replace(":", "-")
    event.add("uid", f"unit-{unit.pk}-{key}@{_host()}")
    # when a date was written down is not known to a calendar: the receipt stands in
    event.add("dtstamp", datetime.combine(unit.received_on, time(), tzinfo=UTC))
    event.add("dtstart", found.on)
    event.add("dtend", found.on + timedelta(days=1))
    event.add("summary", f"{unit.number_text} {found.label}")
    text = _("%(label)s: %(day)s") % {"label": found.label, "day": day(found.on)}
    event.add("description", text)
    event.add("transp", "TRANSPARENT")
    if settings.SITE_ADDRESS:
        address = settings.SITE_ADDRESS + reverse("desk:unit", args=[unit.pk])
        event.add("url", address)
    return event


def _host() -> str:
    return settings.SITE_ADDRESS.rpartition("//")[2].partition("/")[0] or "hiroba"
