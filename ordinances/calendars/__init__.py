"""Closed days as data, and the calendar that answers in constant time.

``holidays_jp.csv`` lists the national holidays, ``closed_days.yaml`` says what
else is closed and which years are covered. Start with ``load_calendar``.
"""

from ordinances.calendars.calendar import Calendar, OutsideCalendar, build_calendar
from ordinances.calendars.reading import load_calendar

__all__ = ["Calendar", "OutsideCalendar", "build_calendar", "load_calendar"]
