"""Appeals and board sessions: the lists, the pages, and who reads what."""

from datetime import date

import pytest

from appeals.models import (
    AdvisoryBody,
    Against,
    Appeal,
    BoardReport,
    BoardSession,
    Referral,
)
from casework.models import Bar, Unit
from tests.desk.page_helpers import client_of, numbers, read, statements, stop_clock
from tests.factories.cases import end, intake, make_unit, numbered
from tests.factories.cast import SINCE, Cast, make_cast

pytestmark = pytest.mark.django_db

TODAY = date(2020, 9, 1)
NAME = "架空太郎"
COMPLAINT = "非公開部分が広すぎる"
AGENDA = "諮問第3号の審議"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, TODAY)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def appeal(number: int, contested: Unit | None = None, **facts: object) -> Unit:
    values: dict[str, object] = {
        "kind": "appeal",
        "request_kind": "appeal",
        "requester": NAME,
        "subject": "審査請求の件名",
        **facts,
    }
    unit = make_unit(numbered(intake(**values), number))  # type: ignore[arg-type]  # named as there
    Appeal.objects.create(
        case=unit.case,
        against=Against.PUBLIC_RECORDS,
        unit=contested,
        against_text="令和元年度 第99号",
        contested_kind="disclosure",
        complaint=COMPLAINT,
    )
    return unit


def reported(unit: Unit) -> Unit:
    Referral.objects.create(appeal=unit.case.appeal, on=date(2020, 7, 1))
    BoardReport.objects.create(
        appeal=unit.case.appeal,
        on=date(2020, 8, 20),
        result="partly",
        result_text="一部公開すべき",
    )
    return end(unit, "partly_upheld", on=date(2020, 8, 31))


def test_appeals_show_contested_decision_report_and_determination(cast: Cast) -> None:
    contested = make_unit(numbered(intake(), 7))
    reported(appeal(1, contested))

    page = read(client_of(cast.records_officer), "/appeals/")

    (row,) = [row for row in page.rows if "号" in row[0]]
    assert row == [
        "令和2年度 第1号",
        "2020-06-01",
        "Public records",
        "令和2年度 第7号",
        "2020-07-01",
        "2020-08-20 Partly to be disclosed",
        "Partly upheld 2020-08-31",
    ]
    assert (f"/units/{contested.pk}/", "令和2年度 第7号") in page.links


def test_contested_decision_is_a_link_only_where_it_may_be_seen(cast: Cast) -> None:
    contested = make_unit(numbered(intake(), 7))
    unit = appeal(1, contested)
    address = f"/units/{contested.pk}/"

    member = client_of(cast.board_member)
    for path in ("/appeals/", f"/appeals/{unit.case_id}/"):
        page = read(member, path)
        assert "令和2年度第7号" in page.text
        assert address not in [href for href, _ in page.links]


def test_unknown_contested_decision_stands_as_it_was_written(cast: Cast) -> None:
    unit = appeal(1)

    page = read(client_of(cast.records_officer), f"/appeals/{unit.case_id}/")

    assert "令和元年度第99号Disclosurerequest(publicrecords)" in page.text


def test_barred_member_sees_the_other_appeals_only(cast: Cast) -> None:
    barred, other = appeal(1), appeal(2)
    Bar.objects.create(
        case=barred.case, staff=cast.barred_board_member, on=SINCE, reason="除斥"
    )
    client = client_of(cast.barred_board_member)

    assert numbers(read(client, "/appeals/")) == [other.number_text]
    assert client.get(f"/appeals/{barred.case_id}/").status_code == 404
    assert client.get(f"/appeals/{other.case_id}/").status_code == 200


@pytest.mark.parametrize(
    ("person", "shown"),
    [
        ("records_officer", {NAME, COMPLAINT}),
        ("board_secretariat", {NAME, COMPLAINT}),
        ("board_member", {COMPLAINT}),
        ("statistics_manager", set()),
        ("auditor", set()),
    ],
)
def test_appeal_shows_exactly_the_fields_of_the_role(
    cast: Cast, person: str, shown: set[str]
) -> None:
    unit = reported(appeal(1))

    client = client_of(getattr(cast, person))
    html = client.get(f"/appeals/{unit.case_id}/").content.decode()

    assert {word for word in (NAME, COMPLAINT) if word in html} == shown
    assert "Partly upheld" in html


