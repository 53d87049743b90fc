"""The work in progress: what waits, its numbers, its columns, where it opens."""

import re
from datetime import date

import pytest
from django.test import Client

from appeals.models import Against, Appeal
from casework.models import (
    Draft,
    Inquiry,
    Note,
    Party,
    Record,
    ThirdPartyConsultation,
    Unit,
)
from casework.models.draft import DraftState
from desk import preferences
from desk.columns import OF_QUEUE
from desk.models import Preference, SavedView
from offices.models import Role
from tests.desk.page_helpers import client_of, numbers, read, statements, stop_clock
from tests.desk.queue_world import make_units, suspend
from tests.factories.cases import AT, end, intake, make_unit, numbered
from tests.factories.cast import Cast, make_cast, make_staff

pytestmark = pytest.mark.django_db

TODAY = date(2020, 6, 15)
QUESTION = re.compile(
    r'<a href="\?([^"]*)"[^>]*>([^<]+)<span class="count">([^<]+)</span>'
)


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Cast:
    stop_clock(monkeypatch, TODAY)
    return make_cast()


@pytest.fixture
def officer(cast: Cast) -> Client:
    return client_of(cast.records_officer)


def unit(number: int, **facts: object) -> Unit:
    return make_unit(numbered(intake(**facts), number))  # type: ignore[arg-type]  # named as there


def questions(html: str) -> dict[str, tuple[str, str]]:
    """Map each question with a number to its query and its number."""
    found = QUESTION.findall(html)
    return {label.strip(): (query, count) for query, label, count in found}


@pytest.fixture
def facets(cast: Cast) -> Cast:
    """One unit for every facet, beside two that wait for nothing."""
    office, officer = cast.office, cast.records_officer
    for number in (1, 2):
        give(unit(number), cast)
    Unit.objects.filter(pk=unit(3).pk).update(handler=officer)
    unit(4)
    asked = give(unit(5), cast)
    answered = give(unit(6), cast)
    for found, answer in ((asked, None), (answered, TODAY)):
        Inquiry.objects.create(
            unit=found,
            division=office.roads,
            asked_by=officer,
            asked_on=TODAY,
            answer_by_on=date(2020, 6, 18),
            answered_on=answer,
            answered_by=officer if answer else None,
            existence="yes" if answer else "",
        )
    Unit.objects.filter(pk=give(unit(7), cast).pk).update(phase="approval")
    for number, states in ((8, ["returned"]), (9, ["returned", "taken_back"])):
        draft(give(unit(number), cast), cast, states)
    suspend(give(unit(10), cast))
    contested = end(give(unit(11), cast), "full", on=TODAY)
    appeal = give(unit(12, kind="appeal", request_kind="appeal"), cast)
    Appeal.objects.create(
        case=appeal.case, against=Against.PUBLIC_RECORDS, unit=contested
    )
    end(give(unit(13), cast), "full", on=TODAY)
    for number, said in ((14, ""), (15, "opposes")):
        written_to(give(unit(number), cast), cast, said)
    return cast


def give(found: Unit, cast: Cast) -> Unit:
    """Let somebody else handle a unit."""
    Unit.objects.filter(pk=found.pk).update(handler=cast.division_staff)
    found.refresh_from_db()
    return found


def draft(found: Unit, cast: Cast, states: list[str]) -> None:
    for seq, state in enumerate(states, start=1):
        Draft.objects.create(
            unit=found,
            seq=seq,
            outcome="full",
            derived="full",
            state=DraftState(state),
            drafted_by=cast.division_staff,
            on=TODAY,
            rank="division_head",
        )


def written_to(found: Unit, cast: Cast, answer: str) -> None:
    """Ask a third party about a unit; one of them has answered."""
    party = Party.objects.create(case=found.case, role="third_party", name="架空建設")
    ThirdPartyConsultation.objects.create(
        unit=found,
        party=party,
        kind="optional",
        concerns="入札の単価",
        sent_on=date(2020, 6, 2),
        answer_by_on=date(2020, 6, 12),
        answer=answer,
        answered_on=date(2020, 6, 10) if answer else None,
        asked_by=cast.records_officer,
        answer_recorded_by=cast.records_officer if answer else None,
    )


