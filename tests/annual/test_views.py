"""The pages: who sees them, what they show, and that every number opens."""

import html
import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annual.models import Figure
from casework.models import Bar, Unit
from offices.models import Grant, Role, Staff
from tests.annual.builders import (
    JUNE,
    Lot,
    add,
    add_appeals,
    add_figure,
    add_sessions,
    auditor,
    manager,
    officer,
)
from tests.factories.cast import SINCE, make_cast, make_office, make_staff

PAGES = (
    "/annual/",
    "/annual/2020/",
    "/annual/2020/T01/count/full/",
    "/annual/2020/T01/all/all/",
    "/annual/2020/T05/review_board/board_sessions/",
    "/annual/2020/T06/visitors/value/",
    "/annual/2020/T32/nerima_60/price/",
    "/annual/2020/files/annual_2020.json",
    "/annual/2020/files/T01_data.xlsx",
)
MAY_SEE = {"records_officer", "statistics_manager", "auditor"}
MAY_TYPE = {"records_officer", "statistics_manager"}
AS_OF = "?as_of=2021-05-31"
pytestmark = pytest.mark.django_db


def signed_in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_roles_see_the_tables_or_nothing_at_all() -> None:
    cast = make_cast().everybody()

    for name, person in cast.items():
        if not person.is_active:
            continue
        client = signed_in(person)
        expected = 200 if name in MAY_SEE else 404
        codes = {page: client.get(page).status_code for page in PAGES}
        assert codes == dict.fromkeys(PAGES, expected), name
        figures = client.get("/annual/2020/figures/").status_code
        posted = client.post("/annual/2020/figures/", {"visitors": "1"}).status_code
        may_type = name in MAY_TYPE
        assert figures == (200 if may_type else 404), name
        assert posted == (302 if may_type else 404), name


def test_nobody_sees_anything_without_signing_in() -> None:
    client = Client()

    for page in (*PAGES, "/annual/2020/figures/"):
        response = client.get(page)
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize(
    "address",
    [
        "/annual/1990/",
        "/annual/2999/",
        "/annual/2020/T99/count/full/",
        "/annual/2020/T01/count/nothing/",
        "/annual/2020/T02/all/all/",
        "/annual/2020/files/secrets.json",
        "/annual/2020/files/annual_2019.json",
    ],
)
def test_address_without_a_number_answers_404(address: str) -> None:
    assert signed_in(officer()).get(address).status_code == 404


def test_every_number_on_the_page_opens_to_as_many_rows() -> None:
    add(Lot(outcome="partial"), 3, [["personal", "legal"], ["personal"], ["legal"]])
    add(Lot(), 2)
    add(Lot(kind="self_info", outcome="full"), 2)
    add(Lot(kind="self_info", request_kind="provision_cessation", outcome="rejected"))
    add_appeals(2, "public_records", "disclosure")
    add_sessions("review_board", [JUNE])
    add_figure("visitors", 10189)

    for staff in (officer(), manager(), auditor()):
        client = signed_in(staff)
        page = text_of(client, f"/annual/2020/{AS_OF}")
        numbers = re.findall(r'<a href="(/annual/2020/T[^"]+)">([^<]+)</a>', page)

        assert len(numbers) == 51
        for address, printed in numbers:
            listed = text_of(client, html.unescape(address))
            rows = re.search(r"<tbody>(.*)</tbody>", listed, re.DOTALL)
            n = rows[1].count("<tr>") if rows else 0
            if "/T06/" in address or "/T32/" in address:
                assert printed in listed
            else:
                half = printed.translate(str.maketrans("０１２３", "0123"))
                assert n == int(half), address


def test_list_shows_no_subject_to_statistics_managers_and_auditors() -> None:
    units = add(Lot(outcome="partial", subject="隠すべき件名"), 1, [["personal"]])
    address = f"/annual/2020/T01/count/partial/{AS_OF}"

    pages = {
        staff.login: text_of(signed_in(staff), address)
        for staff in (officer(), manager(), auditor())
    }

    assert "隠すべき件名" in pages["officer"]
    # the unit's own page opens to all three, and shows each as much as the list
    link = f'href="/units/{units[0].pk}/"'
    assert [login for login, page in pages.items() if link not in page] == []
    for login in ("manager", "auditor"):
        assert "隠すべき件名" not in pages[login]
        assert "個人に関する情報" in pages[login]
        assert "総務課" in pages[login]


