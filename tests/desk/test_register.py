"""The register of a year: every number in its order, voids struck with their reason."""

from datetime import date

import pytest
from django.test import Client

from casework.models import Case, Unit
from casework.operations.void import void
from desk.register_page import ROWS_PER_PAGE
from offices.models import Role, Staff
from tests.annual.reading import Page
from tests.desk.page_helpers import client_of, numbers, read, statements, stop_clock
from tests.factories.cases import AT, end, intake, make_branch, make_unit, numbered
from tests.factories.cast import make_cast, make_office, make_staff

pytestmark = pytest.mark.django_db

TODAY = date(2020, 9, 1)
REGISTER = "/register/?series=public_records&fiscal_year=2020"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, TODAY)


@pytest.fixture
def officer() -> Client:
    return client_of(make_cast().records_officer)


def made(number: int, **facts: object) -> Unit:
    return make_unit(numbered(intake(**facts), number))  # type: ignore[arg-type]  # the builder's own names


def void_number(unit: Unit, reason: str) -> None:
    officer = Staff.objects.get(login="records_officer")
    void(unit=unit, reason=reason, version=None, by=officer, on=TODAY, at=AT)


def test_register_lists_every_number_in_its_order_with_branches(
    officer: Client,
) -> None:
    for number in (3, 1, 2):
        unit = made(number, requester="中村 花子")
    make_branch(unit, division=make_office().roads)
    made(1, received_on=date(2019, 6, 1))
    make_unit(numbered(intake(kind="self_info"), 1))

    page = read(officer, REGISTER)

    assert [text.split()[1] for text in numbers(page)] == [
        "第1号",
        "第2号",
        "第2号の2",
        "第3号",
    ]
    assert "Register[4inall,0void]" in page.text


def test_void_number_is_struck_and_says_why(officer: Client) -> None:
    made(1)
    void_number(made(2), "二重に受け付けた")
    end(made(3), "full")

    page = read(officer, REGISTER)
    answer = officer.get(REGISTER).content.decode()

    rows = {row[0]: row for row in page.rows if "号" in row[0]}
    assert answer.count('class="is-void"') == 1
    assert rows["令和2年度 第2号"][-2:] == ["－", "Void number: 二重に受け付けた"]
    assert rows["令和2年度 第1号"][-1] == ""
    assert "[3inall,1void]" in page.text


def test_gaps_are_listed_and_numbers_taken_back_are_none(officer: Client) -> None:
    for number in (1, 4, 6):
        made(number)
    taken_back = made(5)
    void_number(taken_back, "取込の取消し")
    Case.objects.filter(pk=taken_back.case_id).update(taken_back=True)
    Unit.objects.filter(pk=taken_back.pk).update(taken_back=True)

    answer = officer.get(REGISTER).content.decode()
    gaps = answer[answer.index("gaps-heading") :]

    assert "2–3" in gaps
    assert "5" not in gaps[: gaps.index("</section>")]
    assert len(numbers(Page(answer))) == 3


def test_whole_register_is_one_page_to_print(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ROWS_PER_PAGE == 200
    monkeypatch.setattr("desk.register_page.ROWS_PER_PAGE", 2)
    for number in range(1, 6):
        made(number)

    assert len(numbers(read(officer, REGISTER))) == 2
    assert len(numbers(read(officer, REGISTER + "&page=3"))) == 1
    assert len(numbers(read(officer, REGISTER + "&all=1"))) == 5


def test_this_year_is_shown_when_nothing_is_asked(officer: Client) -> None:
    made(1)
    made(1, received_on=date(2019, 6, 1))

    assert [text.split()[0] for text in numbers(read(officer, "/register/"))] == [
        "令和2年度"
    ]


@pytest.mark.parametrize("query", ["series=nothing", "fiscal_year=zzz"])
def test_what_is_no_register_is_answered_with_what_to_do(
    officer: Client, query: str
) -> None:
    answer = officer.get(f"/register/?{query}")

    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()


def test_officer_of_one_organ_sees_its_units_only() -> None:
    make_cast()
    office = make_office()
    made(1)
    made(2, organ=office.board_of_education)
    officer = make_staff(
        "schools", Role.RECORDS_OFFICER, organ=office.board_of_education
    )

    page = read(client_of(officer), REGISTER)

    assert numbers(page) == ["令和2年度 第2号"]


def test_statements_do_not_grow_with_the_rows(officer: Client) -> None:
    made(1, requester="中村")
    with statements() as few:
        read(officer, REGISTER)
    for number in range(2, 21):
        made(number, requester="中村")

    with statements() as many:
        page = read(officer, REGISTER)

    assert len(numbers(page)) == 20
    # session, person, grants are those of every page
    assert len(few) == len(many) <= 3 + 4


def test_register_prints_across_the_sheet(officer: Client) -> None:
    made(1)

    answer = officer.get(REGISTER).content.decode()

    assert '<div class="wide-sheet' in answer