FACETS = {
    "Handled by me": {3},
    "Without a handler": {4},
    "Awaiting an answer of the division": {5},
    "Awaiting a third party": {14},
    "Awaiting approval": {7},
    "Sent back": {8},
    "Under appeal": {11},
    "Suspended": {10},
    "All": {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 15},
}


@pytest.mark.parametrize("question", FACETS)
def test_number_beside_a_question_is_the_length_of_its_list(
    facets: Cast, question: str
) -> None:
    client = client_of(facets.records_officer)
    html = client.get("/queue/?sort=due").content.decode()
    query, count = questions(html)[question]

    page = read(client, f"/queue/?{query}")

    assert {int(re.findall(r"第(\d+)号", n)[0]) for n in numbers(page)} == (
        FACETS[question]
    )
    assert count == str(len(FACETS[question]))


def test_what_is_owed_is_asked_for_without_a_number(facets: Cast) -> None:
    html = client_of(facets.records_officer).get("/queue/").content.decode()

    assert 'href="?facet=unpaid"' in html
    assert "Not collected" not in questions(html)


def test_division_is_asked_for_its_own_units_too(facets: Cast) -> None:
    unit(20, division=facets.office.roads)
    for_both = make_staff("both", Role.RECORDS_OFFICER)
    html = client_of(facets.division_staff).get("/queue/").content.decode()

    assert questions(html)["My division"] == ("facet=own_division", "12")
    assert "My division" not in questions(
        client_of(for_both).get("/queue/").content.decode()
    )


def test_those_who_only_count_are_asked_about_due_dates_only(facets: Cast) -> None:
    html = client_of(facets.statistics_manager).get("/queue/").content.decode()

    assert set(questions(html)) == {
        "All",
        "Overdue",
        "Due today",
        "Due within 7 days",
        "Suspended",
        "Due date unknown",
    }


def test_counting_ends_early_and_says_so(
    cast: Cast, officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preferences, "MOST", 3)
    for number in range(1, 6):
        unit(number)

    page = read(officer, "/queue/?sort=due")

    assert "Units[3ormoreinall]" in page.text
    assert len(numbers(page)) == 5


@pytest.mark.parametrize("person", ["records_officer", "division_staff", "auditor"])
def test_page_takes_as_many_statements_for_three_rows_as_for_one(
    cast: Cast, person: str
) -> None:
    """Session, person and grants, then closing days, views, numbers and rows."""
    client = client_of(getattr(cast, person))
    unit(1, requester="架空花子")
    with statements() as few:
        read(client, "/queue/?sort=due")
    for number in (2, 3):
        found = unit(number, requester="架空花子")
        Record.objects.create(unit=found, position=1, title="台帳")

    with statements() as many:
        page = read(client, "/queue/?sort=due")

    assert len(numbers(page)) == 3
    assert len(few) == len(many) == 7


@pytest.mark.parametrize("size", [20, 50])
def test_statements_do_not_grow_with_the_page(
    cast: Cast, officer: Client, size: int
) -> None:
    Preference.objects.create(staff=cast.records_officer, page_size=size)
    for number in range(1, 60):
        unit(number)

    with statements() as found:
        page = read(officer, "/queue/?sort=due")

    assert len(numbers(page)) == size
    assert len(found) == 7


def test_row_shows_handler_records_note_and_internal_date(
    cast: Cast, officer: Client
) -> None:
    found = give(unit(1, requester="架空花子"), cast)
    for position in (1, 2):
        Record.objects.create(unit=found, position=position, title="台帳")
    Note.objects.create(
        case=found.case,
        kind="note",
        on=TODAY,
        text="電話あり",
        staff=cast.records_officer,
        at=AT,
    )

    (row,) = [row for row in read(officer, "/queue/").rows if "第1号" in str(row)]

    assert "division_staff 氏" in row
    assert "2" in row
    assert any("Noted" in cell for cell in row)
    # due on 15 June; seven open days before it the record should be identified
    assert "2020-06-04 Identify by" in row


def test_division_sees_neither_requester_nor_in_lists_of_numbers_any_name(
    facets: Cast,
) -> None:
    staff = client_of(facets.division_staff).get("/queue/").content.decode()
    manager = client_of(facets.statistics_manager).get("/queue/").content.decode()

    assert "Not shown to your role: Requester" in staff
    assert "division_staff 氏" in staff
    assert "Not shown to your role: Requester, Subject, Handler" in manager
    assert "division_staff 氏" not in manager