def test_officer_of_one_organ_sees_every_number_but_other_organs_subjects() -> None:
    office = make_office()
    add(Lot(outcome="full", subject="区長の件名"))
    add(Lot(outcome="full", organ="board_of_education", subject="教委の件名"))
    staff = make_staff("mayor_officer", Role.RECORDS_OFFICER, organ=office.mayor)

    listed = text_of(signed_in(staff), f"/annual/2020/T01/count/full/{AS_OF}")

    assert listed.count("<tr>") == 3
    assert "区長の件名" in listed
    assert "教委の件名" not in listed
    assert listed.count('href="/units/') == 1
    assert "教育委員会" in listed


def test_barred_officer_sees_that_a_row_is_counted_and_nothing_of_it() -> None:
    barred, other = add(Lot(outcome="full", subject="除斥の件名"), 2)
    staff = officer()
    Bar.objects.create(case=barred.case, staff=staff, on=JUNE, reason="test")

    listed = text_of(signed_in(staff), f"/annual/2020/T01/count/full/{AS_OF}")

    assert listed.count("<tr>") == 3
    assert listed.count("除斥の件名") == 1
    assert barred.number_text not in listed
    assert other.number_text in listed


def test_as_of_date_is_read_in_any_writing_and_kept_in_links() -> None:
    add(Lot(outcome="full", outcome_on=date(2020, 7, 10)))
    client = signed_in(officer())

    before = text_of(client, "/annual/2020/?as_of=R2.7.9")
    after = text_of(client, "/annual/2020/?as_of=2020-07-10")

    assert "処理中</th>" in before
    assert "/annual/2020/T01/count/pending/?as_of=2020-07-09" in before
    assert "処理中</th>" not in after
    listed = text_of(client, "/annual/2020/T01/count/pending/?as_of=2020-07-09")
    assert "R2.7.10" not in listed


def test_unreadable_as_of_date_is_named_and_today_is_shown() -> None:
    add(Lot(outcome="full"))

    page = text_of(signed_in(officer()), "/annual/2020/?as_of=2021-02-30")

    assert "error-summary" in page
    assert "2021-02-30" in page
    assert "/annual/2020/T01/count/full/" in page


def test_page_shows_what_holds_and_what_does_not_in_words() -> None:
    add(Lot(outcome="non_disclosure"))

    page = text_of(signed_in(officer()), f"/annual/2020/{AS_OF}")

    assert page.count("✗") >= 2
    assert page.count("✓") >= 4
    assert "1 件の食い違いがある" in page


def test_page_and_paper_say_the_same_text() -> None:
    add(Lot(outcome="partial"), 2, [["personal"], ["legal"]])
    client = signed_in(officer())

    page = text_of(client, f"/annual/2020/{AS_OF}")
    file = client.get(f"/annual/2020/files/annual_2020.html{AS_OF}").content.decode()

    assert tables_in(page) == tables_in(file)
    assert len(tables_in(page)) == 6


def tables_in(page: str) -> list[str]:
    tables = re.findall(r"<figure>.*?</figure>", page, re.DOTALL)
    return [re.sub(r"<[^>]+>|\s", "", table) for table in tables]


def test_download_carries_the_as_of_date_and_a_name() -> None:
    add(Lot(outcome="full", outcome_on=date(2020, 7, 10)))
    client = signed_in(officer())

    response = client.get("/annual/2020/files/annual_2020.json?as_of=2020-07-09")

    assert response.headers["Content-Type"] == "application/json"
    assert 'filename="annual_2020.json"' in response.headers["Content-Disposition"]
    assert response.json()["tables"][0]["rows"][0]["values"]["pending"] == 1


def statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    "address",
    [
        f"/annual/2020/{AS_OF}",
        f"/annual/2020/T01/count/partial/{AS_OF}",
        f"/annual/2020/T02/personal/count/{AS_OF}",
        f"/annual/2020/T01/all/all/{AS_OF}",
        f"/annual/2020/T01/sentences/appeals/{AS_OF}",
        f"/annual/2020/T05/review_board/board_sessions/{AS_OF}",
    ],
)
def test_statements_are_constant_with_one_and_many_rows(address: str) -> None:
    client = signed_in(officer())
    add(Lot(outcome="partial"), 1, [["personal"]])
    add_appeals(1, "public_records", "disclosure")
    add_sessions("review_board", [JUNE])
    few = statements(client, address)

    add(Lot(outcome="partial"), 60, [["personal", "legal"]] * 60)
    add_appeals(60, "public_records", "disclosure")

    assert statements(client, address) == few
    assert few <= 12


def test_long_list_is_cut_into_pages_that_keep_the_day() -> None:
    add(Lot(outcome="full"), 101)
    client = signed_in(officer())
    address = f"/annual/2020/T01/count/full/{AS_OF}"

    first, second = text_of(client, address), text_of(client, f"{address}&page=2")

    assert (first.count("<tr>"), second.count("<tr>")) == (101, 2)
    assert "as_of=2021-05-31&amp;page=2" in first


def test_years_with_data_are_offered_with_the_last_and_this_one() -> None:
    add(Lot(outcome="full", received_on=date(2012, 5, 1)))
    add_figure("visitors", 1, fiscal_year=2015)

    page = text_of(signed_in(manager()), "/annual/")

    years = [int(year) for year in re.findall(r'href="/annual/(\d{4})/"', page)]
    assert years == sorted(years, reverse=True)
    assert {2012, 2015} <= set(years)
    assert len(years) == 4


def test_figures_are_typed_shown_and_changed() -> None:
    client = signed_in(manager())

    done = client.post("/annual/2020/figures/", {"visitors": "１０，１８９", "on": ""})

    assert (done.status_code, done.headers["Location"]) == (302, "/annual/2020/")
    assert list(Figure.objects.values_list("key", "value", "actor_label")) == [
        ("visitors", 10189, "manager 氏")
    ]
    assert 'value="10,189"' in text_of(client, "/annual/2020/figures/")


def test_daily_figures_are_typed_with_their_day() -> None:
    client = signed_in(officer())

    client.post("/annual/2020/figures/", {"visitors": "5", "on": "R2.4.1"})

    assert Figure.objects.get().on == date(2020, 4, 1)
    shown = text_of(client, "/annual/2020/figures/?on=2020-04-01")
    assert 'value="5"' in shown


@pytest.mark.parametrize(
    ("posted", "named"),
    [
        ({"visitors": "many"}, "many"),
        ({"visitors": "-3"}, "-3"),
        ({"visitors": "1.5"}, "1.5"),
        ({"visitors": "5", "on": "2021-04-01"}, "2021-04-01"),
        ({"visitors": "5", "on": "2020-13-01"}, "2020-13-01"),
    ],
)
def test_wrong_figures_are_named_and_what_was_typed_is_kept(
    posted: dict[str, str], named: str
) -> None:
    response = signed_in(officer()).post("/annual/2020/figures/", posted)

    page = response.content.decode()
    assert response.status_code == 200
    assert "error-summary" in page
    assert named in page
    assert f'value="{posted["visitors"]}"' in page
    assert not Figure.objects.exists()


def test_whole_year_beside_days_is_refused_with_a_sentence() -> None:
    add_figure("visitors", 5, on=date(2020, 4, 1))

    response = signed_in(officer()).post("/annual/2020/figures/", {"visitors": "9"})

    assert "error-summary" in response.content.decode()
    assert Figure.objects.count() == 1


def test_page_names_tables_in_english_and_keeps_the_print_japanese() -> None:
    client = signed_in(officer())
    client.cookies["django_language"] = "en"

    page = text_of(client, f"/annual/2020/{AS_OF}")

    assert "Grounds for non-disclosure of public records" in page
    assert "〔公開請求に対する非公開の理由別件数〕" in page


def test_grant_that_has_ended_shows_nothing() -> None:
    staff = make_staff("former")
    Grant.objects.create(
        staff=staff,
        role=Role.STATISTICS_MANAGER,
        valid_from=SINCE,
        valid_until=date(2020, 4, 1),
        reason="test",
    )

    assert signed_in(staff).get("/annual/").status_code == 404
    assert Unit.objects.count() == 0