def test_page_of_the_unit_of_an_appeal_leads_to_the_appeal(cast: Cast) -> None:
    unit = appeal(1)
    client = client_of(cast.board_member)

    for path in (f"/units/{unit.pk}/", f"/cases/{unit.case_id}/"):
        assert client.get(path)["Location"] == f"/appeals/{unit.case_id}/"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["2", "1"]),
        ("state=open", ["2"]),
        ("state=ended", ["1"]),
        ("against=self_info", []),
        ("fiscal_year=2020&q=1", ["1"]),
    ],
)
def test_appeals_are_narrowed_by_the_address(
    cast: Cast, query: str, expected: list[str]
) -> None:
    reported(appeal(1))
    appeal(2)

    page = read(client_of(cast.board_secretariat), f"/appeals/?{query}")

    assert [n.split("第")[1].rstrip("号") for n in numbers(page)] == expected


def test_appeals_take_as_many_statements_for_thirty_as_for_one(cast: Cast) -> None:
    client = client_of(cast.records_officer)
    contested = make_unit(numbered(intake(), 900))
    reported(appeal(1, contested))
    with statements() as few:
        read(client, "/appeals/")
    for number in range(2, 31):
        reported(appeal(number, contested))

    with statements() as many:
        page = read(client, "/appeals/")

    assert len(numbers(page)) == 30
    assert len(few) == len(many) <= 6


@pytest.fixture
def sessions() -> list[BoardSession]:
    """Two bodies, two years."""
    board = AdvisoryBody.objects.create(
        code="review_board", name="審査会", valid_from=SINCE
    )
    council = AdvisoryBody.objects.create(
        code="advisory_council", name="審議会", valid_from=SINCE
    )
    return [
        BoardSession.objects.create(
            advisory_body=body,
            number=number,
            held_on=date(year, 7, number),
            fiscal_year=year,
            n_present=4,
            agenda=AGENDA,
        )
        for body, year, number in (
            (board, 2020, 1),
            (board, 2020, 2),
            (council, 2020, 1),
            (board, 2019, 1),
        )
    ]


@pytest.mark.usefixtures("sessions")
def test_board_sessions_are_counted_by_year_and_body(cast: Cast) -> None:
    page = read(client_of(cast.records_officer), "/board-sessions/")

    assert "審議会[1sessionsinall]FY2020" in page.text
    assert "審査会[2sessionsinall]FY2020" in page.text
    assert page.text.index("FY2020") < page.text.index("審査会[1sessionsinall]FY2019")


@pytest.mark.usefixtures("sessions")
def test_board_sessions_are_narrowed_by_the_address(cast: Cast) -> None:
    client = client_of(cast.records_officer)

    page = read(client, "/board-sessions/?fiscal_year=2020&body=review_board")

    assert "審査会[2sessionsinall]" in page.text
    assert "審議会[" not in page.text
    assert "FY2019" not in page.text


@pytest.mark.parametrize(
    ("person", "shown"),
    [
        ("records_officer", True),
        ("board_secretariat", True),
        ("board_member", True),
        ("statistics_manager", False),
        ("auditor", False),
    ],
)
def test_agenda_is_for_those_who_prepare_or_sit(
    cast: Cast, sessions: list[BoardSession], person: str, *, shown: bool
) -> None:
    client = client_of(getattr(cast, person))

    for path in ("/board-sessions/", f"/board-sessions/{sessions[0].pk}/"):
        html = client.get(path).content.decode()
        assert (AGENDA in html) == shown
        assert "2020-07-01" in html


@pytest.mark.usefixtures("sessions")
def test_board_sessions_take_one_statement_however_many(cast: Cast) -> None:
    client = client_of(cast.records_officer)
    with statements() as few:
        read(client, "/board-sessions/")
    body = AdvisoryBody.objects.get(code="review_board")
    for number in range(3, 33):
        BoardSession.objects.create(
            advisory_body=body,
            number=number,
            held_on=TODAY,
            fiscal_year=2020,
        )

    with statements() as many:
        read(client, "/board-sessions/")

    assert len(few) == len(many) <= 4


@pytest.mark.usefixtures("sessions")
@pytest.mark.parametrize("person", ["division_staff", "approver", "sysadmin"])
def test_board_and_appeals_are_not_there_for_others(cast: Cast, person: str) -> None:
    unit = appeal(1)
    client = client_of(getattr(cast, person))

    for path in ("/appeals/", f"/appeals/{unit.case_id}/", "/board-sessions/"):
        assert client.get(path).status_code == 404
