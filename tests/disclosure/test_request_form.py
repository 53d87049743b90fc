"""What the form of a new request does for the officer, with and without scripts."""

from datetime import date

import pytest
from django.test import Client

from casework.models import Case, Party, Unit
from offices.models import Division, Role
from tests.desk.page_helpers import client_of, read, stop_clock
from tests.factories.cases import intake, make_unit
from tests.factories.cast import Cast, make_cast, make_division, make_staff

pytestmark = pytest.mark.django_db

NEW, ADDRESS = "/requests/new/", "/requests/address/"


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Cast:
    stop_clock(monkeypatch, date(2020, 6, 1))
    return make_cast()


@pytest.fixture
def client(cast: Cast) -> Client:
    return client_of(cast.records_officer)


def form(cast: Cast, **changes: object) -> dict[str, object]:
    return {
        "token": "one",
        "organ": str(cast.office.mayor.pk),
        "received_on": "R2.6.1",
        "channel": "counter",
        "requester_type": "person",
        "requester_category": "resident",
        "name": "練馬 花子",
        "subject_1": "道路台帳",
        **changes,
    }


def values(client: Client, **sent: object) -> dict[str, object]:
    """Return what the fields of the answered page show."""
    shown = client.post(NEW, sent).context["form"]
    return {field.name: field.value() for field in shown}


def sent(client: Client, fields: dict[str, object]) -> Case:
    """Send a form that must be taken."""
    answer = client.post(NEW, fields)
    assert answer.status_code == 302, answer.content.decode()
    return Case.objects.order_by("-pk")[0]


def test_everything_of_the_paper_is_kept(cast: Cast, client: Client) -> None:
    case = sent(
        client,
        form(
            cast,
            requester_type="corporation",
            name="株式会社ねりま　代表取締役　練馬花子",
            contact_person="豊玉 太郎",
            postal_code="〒１７６－００１２",
            phone="０３−１２３４ー５６７８",
            fax="03‐1234‐5679",
            requested_on="R2.5.29",
            wanted_methods=["inspection", "copy_post"],
            purpose="研究",
        ),
    )

    party = Party.objects.get()
    assert (party.is_corporation, party.contact_person) == (True, "豊玉 太郎")
    assert (party.phone, party.fax) == ("03-1234-5678", "03-1234-5679")
    assert party.postal_code == "176-0012"
    assert case.requested_on == date(2020, 5, 29)
    assert case.wanted_methods == ["inspection", "copy_post"]
    assert case.purpose == "研究"


def test_address_comes_with_the_button(cast: Cast, client: Client) -> None:
    typed = form(cast, postal_code="1760012", address="6-12-1", lookup="1")

    shown = values(client, **typed, wanted_methods=["copy_counter"])

    assert shown["address"] == "東京都練馬区豊玉北6-12-1"
    assert shown["subject_1"] == "道路台帳"
    assert shown["wanted_methods"] == ["copy_counter"]
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("postal_code", "address"),
    [("1760012", "埼玉県和光市"), ("9999999", ""), ("", "6-12-1")],
)
def test_button_leaves_what_was_typed(
    cast: Cast, client: Client, postal_code: str, address: str
) -> None:
    typed = form(cast, postal_code=postal_code, address=address, lookup="1")

    assert values(client, **typed)["address"] == address


def test_address_is_told_to_officers_only(cast: Cast, client: Client) -> None:
    asked = {"postal_code": "176-0012"}

    assert client.post(ADDRESS, asked).json() == {"address": "東京都練馬区豊玉北"}
    assert client.post(ADDRESS, {}).json() == {"address": ""}
    assert client_of(cast.division_staff).post(ADDRESS, asked).status_code == 404


@pytest.mark.parametrize("typed", ["道路課", "道", "どうろ", "ドウロ", "ﾄﾞｳﾛ"])
def test_division_by_a_part_of_name_or_kana(
    cast: Cast, client: Client, typed: str
) -> None:
    Division.objects.filter(pk=cast.office.roads.pk).update(kana="どうろか")

    sent(client, form(cast, division_1=typed))

    assert Unit.objects.get().division == cast.office.roads


