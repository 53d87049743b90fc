"""The list of units over the API: who sees what, narrowed, sorted, page by page."""

from datetime import date

import pytest
from django.test import Client

from casework.models import ClockState, Unit
from desk.api.units import ORDERS
from desk.rows import in_order
from tests.desk.api.asking import ROOT, all_rows, assert_refusal, program_of, read
from tests.desk.page_helpers import statements, stop_clock
from tests.factories.cases import end, intake, make_branch, make_unit, numbered
from tests.factories.cast import Cast, make_cast

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
    return program_of(cast.records_officer)


def unit(number: int, **facts: object) -> Unit:
    return make_unit(numbered(intake(**facts), number))  # type: ignore[arg-type]  # named as there


def mixed() -> None:
    """Make units with and without due date and outcome, some alike."""
    days = (date(2020, 6, 1), date(2020, 6, 8))
    for number in range(1, 14):
        made = unit(number, received_on=days[number % 2])
        if number % 3 == 0:
            end(made, "full" if number % 2 else "absent", on=date(2020, 6, 9))
    undated = Unit.objects.filter(number__in=(2, 5, 7))
    undated.update(due_on=None, clock_state=ClockState.UNKNOWN)


def test_list_takes_as_many_statements_for_thirty_rows_as_for_one(
    officer: Client,
) -> None:
    unit(1, requester=NAME)
    with statements() as few:
        read(officer, "units/")
    for number in range(2, 31):
        unit(number, requester=NAME)

    with statements() as many:
        found = read(officer, "units/?state=open")

    assert len(found["results"]) == 30
    assert len(few) == len(many) <= 4


def test_row_says_what_the_officer_may_know(officer: Client) -> None:
    made = unit(7, requester=NAME, subject=SUBJECT)

    assert read(officer, "units/") == {
        "results": [
            {
                "id": made.pk,
                "case": made.case_id,
                "number_text": "令和2年度 第7号",
                "kind": "public_records",
                "regime": "nerima/public_records",
                "request_kind": "disclosure",
                "fiscal_year": 2020,
                "number": 7,
                "branch": 1,
                "organ": "mayor",
                "division": "総務課",
                "division_name": "総務課",
                "phase": "received",
                "received_on": "2020-06-01",
                "due_on": "2020-06-15",
                "clock_state": "running",
                "outcome": None,
                "outcome_on": None,
                "voided": False,
                "version": made.version,
                "subject": SUBJECT,
                "handler": None,
                "requester": NAME,
            }
        ],
        "next": None,
    }


def test_number_of_a_row_is_the_number_of_its_page(cast: Cast, officer: Client) -> None:
    make_branch(unit(7), division=cast.office.roads)

    found = [row["number_text"] for row in read(officer, "units/")["results"]]

    assert found == [made.number_text for made in Unit.objects.order_by("pk")]
    assert found[1].endswith("の2")


def test_what_is_not_for_a_person_is_left_out(cast: Cast) -> None:
    unit(1, requester=NAME, subject=SUBJECT)

    (for_division,) = read(program_of(cast.division_staff), "units/")["results"]
    (for_statistics,) = read(program_of(cast.statistics_manager), "units/")["results"]

    assert "requester" not in for_division
    assert for_division["subject"] == SUBJECT
    assert not {"requester", "subject"} & set(for_statistics)


def test_division_lists_its_own_units_only(cast: Cast) -> None:
    own, _other = unit(1), unit(2, division=cast.office.roads)

    found = read(program_of(cast.division_staff), "units/")["results"]

    assert [row["id"] for row in found] == [own.pk]


@pytest.mark.parametrize("order", ORDERS)
def test_pages_put_together_are_the_list_in_order(officer: Client, order: str) -> None:
    mixed()
    whole = [row["id"] for row in all_rows(officer, f"units/?order={order}&limit=200")]

    pieces = [row["id"] for row in all_rows(officer, f"units/?order={order}&limit=2")]

    assert pieces == whole
    assert sorted(whole) == sorted(Unit.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("order", sorted(set(ORDERS) - {"id", "-id"}))
def test_order_is_that_of_the_list_of_the_desk(officer: Client, order: str) -> None:
    mixed()

    found = [row["id"] for row in all_rows(officer, f"units/?order={order}&limit=3")]

    desk = in_order(Unit.objects.all(), order)
    assert found == list(desk.values_list("pk", flat=True))


def test_page_keeps_the_question_of_the_first(officer: Client) -> None:
    mixed()

    found = list(all_rows(officer, "units/?outcome=full&limit=1&order=-number"))

    assert [row["number"] for row in found] == [9, 3]


def test_new_row_while_paging_changes_no_page_already_read(officer: Client) -> None:
    unit(1), unit(2), unit(3)
    first = read(officer, "units/?limit=2&order=-id")
    unit(4)

    rest = officer.get(first["next"]).json()

    assert [row["number"] for row in first["results"] + rest["results"]] == [3, 2, 1]


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=２", "limit"),
        ("limit=1e9", "limit"),
        ("order=requester", "order"),
        ("order=case__subject", "order"),
        ("cursor=nonsense", "cursor"),
        ("cursor=WyJpZCIsMl0:AAAA", "cursor"),
        ("staet=open", "staet"),
        ("subject=x", "subject"),
        ("received_from=31.2.9999", "received_from"),
        ("state=closed_or_so", "state"),
        ("fiscal_year=zzz", "fiscal_year"),
        ("q=%00", "q"),
    ],
)
def test_question_that_is_none_is_refused_by_name(
    officer: Client, question: str, field: str
) -> None:
    found = assert_refusal(officer.get(f"{ROOT}units/?{question}"), 400, "invalid")

    assert list(found["errors"]) == [field]


def test_cursor_of_another_order_is_refused(officer: Client) -> None:
    unit(1), unit(2)
    cursor = read(officer, "units/?limit=1&order=number")["next"]

    answer = officer.get(cursor.replace("order=number", "order=id"))

    assert list(assert_refusal(answer, 400, "invalid")["errors"]) == ["cursor"]


def test_units_are_not_there_for_whoever_sees_no_cases(cast: Cast) -> None:
    for person in (cast.sysadmin, cast.stranger):
        assert_refusal(program_of(person).get(f"{ROOT}units/"), 404, "not_found")
