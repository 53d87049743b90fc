"""What must not be destroyed, what is carried over, the turn of the year."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.test import Client

from appeals.models import Appeal
from audit.models import Entry
from casework.models import Unit
from desk.models import YearTick
from desk.spring.retention import Kept, Why, kept_rows
from desk.spring.turn_of_year import Turn, checklist, turn_on
from offices.models import Absence, Division, Grant, Rank, Role
from ordinances.calendars import load_calendar
from tests.desk.page_helpers import client_of, statements, stop_clock
from tests.factories.cases import end, intake, make_unit
from tests.factories.cast import SINCE, Cast, make_cast, make_staff
from tests.factories.course import find

pytestmark = pytest.mark.django_db

TODAY = date(2021, 2, 15)
CALENDAR = load_calendar()


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Cast:
    stop_clock(monkeypatch, TODAY)
    return make_cast()


def kept(cast: Cast, on: date = TODAY) -> dict[int, Kept]:
    rows = kept_rows(cast.records_officer, on=on, today=TODAY, calendar=CALENDAR)
    return {row.unit.pk: row.kept for row in rows}


def test_record_asked_for_is_kept_while_the_request_is_open(cast: Cast) -> None:
    unit = make_unit()
    find(unit, by=cast.records_officer, n=2)

    rows = kept_rows(cast.records_officer, on=TODAY, today=TODAY, calendar=CALENDAR)

    assert [(row.title, row.kept.why) for row in rows] == [
        ("文書その1", (Why.REQUEST,)),
        ("文書その2", (Why.REQUEST,)),
    ]
    assert kept(cast, date(2020, 5, 31)) == {}


def test_without_an_arrival_one_year_from_the_decision(cast: Cast) -> None:
    # decided on Wednesday 10 June 2020: the year ends on Thursday 10 June 2021
    unit = end(make_unit(), "non_disclosure", on=date(2020, 6, 10))
    until = date(2021, 6, 10)

    assert kept(cast)[unit.pk] == Kept((Why.PERIOD,), until, is_from_arrival=False)
    assert unit.pk in kept(cast, until)
    assert unit.pk not in kept(cast, date(2021, 6, 11))
    # as of a day before the decision it was asked for
    assert kept(cast, date(2020, 6, 9))[unit.pk].why == (Why.REQUEST,)


def test_from_the_arrival_three_months(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = end(make_unit(), "non_disclosure", on=date(2020, 6, 10))
    key = unit.decisions.get().pk
    # 12 June, three months from the 13th: 12 September is a Saturday
    monkeypatch.setattr(
        "desk.spring.retention.arrivals_of", lambda _found: {key: date(2020, 6, 12)}
    )

    assert kept(cast, date(2020, 9, 14))[unit.pk] == Kept(
        (Why.PERIOD,), date(2020, 9, 14), is_from_arrival=True
    )
    assert unit.pk not in kept(cast, date(2020, 9, 15))


def test_withdrawn_request_keeps_nothing(cast: Cast) -> None:
    unit = end(make_unit(), "withdrawn", on=date(2020, 6, 10))

    assert unit.pk not in kept(cast)


def contested(unit: Unit) -> Unit:
    appeal = make_unit(
        intake(kind="appeal", request_kind="appeal", received_on=date(2020, 7, 1))
    )
    Appeal.objects.create(case=appeal.case, against="public_records", unit=unit)
    return appeal


def test_record_under_appeal_is_kept_beyond_the_period(cast: Cast) -> None:
    unit = end(make_unit(), "non_disclosure", on=date(2020, 6, 10))
    appeal = contested(unit)
    late = date(2022, 3, 1)

    assert kept(cast)[unit.pk].why == (Why.APPEAL, Why.PERIOD)
    assert kept(cast, late)[unit.pk].why == (Why.APPEAL,)
    end(appeal, "dismissed", on=date(2020, 12, 1))
    assert unit.pk not in kept(cast, late)
    assert kept(cast, date(2020, 11, 30))[unit.pk].why == (Why.APPEAL, Why.PERIOD)


def test_division_sees_its_own_and_statements_do_not_grow(cast: Cast) -> None:
    mine = make_unit(intake(division=cast.office.general_affairs))
    make_unit(intake(division=cast.office.roads))
    client = client_of(cast.division_staff)
    with statements() as few:
        text = client.get("/retention/").content.decode()
    assert mine.number_text in text
    assert "道路課" not in text
    for _n in range(6):
        find(
            make_unit(intake(division=cast.office.general_affairs)),
            by=cast.records_officer,
        )
    client.get("/retention/")
    with statements() as many:
        client.get("/retention/")
    assert len(many) <= len(few)


def test_titles_are_not_for_who_counts(cast: Cast) -> None:
    find(make_unit(), by=cast.records_officer)

    client = client_of(cast.auditor)

    assert "文書その1" not in client.get("/retention/").content.decode()
    file = client.get("/retention/list.csv").getvalue()
    assert "文書その1" not in file.decode()


def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    text = answer.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def test_files_say_what_the_pages_say(cast: Cast) -> None:
    unit = make_unit()
    find(unit, by=cast.records_officer)
    client = client_of(cast.records_officer)

    (row,) = rows_of(client, "/retention/list.csv")
    assert row["Number"] == unit.number_text
    assert row["Title of the record"] == "文書その1"
    assert row["Why it is kept"] == "Under request"
    (row,) = rows_of(client, "/carry-over/list.csv")
    assert (row["Number"], row["Received on"]) == (unit.number_text, "2020-06-01")
    assert Entry.objects.filter(act="export_list").count() == 2
    assert client.get("/carry-over/list.xlsx").status_code == 200


def test_carry_over_is_what_was_open_on_the_day(cast: Cast) -> None:
    older = make_unit(intake(received_on=date(2019, 6, 3)))
    ended = end(make_unit(), "full", on=date(2021, 4, 5))
    gone = end(make_unit(), "full", on=date(2021, 3, 31))
    later = make_unit(intake(received_on=date(2021, 4, 1)))
    client = client_of(cast.records_officer)

    rows = rows_of(client, "/carry-over/list.csv?fiscal_year=2020&on=R3.3.31")

    found = [row["Number"] for row in rows]
    assert found == [older.number_text, ended.number_text]
    assert gone.number_text not in found
    assert later.number_text not in found


@pytest.mark.parametrize("address", ["/retention/?on=x", "/carry-over/?on=x"])
def test_unreadable_day_is_said(cast: Cast, address: str) -> None:
    client = client_of(cast.records_officer)

    assert 'value="x"' in client.get(address).content.decode()
    name, query = address.split("?")
    assert client.get(f"{name}list.csv?{query}")["Location"] == address


def todo(line: str, on: date = TODAY) -> list[str]:
    turn = Turn(turn_on(on), on, CALENDAR)
    (found,) = [one for one in checklist(turn) if one.code == line]
    return list(found.finding.todo)


def test_year_that_is_prepared() -> None:
    assert turn_on(date(2021, 3, 31)) == 2021
    assert turn_on(date(2021, 4, 1)) == 2021
    assert turn_on(date(2021, 6, 30)) == 2021
    assert turn_on(date(2021, 7, 1)) == 2022


def test_divisions_that_end(cast: Cast) -> None:
    assert todo("divisions") == []
    make_unit(intake(division=cast.office.roads))
    Division.objects.filter(pk=cast.office.roads.pk).update(
        valid_until=date(2021, 4, 1)
    )
    assert todo("divisions") == ["道路課は後継の課がないまま終わります。処理中の件 1件"]
    Division.objects.filter(pk=cast.office.roads.pk).update(
        successor=cast.office.general_affairs
    )
    assert todo("divisions") == ["道路課は総務課になります。引き継ぐ処理中の件 1件"]


def test_rights_terms_and_leavers(cast: Cast) -> None:
    unit = make_unit()
    Unit.objects.filter(pk=unit.pk).update(handler=cast.division_staff)
    assert (todo("grants"), todo("terms"), todo("leavers")) == ([], [], [])

    Grant.objects.filter(staff__in=[cast.division_staff, cast.board_member]).update(
        valid_until=date(2021, 4, 1)
    )

    assert todo("grants") == [f"division_staff 氏: {Role.DIVISION_STAFF.label}"]
    assert todo("terms") == ["board_member 氏"]
    assert todo("leavers") == ["division_staff 氏：処理中の件 1件"]


def test_approvers_of_every_rank(cast: Cast) -> None:
    # 総務課 has the head of its department, 道路課 nobody; the pack wants both ranks
    ranks = f"{Rank.DIVISION_HEAD.label}、{Rank.DEPARTMENT_HEAD.label}"
    assert todo("approvers") == [f"道路課: {ranks}"]
    head = make_staff("head")
    Grant.objects.create(
        staff=head,
        role=Role.APPROVER,
        rank=Rank.ORGAN_HEAD,
        organ=cast.office.mayor,
        valid_from=SINCE,
        reason="test",
    )
    assert todo("approvers") == []


def test_deputies(cast: Cast) -> None:
    assert todo("deputies") == []
    absence = Absence.objects.create(staff=cast.approver, absent_from=date(2021, 3, 20))
    assert todo("deputies") == ["approver 氏"]
    absence.deputy = cast.records_officer
    absence.save()
    assert todo("deputies") == []


def test_numbers_calendar_and_names(cast: Cast) -> None:
    assert todo("numbers") == []
    make_unit(intake(received_on=date(2021, 4, 2)))
    assert todo("numbers", date(2021, 4, 2)) == []
    Unit.objects.filter(fiscal_year=2021).get().case.__class__.objects.filter(
        fiscal_year=2021
    ).update(number=3)
    (text,) = todo("numbers", date(2021, 4, 2))
    assert "第3号" in text
    assert todo("calendar") == []
    assert todo("calendar", date(2027, 2, 1)) != []
    assert todo("organs") == [] or all("“" in text for text in todo("organs"))


def test_tick_is_kept_with_who_and_taken_away(cast: Cast) -> None:
    client = client_of(cast.records_officer)
    send = {"line": "organs", "done": "1"}

    client.post("/turn-of-year/", send)
    client_of(cast.sysadmin).post("/turn-of-year/", send)

    tick = YearTick.objects.get()
    assert (tick.fiscal_year, tick.line) == (2021, "organs")
    assert tick.staff == cast.records_officer
    assert "Done: records_officer 氏" in client.get("/turn-of-year/").content.decode()
    client.post("/turn-of-year/", {"line": "organs", "done": "0"})
    assert not YearTick.objects.exists()
    told = Entry.objects.filter(act="tick_year_line").order_by("id")
    assert [entry.facts["done"] for entry in told] == [True, False]
    assert client.post("/turn-of-year/", {"line": "nothing"}).status_code == 404
