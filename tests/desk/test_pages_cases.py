"""The list of units: who sees what, how it is narrowed, sorted and counted."""

from datetime import date

import pytest
from django.test import Client

from casework.models import ClockEvent, Party, Unit
from casework.operations import clock
from desk.models import Preference
from ordinances.periods import Event
from tests.desk.page_helpers import client_of, numbers, read, statements, stop_clock
from tests.factories.cases import AT, end, intake, make_branch, make_unit, numbered
from tests.factories.cast import CLERK, Cast, make_cast

pytestmark = pytest.mark.django_db

TODAY = date(2020, 6, 15)
NAME = "架空花子"
SUBJECT = "秘密の橋の図面"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, TODAY)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def officer(cast: Cast) -> Client:
    return client_of(cast.records_officer)


def unit(number: int, **facts: object) -> Unit:
    return make_unit(numbered(intake(**facts), number))  # type: ignore[arg-type]  # named as there


def void(found: Unit) -> None:
    """Mark a number as void, as a later act will."""
    case = found.case
    case.voided_on, case.void_reason = TODAY, "二重に登録"
    case.save(update_fields=["voided_on", "void_reason"])
    Unit.objects.filter(pk=found.pk).update(voided=True)


def test_list_takes_as_many_statements_for_thirty_rows_as_for_one(
    officer: Client,
) -> None:
    unit(1, requester=NAME)
    with statements() as few:
        read(officer, "/cases/")
    for number in range(2, 31):
        unit(number, requester=NAME)

    with statements() as many:
        page = read(officer, "/cases/")

    assert len(numbers(page)) == 30
    assert len(few) == len(many) <= 7


def test_list_shows_requester_and_subject_to_the_records_officer(
    officer: Client,
) -> None:
    unit(1, requester=NAME, subject=SUBJECT)

    page = read(officer, "/cases/")

    (row,) = [row for row in page.rows if "号" in row[0]]
    assert NAME in row
    assert SUBJECT in row


def test_list_hides_the_requester_from_the_division(cast: Cast) -> None:
    unit(1, requester=NAME, subject=SUBJECT)

    answer = client_of(cast.division_staff).get("/cases/")

    html = answer.content.decode()
    assert SUBJECT in html
    assert NAME not in html
    assert "Not shown to your role: Requester" in html


@pytest.mark.parametrize("person", ["statistics_manager", "auditor"])
def test_list_shows_only_the_row_to_those_who_count(cast: Cast, person: str) -> None:
    unit(1, requester=NAME, subject=SUBJECT)

    html = client_of(getattr(cast, person)).get("/cases/").content.decode()

    assert "令和2年度 第1号" in html
    assert NAME not in html
    assert SUBJECT not in html


def test_list_leaves_out_the_units_of_other_divisions(cast: Cast) -> None:
    unit(1)
    unit(2, division=cast.office.roads)

    page = read(client_of(cast.division_staff), "/cases/")

    assert [n.split(" Disclosure")[0] for n in numbers(page)] == ["令和2年度 第1号"]


@pytest.mark.parametrize("person", ["sysadmin", "stranger"])
def test_list_is_not_there_for_those_without_cases(cast: Cast, person: str) -> None:
    unit(1, subject=SUBJECT)

    answer = client_of(getattr(cast, person)).get("/cases/")

    assert answer.status_code == 404
    assert SUBJECT not in answer.content.decode()


