"""The page of a new request and its slip."""

from datetime import date

import pytest
from django.test import Client

from casework.models import Case, FormToken, Unit
from offices.models import Role
from tests.desk.page_helpers import client_of, read, statements, stop_clock
from tests.factories.cases import end, intake, make_unit
from tests.factories.cast import Cast, make_cast, make_staff

pytestmark = pytest.mark.django_db

NEW = "/requests/new/"
ON = date(2020, 6, 1)


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Cast:
    stop_clock(monkeypatch, ON)
    return make_cast()


@pytest.fixture
def client(cast: Cast) -> Client:
    return client_of(cast.records_officer)


def form(cast: Cast, **changes: str) -> dict[str, str]:
    return {
        "token": "one",
        "organ": str(cast.office.mayor.pk),
        "received_on": "R2.6.1",
        "channel": "counter",
        "requester_category": "resident",
        "name": "練馬 花子",
        "subject_1": "道路台帳",
        "division_1": str(cast.office.roads.pk),
        "subject_2": "",
        "division_2": "",
        **changes,
    }


def send(client: Client, values: dict[str, str]) -> str:
    """Send a form that must be taken; return where it leads."""
    answer = client.post(NEW, values)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_page_opens_filled_with_the_usual(client: Client) -> None:
    html = client.get(NEW).content.decode()

    assert html.count("autofocus") == 1
    assert '<option value="counter" selected>' in html
    assert 'value="2020-06-01"' in html
    assert html.index("区長") < html.index("教育委員会")


def test_only_records_officers_open_it(cast: Cast) -> None:
    may = {
        name: client_of(person).get(NEW).status_code
        for name, person in cast.everybody().items()
        if name != "disabled"
    }

    assert {name for name, status in may.items() if status == 200} == {
        "records_officer"
    }
    assert set(may.values()) == {200, 404}


def test_navigation_leads_officers_there(cast: Cast, client: Client) -> None:
    link = f'href="{NEW}"'

    assert link in client.get("/").content.decode()
    assert link not in client_of(cast.division_staff).get("/").content.decode()


def test_officer_of_one_organ_logs_for_that_organ_only(cast: Cast) -> None:
    organ = cast.office.board_of_education
    person = make_staff("schools_officer", Role.RECORDS_OFFICER, organ=organ)
    client = client_of(person)

    assert "道路課" not in client.get(NEW).content.decode()
    assert client.post(NEW, form(cast)).status_code == 200
    assert not Case.objects.exists()
    own = form(cast, organ=str(organ.pk), division_1=str(cast.office.schools.pk))
    assert client.get(send(client, own)).status_code == 200


def test_slip_shows_number_items_due_day_and_requester(
    cast: Cast, client: Client
) -> None:
    schools = {"subject_2": "橋の点検", "division_2": str(cast.office.roads.pk)}
    page = read(client, send(client, form(cast, **schools)))
    text = page.text

    assert "令和2年度第1号" in text
    assert "練馬花子" in text
    assert "2020-06-15" in text
    assert "Unverified" in text
    assert [row[1] for row in page.rows if len(row) == 4][-2:] == [
        "道路台帳",
        "橋の点検",
    ]


def test_slip_is_not_for_others(cast: Cast, client: Client) -> None:
    address = send(client, form(cast))
    organ = cast.office.board_of_education
    elsewhere = make_staff("schools_officer", Role.RECORDS_OFFICER, organ=organ)

    for person in (cast.division_staff, cast.approver, elsewhere):
        assert client_of(person).get(address).status_code == 404
    assert client.get("/requests/987654/received/").status_code == 404


def test_same_form_sent_twice_leads_to_the_same_case(
    cast: Cast, client: Client
) -> None:
    assert send(client, form(cast)) == send(client, form(cast))
    assert (Case.objects.count(), FormToken.objects.count()) == (1, 1)


def test_each_opened_page_is_a_form_of_its_own(client: Client) -> None:
    def token() -> str:
        return str(client.get(NEW).context["form"]["token"].value())

    assert token() != token()


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("received_on", "R2.6.31", "2.6.31"),
        ("received_on", "R2.6.2", "lies after today"),
        ("name", "", "Please enter the name of the requester."),
        ("email", "nowhere", "This is no e-mail address."),
        ("subject_1", "", "has a division but no subject"),
    ],
)
def test_refused_form_keeps_what_was_typed(
    cast: Cast, client: Client, name: str, typed: str, says: str
) -> None:
    typed_in = {"address": "豊玉北6-12-1", "subject_3": "三つ目", "token": "kept"}

    html = client.post(NEW, form(cast, **{**typed_in, name: typed})).content.decode()

    assert says in html
    assert f'href="#id_{name}"' in html
    assert 'class="error-summary' in html
    assert "<title>\n      \n        Error:" in html
    for kept in (*typed_in.values(), typed):
        assert f'value="{kept}"' in html or not kept
    assert not Case.objects.exists()


def test_division_of_another_organ_is_refused_at_its_row(
    cast: Cast, client: Client
) -> None:
    values = form(cast, subject_3="学校", division_3=str(cast.office.schools.pk))

    html = client.post(NEW, values).content.decode()

    assert 'href="#id_division_3"' in html
    assert "is not a division of 区長" in html


def test_more_rows_keep_everything_and_check_nothing(
    cast: Cast, client: Client
) -> None:
    values = form(cast, name="", received_on="よく分からない", more="1")

    html = client.post(NEW, values).content.decode()

    assert 'name="subject_5"' in html
    assert 'name="subject_6"' not in html
    assert 'autofocus id="id_subject_3"' in html
    for kept in ("道路台帳", "よく分からない", 'value="one"'):
        assert kept in html
    assert "error-summary" not in html
    assert not Case.objects.exists()


@pytest.mark.parametrize("written", ["令和2年5月29日", "R2.5.29", "２０２０/５/２９"])
def test_receipt_day_in_any_form(cast: Cast, client: Client, written: str) -> None:
    send(client, form(cast, received_on=written))

    assert Case.objects.get().received_on == date(2020, 5, 29)


def test_what_may_be_the_same_request_is_told(cast: Cast, client: Client) -> None:
    by_name = make_unit(intake(requester="練馬　花子", subject="別の件"))
    by_subject = make_unit(intake(subject="道路台帳", requester="別人"))
    closed = end(make_unit(intake(requester="練馬花子")), "full")
    other = make_unit(intake(requester="豊玉 太郎"))

    html = client.get(send(client, form(cast))).content.decode()

    told = {
        unit.pk
        for unit in (by_name, by_subject, closed, other)
        if f'href="/cases/{unit.case_id}/"' in html
    }
    assert told == {by_name.pk, by_subject.pk}


def test_statements_stay_the_same(cast: Cast, client: Client) -> None:
    counts = []
    for n in (1, 10):
        for _serial in range(n):
            make_unit(intake(requester="練馬 花子"))
        address = send(client, form(cast, token=f"form {n}"))
        client.get(NEW)
        with statements() as form_page:
            client.get(NEW)
        with statements() as slip:
            client.get(address)
        counts.append((len(form_page), len(slip)))

    assert Unit.objects.count() == 13
    assert counts[0] == counts[1]
    assert counts[0][0] <= 8
    assert counts[0][1] <= 16
