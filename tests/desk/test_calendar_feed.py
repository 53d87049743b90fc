"""A calendar under a secret address: one's own dates, by number, to who knows it."""

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from audit.models import Entry
from casework.models import Bar, ClockState, Unit
from desk.models import CalendarFeed
from desk.operations.renew_calendar_feed import renew_calendar_feed
from offices.models import Staff
from tests.factories.cases import end, intake, make_unit
from tests.factories.cast import Cast, make_cast
from tests.factories.desk import NOW, take_up

pytestmark = pytest.mark.django_db

DUE = date(2020, 6, 15)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def unit(cast: Cast) -> Unit:
    facts = intake(requester="依頼 𠮷郎", subject="秘密の件名")
    return take_up(
        make_unit(facts), by=cast.records_officer, handler=cast.division_staff
    )


def feed_of(staff: Staff) -> str:
    return reverse("desk:feed", args=[renew_calendar_feed(by=staff, at=NOW)])


def events(content: bytes) -> list[tuple[str, date]]:
    calendar: Any = Calendar.from_ical(content)
    return [(str(e["summary"]), e["dtstart"].dt) for e in calendar.walk("VEVENT")]


def test_program_reads_the_dates_of_the_persons_units(cast: Cast, unit: Unit) -> None:
    make_unit()

    answer = Client().get(feed_of(cast.division_staff))

    assert answer["Content-Type"].startswith("text/calendar")
    found = events(answer.content)
    # the second unit has no handler: it is the whole division's
    assert (f"{unit.number_text} 決定期限", DUE) in found or any(
        name.startswith(unit.number_text) and on == DUE for name, on in found
    )
    text = answer.content.decode()
    assert "秘密" not in text
    assert "依頼" not in text
    assert text.count("BEGIN:VEVENT") == len(found) == 4


def test_nothing_is_told_of_units_that_are_not_ones_own(cast: Cast, unit: Unit) -> None:
    for staff in (cast.other_division_staff, cast.auditor, cast.records_officer):
        assert events(Client().get(feed_of(staff)).content) == []


def test_unit_goes_from_the_calendar_when_it_waits_no_more(
    cast: Cast, unit: Unit
) -> None:
    address = feed_of(cast.division_staff)
    before = events(Client().get(address).content)
    Unit.objects.update(clock_state=ClockState.SUSPENDED)
    suspended = events(Client().get(address).content)
    Unit.objects.update(clock_state=ClockState.RUNNING)
    end(unit, "full")

    assert len(before) == 2
    assert suspended == []
    assert events(Client().get(address).content) == []


def test_barred_person_reads_nothing(cast: Cast, unit: Unit) -> None:
    address = feed_of(cast.division_staff)
    Bar.objects.create(case=unit.case, staff=cast.division_staff, on=DUE, reason="除斥")

    assert events(Client().get(address).content) == []


def test_same_dates_are_the_same_bytes_and_need_not_be_sent_again(
    cast: Cast, unit: Unit
) -> None:
    address = feed_of(cast.division_staff)
    first = Client().get(address)
    again = Client().get(address, headers={"If-None-Match": first["ETag"]})
    weak = Client().get(address, headers={"If-None-Match": f'"x", W/{first["ETag"]}'})
    Unit.objects.update(due_on=date(2020, 6, 16))
    changed = Client().get(address, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert weak.status_code == 304
    assert changed.status_code == 200
    assert "private" in first["Cache-Control"]


def test_language_of_the_reader_changes_no_byte(cast: Cast, unit: Unit) -> None:
    address = feed_of(cast.division_staff)

    japanese = Client().get(address, headers={"Accept-Language": "ja"})
    english = Client().get(address, headers={"Accept-Language": "en"})

    assert japanese.content == english.content


def test_new_address_closes_the_one_before(cast: Cast, unit: Unit) -> None:
    old = feed_of(cast.division_staff)
    new = feed_of(cast.division_staff)

    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200
    acts = Entry.objects.filter(subject_key__startswith="calendar_feed")
    assert list(acts.order_by("pk").values_list("act", flat=True)) == [
        "renew_calendar_feed",
        "revoke_calendar_feed",
        "renew_calendar_feed",
    ]


def test_closed_account_closes_the_calendar(cast: Cast, unit: Unit) -> None:
    address = feed_of(cast.division_staff)
    Staff.objects.filter(pk=cast.division_staff.pk).update(is_active=False)

    assert Client().get(address).status_code == 404


def test_secret_is_shown_once_and_kept_nowhere(cast: Cast, client: Client) -> None:
    client.force_login(cast.division_staff)

    shown = client.post(reverse("desk:feed-renew")).content.decode()
    later = client.get(reverse("desk:reminders")).content.decode()

    [address] = re.findall(r"<code>([^<]+\.ics)</code>", shown)
    assert client.get(urlsplit(address).path).status_code == 200
    assert ".ics" not in later
    secret = address.rsplit("/", 1)[1].removesuffix(".ics")
    assert len(secret) >= 43
    feed = CalendarFeed.objects.get()
    assert secret not in f"{feed.digest} {feed.staff_id}"
    client.post(reverse("desk:feed-revoke"))
    assert client.get(urlsplit(address).path).status_code == 404


@pytest.mark.parametrize("secret", ["x", "𠮷", "a" * 5000, "%00", "..%2f"])
def test_wrong_secret_opens_nothing(cast: Cast, secret: str) -> None:
    assert Client().get(f"/calendar/feeds/{secret}.ics").status_code == 404


def test_dates_of_one_unit_are_a_file(cast: Cast, unit: Unit, client: Client) -> None:
    client.force_login(cast.auditor)

    answer = client.get(reverse("desk:unit-dates", args=[unit.pk]))

    assert [on for _name, on in events(answer.content)][-1] == DUE
    assert "attachment" in answer["Content-Disposition"]
    assert "秘密" not in answer.content.decode()


def test_every_line_is_short_and_ends_as_it_should(cast: Cast, unit: Unit) -> None:
    """RFC 5545: lines end with CRLF and have 75 bytes at most."""
    lines = Client().get(feed_of(cast.division_staff)).content.split(b"\r\n")

    assert max(len(line) for line in lines) <= 75
    assert not any(b"\n" in line for line in lines)