@pytest.fixture
def five(cast: Cast) -> None:
    """Five units; each filter below finds some of them and not all."""
    office = cast.office
    end(unit(1, received_on=date(2020, 4, 1)), "full", on=date(2020, 4, 10))
    unit(2, received_on=date(2020, 5, 20))  # due 3 June, overdue
    unit(3, received_on=date(2020, 6, 1))  # due on the 15th, today
    unit(4, received_on=date(2020, 6, 8), division=office.roads)  # due on the 22nd
    unit(5, received_on=date(2019, 5, 1), organ=office.board_of_education)


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"1", "2", "3", "4", "5"}),
        ("due=overdue", {"2", "5"}),
        ("due=today", {"3"}),
        ("due=week", {"4"}),
        ("due=suspended", set()),
        ("due=unknown", set()),
        ("state=open", {"2", "3", "4", "5"}),
        ("state=received", {"2", "3", "4", "5"}),
        ("state=decided", {"1"}),
        ("state=closed", set()),
        ("outcome=full", {"1"}),
        ("outcome=pending", {"2", "3", "4", "5"}),
        ("kind=public_records", {"1", "2", "3", "4", "5"}),
        ("kind=self_info", set()),
        ("fiscal_year=R2", {"1", "2", "3", "4"}),
        ("fiscal_year=令和元年度", {"5"}),
        ("organ=board_of_education", {"5"}),
        ("division=道路", {"4"}),
        ("received_from=R2.6.1", {"3", "4"}),
        ("received_until=令和2年5月20日", {"1", "2", "5"}),
        ("decided_from=2020-04-10&decided_until=2020-04-10", {"1"}),
        ("decided_from=2020-04-11", set()),
        ("due_from=2020-06-15&due_until=2020-06-15", {"3"}),
        ("q=第4号", {"4"}),
        ("q=R2-5", set()),
        ("q=R1-5", {"5"}),
        ("q=４", {"4"}),
    ],
)
def test_list_is_narrowed_by_its_address(
    officer: Client, query: str, expected: set[str]
) -> None:
    page = read(officer, f"/cases/?{query}")

    assert {n.split("第")[1].split("号")[0] for n in numbers(page)} == expected


@pytest.mark.usefixtures("five")
def test_crumb_leads_to_the_list_without_its_filter(officer: Client) -> None:
    page = read(officer, "/cases/?due=overdue&fiscal_year=R2&page=1")

    crumbs = [(href, text) for href, text in page.links if "Remove:" in text]

    assert crumbs == [
        ("?fiscal_year=R2", "Remove: Due: Overdue ×"),
        ("?due=overdue", "Remove: Fiscal year: FY2020 ×"),
    ]


@pytest.mark.usefixtures("five")
def test_wrong_filter_is_named_and_nothing_is_listed(officer: Client) -> None:
    html = officer.get("/cases/?received_from=きのう").content.decode()

    assert "Error:" in html.split("</title>")[0]
    assert "“きのう” is not a date." in html
    assert 'value="きのう"' in html
    assert 'href="#id_received_from"' in html
    assert 'aria-invalid="true"' in html
    assert "第1号" not in html


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("", ["5", "2", "3", "4", "1"]),
        ("number", ["5", "1", "2", "3", "4"]),
        ("-number", ["4", "3", "2", "1", "5"]),
        ("received", ["5", "1", "2", "3", "4"]),
        ("-outcome", ["1", "4", "3", "2", "5"]),
        ("case__parties__name", ["5", "2", "3", "4", "1"]),
    ],
)
def test_list_is_sorted_by_an_allowed_heading_only(
    officer: Client, sort: str, expected: list[str]
) -> None:
    page = read(officer, f"/cases/?sort={sort}")

    assert [n.split("第")[1].split("号")[0] for n in numbers(page)] == expected


def test_heading_says_how_the_list_is_sorted_and_turns_it_round(
    officer: Client,
) -> None:
    unit(1)

    html = officer.get("/cases/?sort=due&kind=public_records").content.decode()

    assert html.count("aria-sort=") == 1
    assert 'aria-sort="ascending"' in html
    assert 'href="?sort=-due&amp;kind=public_records"' in html