def test_several_divisions_are_offered_to_choose_from(
    cast: Cast, client: Client
) -> None:
    works = make_division(cast.office.mayor, "道路工事課")

    answer = client.post(NEW, form(cast, division_1="道路", address="豊玉北"))
    page = answer.content.decode()

    assert "is in the names of 2 divisions" in page
    assert f'<option value="{works.name}">{works.name}</option>' in page
    assert 'value="豊玉北"' in page
    sent(client, form(cast, division_1=works.name))
    assert Unit.objects.get().division == works


def test_whole_name_wins_over_longer_ones(cast: Cast, client: Client) -> None:
    make_division(cast.office.mayor, "新道路課")

    sent(client, form(cast, division_1="道路課"))

    assert Unit.objects.get().division == cast.office.roads


def test_division_nobody_has_is_refused_at_its_row(cast: Cast, client: Client) -> None:
    page = client.post(NEW, form(cast, division_1="宇宙")).content.decode()

    assert "No division is called “宇宙”" in page
    assert 'href="#id_division_1"' in page


def test_divisions_of_the_organ_come_before_others(cast: Cast, client: Client) -> None:
    make_division(cast.office.board_of_education, "学校道路課")

    sent(client, form(cast, division_1="道路"))

    assert Unit.objects.get().division == cast.office.roads


def test_requester_is_copied_from_an_earlier_case(cast: Cast, client: Client) -> None:
    earlier = sent(client, form(cast, phone="03-1234-5678", division_1="道路課"))

    shown = client.get(f"{NEW}?from={earlier.pk}").context["form"]

    assert shown["name"].value() == "練馬 花子"
    assert shown["phone"].value() == "03-1234-5678"
    assert shown["subject_1"].value() is None
    assert shown["token"].value() != "one"


def test_whole_request_is_copied(cast: Cast, client: Client) -> None:
    earlier = sent(
        client,
        form(
            cast,
            division_1="道路課",
            subject_2="橋の点検",
            subject_3="街灯",
            wanted_methods=["inspection"],
        ),
    )

    shown = client.get(f"{NEW}?from={earlier.pk}&whole=1").context["form"]

    assert [row.value() for row, _division in shown.rows()] == [
        "道路台帳",
        "橋の点検",
        "街灯",
    ]
    assert shown["division_1"].value() == "道路課"
    assert shown["wanted_methods"].value() == ["inspection"]


def test_case_of_another_organ_gives_nothing(cast: Cast) -> None:
    unit = make_unit(intake(requester="練馬 花子"))
    organ = cast.office.board_of_education
    elsewhere = make_staff("schools_officer", Role.RECORDS_OFFICER, organ=organ)

    page = client_of(elsewhere).get(f"{NEW}?from={unit.case_id}").content.decode()

    assert "練馬" not in page.replace("練馬区", "")


@pytest.mark.parametrize("key", ["", "x", "987654", "9" * 40, "²"])
def test_copying_from_no_case_leaves_the_form_empty(client: Client, key: str) -> None:
    assert client.get(f"{NEW}?from={key}").context["form"]["name"].value() is None


def test_slip_says_what_is_wanted_and_offers_a_copy(cast: Cast, client: Client) -> None:
    case = sent(client, form(cast, wanted_methods=["inspection"]))

    page = read(client, f"/requests/{case.pk}/received/")

    assert "Inspection" in page.text
    links = {href for href, _text in page.links}
    assert f"{NEW}?from={case.pk}" in links
    assert f"{NEW}?from={case.pk}&whole=1" in links


def test_slip_reminds_of_a_requester_nobody_can_reach(
    cast: Cast, client: Client
) -> None:
    nobody = sent(client, form(cast))
    somebody = sent(client, form(cast, token="two", phone="03-1234-5678"))

    reminder = "Nophone,e-mailorfax"
    assert reminder in read(client, f"/requests/{nobody.pk}/received/").text
    assert reminder not in read(client, f"/requests/{somebody.pk}/received/").text


def test_page_of_a_case_leads_to_its_copy(cast: Cast, client: Client) -> None:
    case = sent(client, form(cast, division_1="総務課"))
    address = f"/cases/{case.pk}/"

    links = {href for href, _text in read(client, address).links}
    others = {href for href, _ in read(client_of(cast.division_staff), address).links}

    assert {f"{NEW}?from={case.pk}", f"{NEW}?from={case.pk}&whole=1"} <= links
    assert not any(href.startswith(NEW) for href in others)
