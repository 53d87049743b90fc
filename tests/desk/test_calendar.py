"""The calendar: what is due in a month, by law and by the office's own dates."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from casework.models import Unit
from desk.calendar_page import CalendarPage, Day, calendar_page
from desk.views.asking import office_calendar
from offices.models import Staff
from tests.annual.reading import Page
from tests.desk.page_helpers import client_of, read, statements, stop_clock
from tests.factories.cases import end, intake, make_unit
from tests.factories.cast import make_cast, make_office

pytestmark = pytest.mark.django_db

TODAY = date(2020, 9, 10)
SEPTEMBER = "/calendar/?month=2020-09"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, TODAY)


@pytest.fixture
def officer() -> Client:
    return client_of(make_cast().records_officer)


def received(on: date, **facts: object) -> Unit:
    return make_unit(intake(received_on=on, **facts))  # type: ignore[arg-type]  # the builder's own names


def sheet(
    first: date = date(2020, 9, 1), login: str = "records_officer"
) -> CalendarPage:
    staff = Staff.objects.get(login=login)
    return calendar_page(first, staff=staff, on=TODAY, calendar=office_calendar())


def day_of(page: CalendarPage, on: date) -> Day:
    (found,) = [day for week in page.weeks for day in week if day.on == on]
    return found


@pytest.mark.parametrize(
    ("first", "starts", "ends", "weeks"),
    [
        (date(2020, 9, 1), date(2020, 8, 30), date(2020, 10, 3), 5),
        (date(2015, 2, 1), date(2015, 2, 1), date(2015, 2, 28), 4),
        (date(2020, 8, 1), date(2020, 7, 26), date(2020, 9, 5), 6),
        (date(2020, 12, 1), date(2020, 11, 29), date(2021, 1, 2), 5),
    ],
)
def test_sheet_holds_the_whole_weeks_of_a_month(
    officer: Client, first: date, starts: date, ends: date, weeks: int
) -> None:
    page = sheet(first)
    days = [day.on for week in page.weeks for day in week]

    assert days == [starts + timedelta(days=n) for n in range(7 * weeks)]
    assert days[-1] == ends
    assert {len(week) for week in page.weeks} == {7}


def test_every_day_of_every_month_stands_once(officer: Client) -> None:
    first = date(2019, 1, 1)
    for _ in range(48):
        page = sheet(first)
        inside = [d.on for week in page.weeks for d in week if d.is_in_month]
        assert inside == [first + timedelta(days=n) for n in range(len(inside))]
        assert inside[-1] + timedelta(days=1) == page.after
        assert sheet(page.after).before == first
        first = page.after


def test_day_shows_what_is_due_by_law_and_nothing_that_has_ended(
    officer: Client,
) -> None:
    unit = received(date(2020, 9, 1), subject="道路台帳")
    end(received(date(2020, 9, 1)), "full")
    suspended = received(date(2020, 9, 1))
    Unit.objects.filter(pk=suspended.pk).update(clock_state="suspended")
    assert unit.due_on == date(2020, 9, 15)

    day = day_of(sheet(), date(2020, 9, 15))

    assert [due.unit for due in day.legal] == [unit]
    assert sheet().n_legal == 1
    page = read(officer, SEPTEMBER)
    assert (f"/units/{unit.pk}/", unit.number_text) in page.links
    assert ("#day-2020-09-15", "1 due") in page.links
    assert "道路台帳" in page.text


def test_internal_date_stands_beside_the_legal_one(officer: Client) -> None:
    unit = received(date(2020, 9, 1))

    page = sheet()

    internal = [(d.on, due) for d in page.busy for due in d.internal]
    ((on, due),) = internal
    assert due.internal is not None
    assert due.internal.on == on < date(2020, 9, 15)
    assert due.unit == unit
    assert "internal" in read(officer, SEPTEMBER).text


def test_month_knows_the_internal_dates_of_the_next(officer: Client) -> None:
    unit = received(date(2020, 9, 20))
    assert unit.due_on is not None
    assert unit.due_on.month == 10

    in_september = [due.unit for day in sheet().busy for due in day.internal]

    assert in_september == [unit]
    assert sheet().n_legal == 0


def test_closed_days_say_why(officer: Client) -> None:
    page = sheet()

    assert day_of(page, date(2020, 9, 21)).name == "敬老の日"
    assert day_of(page, date(2020, 9, 21)).is_closed is True
    assert day_of(page, date(2020, 9, 20)).is_closed is True
    assert day_of(page, date(2020, 9, 20)).name == ""
    assert day_of(page, date(2020, 9, 23)).is_closed is False


def test_month_beyond_the_table_of_holidays_is_shown(officer: Client) -> None:
    page = sheet(date(2999, 1, 1))

    assert day_of(page, date(2999, 1, 15)).is_closed is None
    assert officer.get("/calendar/?month=2999-12").status_code == 200


def test_end_of_the_table_is_told_a_year_before(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sheet().ends_on is None
    last_day = office_calendar().covered_until - timedelta(days=1)

    stop_clock(monkeypatch, last_day - timedelta(days=365))

    later = client_of(Staff.objects.get(login="records_officer"))
    assert "Thetableofholidaysends" in read(later, "/calendar/").text


def test_full_day_is_marked_and_leads_to_the_list(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk.calendar_page.MOST_OF_A_DAY", 3)
    for _ in range(10):
        received(date(2020, 9, 1))

    day = day_of(sheet(), date(2020, 9, 15))
    page = read(officer, SEPTEMBER)

    assert day.load == "full"
    (more,) = [href for href, text in page.links if "Show all 10" in text]
    listed = Page(officer.get(more).content.decode())
    assert len([row for row in listed.rows if "号" in row[0]]) == 10


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", "2020-09"),
        ("?month=2020-11", "2020-11"),
        ("?month=2020-13", "2020-09"),
        ("?month=9999-12", "2020-09"),
        ("?month=x", "2020-09"),
    ],
)
def test_address_names_the_month(officer: Client, query: str, shown: str) -> None:
    answer = officer.get(f"/calendar/{query}").content.decode()

    heading = re.search(r"<h1>(.*?)</h1>", answer, re.DOTALL)
    assert heading is not None
    assert shown in heading[1]


def test_division_sees_its_own_dates_and_statistics_no_subject(
    officer: Client,
) -> None:
    office = make_office()
    received(date(2020, 9, 1), subject="総務の件")
    received(date(2020, 9, 1), subject="道路の件", division=office.roads)

    division = client_of(Staff.objects.get(login="division_staff"))
    statistics = client_of(Staff.objects.get(login="statistics_manager"))

    assert sheet(login="division_staff").n_legal == 1
    assert "道路の件" not in read(division, SEPTEMBER).text
    assert sheet(login="statistics_manager").n_legal == 2
    assert "の件" not in read(statistics, SEPTEMBER).text


def test_statements_do_not_grow_with_the_units(officer: Client) -> None:
    received(date(2020, 9, 1))
    with statements() as few:
        read(officer, SEPTEMBER)
    for _ in range(30):
        received(date(2020, 9, 2))

    with statements() as many:
        read(officer, SEPTEMBER)

    assert len(few) == len(many) <= 6