def test_usual_order_puts_unknown_first_and_suspended_after_the_dated(
    officer: Client,
) -> None:
    unit(1)
    waiting = unit(2)
    write(waiting, Event("suspended", TODAY))
    unit(3, received_on=date(2027, 12, 28))

    page = read(officer, "/cases/")

    assert [n.split("第")[1].split("号")[0] for n in numbers(page)] == ["3", "1", "2"]
    assert "Suspended (awaiting supplementation)" in str(page.rows)
    assert "Due date unknown" in str(page.rows)


def write(found: Unit, event: Event) -> None:
    clock.write_event(case=found.case, unit=found, event=event, by=CLERK, at=AT)
    clock.refresh(found)


def test_extended_unit_says_so_and_its_sister_does_not(
    officer: Client, cast: Cast
) -> None:
    first = unit(1)
    make_branch(first, division=cast.office.roads)
    write(first, Event("extended", TODAY, date(2020, 7, 1)))

    page = read(officer, "/cases/")

    extended = [row[0] for row in page.rows if "Extended" in str(row)]
    assert [name.split(" Disclosure")[0] for name in extended] == ["令和2年度 第1号"]
    assert ClockEvent.objects.filter(type="extended").count() == 1


def test_void_number_stays_in_the_list_and_is_found(officer: Client) -> None:
    unit(1)
    void(unit(2))

    everything = read(officer, "/cases/")
    only_void = read(officer, "/cases/?state=void")
    undecided = read(officer, "/cases/?state=open")

    assert len(numbers(everything)) == 2
    assert [row[-3] for row in only_void.rows if "号" in row[0]] == ["Void number"]
    assert ["第1号" in name for name in numbers(undecided)] == [True]


def test_missing_numbers_are_listed_when_one_series_is_shown_whole(
    officer: Client,
) -> None:
    for number in (1, 2, 5, 7):
        unit(number)

    whole = officer.get("/cases/?kind=public_records&fiscal_year=2020")
    part = officer.get("/cases/?kind=public_records&fiscal_year=2020&due=today")

    assert "3–4" in whole.content.decode()
    assert "void numbers" in whole.content.decode()
    assert "void numbers" not in part.content.decode()


def test_missing_numbers_are_not_those_of_other_divisions(cast: Cast) -> None:
    """A number this person may not see is given out all the same."""
    for number, division in ((1, None), (2, cast.office.roads), (3, None)):
        unit(number, division=division)

    client = client_of(cast.division_staff)
    html = client.get("/cases/?kind=public_records&fiscal_year=2020").content.decode()

    assert "第3号" in html
    assert "void numbers" not in html


def test_long_list_is_cut_into_pages_that_keep_the_filters(
    officer: Client, cast: Cast
) -> None:
    Preference.objects.create(staff=cast.records_officer, page_size=20)
    for number in range(1, 24):
        unit(number)

    first = read(officer, "/cases/?kind=public_records&sort=number")
    (onward,) = [href for href, text in first.links if text == "Next page"]
    last = read(officer, f"/cases/{onward}")
    (back,) = [href for href, text in last.links if text == "Previous page"]

    assert len(numbers(first)) == 20
    assert len(numbers(last)) == 3
    assert numbers(read(officer, f"/cases/{back}")) == numbers(first)
    assert onward.startswith("?kind=public_records&sort=number&after=")
    assert "Units[23inall]" in first.text


def test_requester_shown_is_not_the_agent(officer: Client) -> None:
    found = unit(1)
    Party.objects.create(case=found.case, role="legal_representative", name="代理一郎")
    Party.objects.create(case=found.case, role="requester", name=NAME)

    page = read(officer, "/cases/")

    assert [row[2] for row in page.rows if "号" in row[0]] == [NAME]


def test_list_answers_in_japanese_with_the_words_of_the_regime(cast: Cast) -> None:
    end(unit(1), "partial", on=TODAY)

    html = client_of(cast.records_officer, language="ja").get("/cases/").content
    page = html.decode()

    assert '<html lang="ja">' in page
    assert "部分公開" in page
    assert "R2.6.1<" in page.replace("\n", "")
