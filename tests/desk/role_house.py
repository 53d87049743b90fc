"""Reminders, calendars and the addresses of monitoring, by role.

The calendar of a secret address opens to whoever knows it, also without a session:
a calendar program has none. The tests ask from the machine itself, which may read
the figures; who may not is told in `tests/config/watch`.
"""

from desk.operations.renew_calendar_feed import renew_calendar_feed
from tests.factories.cases import AT
from tests.factories.cast import Cast

LINES = """
healthz              -              GET     o  o  o  o  o  o  o  o  o  o  o  o  o
healthz              -              POST    m  m  m  m  m  m  m  m  m  m  m  m  m
readyz               -              GET     o  o  o  o  o  o  o  o  o  o  o  o  o
readyz               -              POST    m  m  m  m  m  m  m  m  m  m  m  m  m
metrics              -              GET     o  o  o  o  o  o  o  o  o  o  o  o  o
metrics              -              POST    m  m  m  m  m  m  m  m  m  m  m  m  m
desk:reminders       -              GET     o  o  o  o  o  o  o  o  o  o  o  s  s
desk:reminders       -              POST    r  r  r  r  r  r  r  r  r  r  r  s  s
desk:feed-renew      -              GET     m  m  m  m  m  m  m  m  m  m  m  s  s
desk:feed-renew      -              POST    o  o  o  o  o  o  o  o  o  o  o  s  s
desk:feed-revoke     -              GET     m  m  m  m  m  m  m  m  m  m  m  s  s
desk:feed-revoke     -              POST    r  r  r  r  r  r  r  r  r  r  r  s  s
desk:feed            officers_feed  GET     o  o  o  o  o  o  o  o  o  o  o  o  o
desk:feed            officers_feed  POST    m  m  m  m  m  m  m  m  m  m  m  m  m
desk:feed            missing        GET     x  x  x  x  x  x  x  x  x  x  x  x  x
desk:unit-dates      own_request    GET     o  o  x  o  x  x  x  o  o  x  x  s  s
desk:unit-dates      other_request  GET     o  x  o  x  x  x  x  o  o  x  x  s  s
desk:unit-dates      own_personal   GET     o  o  x  o  x  x  x  o  o  x  x  s  s
desk:unit-dates      shared_own     GET     o  o  x  o  x  x  x  o  o  x  x  s  s
desk:unit-dates      appeal         GET     o  x  x  x  o  x  o  o  o  x  x  s  s
desk:unit-dates      missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
desk:unit-dates      own_request    POST    m  m  m  m  m  m  m  m  m  m  m  s  s
"""
OF_UNIT = frozenset({"unit-dates"})
NAMES = frozenset({"feed"})
MAILS = {"address": "me@example.invalid", "wants_mails": "on"}
_secrets: dict[str, str] = {}


def make_house(cast: Cast) -> None:
    """Open the calendar of the records officer."""
    secret = renew_calendar_feed(by=cast.records_officer, at=AT)
    _secrets["officers_feed"] = secret


def parameters(name: str, thing: str) -> dict[str, str | int]:
    """Return the parts of an address."""
    assert name == "feed"
    return {"secret": _secrets.get(thing, "nowhere")}