def test_queue_opens_in_the_usual_order_and_says_so(
    cast: Cast, officer: Client
) -> None:
    make_units(cast)

    html = officer.get("/queue/").content.decode()

    assert html.count("aria-sort=") == 1
    assert re.search(r'aria-sort="ascending">\s*<a href="\?sort=-due">Due date', html)


def test_heading_drops_the_place_in_the_list(cast: Cast, officer: Client) -> None:
    Preference.objects.create(staff=cast.records_officer, page_size=20)
    make_units(cast)
    first = read(officer, "/queue/?sort=due")
    (onward,) = [href for href, text in first.links if text == "Next page"]

    html = officer.get(f"/queue/{onward}").content.decode()

    assert "after=" in onward
    headings = re.findall(r'<th scope="col"[^>]*>\s*<a href="([^"]*)"', html)
    assert headings
    assert not [href for href in headings if "after" in href]


def test_wrong_filter_is_named_and_nothing_is_listed(officer: Client) -> None:
    unit(1)

    html = officer.get("/queue/?received_from=きのう").content.decode()

    assert "“きのう” is not a date." in html
    assert "第1号" not in html


def test_picked_rows_become_a_list_of_their_own(officer: Client) -> None:
    units = [unit(number) for number in (1, 2, 3)]
    picked = {"unit": [units[0].pk, units[2].pk]}

    answer = officer.post("/queue/selection/", picked)
    page = read(officer, answer["Location"])

    assert answer["Location"] == f"/queue/?unit={units[0].pk}&unit={units[2].pk}"
    assert [re.findall(r"第\d+号", n)[0] for n in numbers(page)] == ["第1号", "第3号"]
    assert ("?sort=due", "Remove: Chosen units: 2 units ×") in page.links


def test_picking_nothing_leads_to_the_whole_list(officer: Client) -> None:
    answer = officer.post("/queue/selection/", {"unit": ["x", ""]})

    assert answer["Location"] == "/queue/?sort=due"


def test_picked_unit_of_another_division_is_not_shown(cast: Cast) -> None:
    foreign = unit(1, division=cast.office.roads)

    page = read(client_of(cast.division_staff), f"/queue/?unit={foreign.pk}")

    assert numbers(page) == []


def test_columns_are_those_a_person_has_chosen(cast: Cast, officer: Client) -> None:
    unit(1, requester="架空花子")
    form = {"page_size": "20", "columns": ["subject", "records"], "has_keys": ""}

    answer = officer.post("/preferences/", form)
    html = officer.get("/queue/").content.decode()

    assert answer["Location"] == "/queue/"
    headings = re.findall(r'<th scope="col"[^>]*>\s*(?:<a[^>]*>)?\s*([\w ]+)', html)
    assert [h.strip() for h in headings] == ["Number", "Subject", "Due date", "Records"]
    assert "架空花子" not in html
    assert "data-keys" not in html
    kept = Preference.objects.get(staff=cast.records_officer)
    assert (kept.page_size, kept.has_keys) == (20, False)


def test_settings_of_one_person_are_not_those_of_another(
    cast: Cast, officer: Client
) -> None:
    unit(1)
    officer.post("/preferences/", {"page_size": "20", "columns": ["subject"]})

    html = client_of(cast.division_staff).get("/queue/").content.decode()

    assert html.count('scope="col"') == len(OF_QUEUE) - 1
    assert "data-keys" in html


def test_settings_refuse_a_size_that_is_none(officer: Client) -> None:
    html = officer.post("/preferences/", {"page_size": "1000"}).content.decode()

    assert "Error:" in html.split("</title>")[0]
    assert Preference.objects.count() == 0


def test_queue_opens_with_the_default_view_unless_it_is_asked(
    cast: Cast, officer: Client
) -> None:
    for of, query, staff in (
        ("division", "due=week", None),
        ("own", "due=overdue", cast.division_staff),
    ):
        SavedView.objects.create(
            list_name="queue",
            name=of,
            query=query,
            staff=staff,
            division=None if staff else cast.office.general_affairs,
            is_default=True,
        )
    client = client_of(cast.division_staff)

    assert client.get("/queue/")["Location"] == "/queue/?due=overdue"
    assert client.get("/queue/?sort=due").status_code == 200
    assert client_of(cast.approver).get("/queue/")["Location"] == "/queue/?due=week"
    assert officer.get("/queue/").status_code == 200
