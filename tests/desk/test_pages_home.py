"""Home, sign-in, help and the pages that say what went wrong."""

import re
from datetime import date

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from appeals.models import Against, Appeal
from casework.models import ImportRun
from casework.operations import clock
from ordinances.periods import Event
from tests.desk.page_helpers import client_of, numbers, read, statements, stop_clock
from tests.factories.cases import AT, end, intake, make_unit, numbered
from tests.factories.cast import CLERK, Cast, make_cast

pytestmark = pytest.mark.django_db

TODAY = date(2020, 6, 15)
NAME = "架空花子"
SUBJECT = "秘密の橋の図面"


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Cast:
    stop_clock(monkeypatch, TODAY)
    return make_cast()


@pytest.fixture
def office_at_work(cast: Cast) -> Cast:
    """Three overdue, two due today, one soon, one suspended, one ended, an appeal."""
    days = [date(2020, 5, 20)] * 3 + [date(2020, 6, 1)] * 2 + [date(2020, 6, 8)]
    for number, day in enumerate(days, start=1):
        facts = intake(received_on=day, requester=NAME, subject=SUBJECT)
        make_unit(numbered(facts, number))
    waiting = make_unit(numbered(intake(), 7))
    clock.write_event(
        case=waiting.case,
        unit=waiting,
        event=Event("suspended", TODAY),
        by=CLERK,
        at=AT,
    )
    clock.refresh(waiting)
    end(make_unit(numbered(intake(), 8)), "full", on=TODAY)
    appeal = make_unit(intake(kind="appeal", request_kind="appeal"))
    Appeal.objects.create(case=appeal.case, against=Against.PUBLIC_RECORDS)
    return cast


def tiles(html: str) -> dict[str, tuple[str, int]]:
    """Map each tile's words to its address and number."""
    found = re.findall(
        r'class="tile[^"]*"\s+href="([^"]*)">\s*<span class="tile-label">([^<]*)</span>'
        r'\s*<span class="count">([\d,]+)</span>',
        html,
    )
    return {label: (href, int(count.replace(",", ""))) for href, label, count in found}


def test_home_counts_what_is_due(office_at_work: Cast) -> None:
    html = client_of(office_at_work.records_officer).get("/").content.decode()

    assert {label: count for label, (_, count) in tiles(html).items()} == {
        "Overdue": 3,
        "Due today": 2,
        "Due within 7 days": 1,
        "Suspended": 1,
        "Due date unknown": 0,
        "Received": 8,
        "Under examination": 0,
        "Awaiting approval": 0,
        "Undetermined appeals": 1,
    }


def test_every_number_of_home_leads_to_as_many_rows(office_at_work: Cast) -> None:
    client = client_of(office_at_work.records_officer)

    found = tiles(client.get("/").content.decode())

    assert found
    for label, (address, count) in found.items():
        assert len(numbers(read(client, address))) == count, label


def test_home_lists_the_most_pressing_units_first(office_at_work: Cast) -> None:
    page = read(client_of(office_at_work.records_officer), "/")

    first = [name.split("第")[1].split("号")[0] for name in numbers(page)]
    assert first == ["1", "2", "3", "4", "5", "6", "7"]


@pytest.mark.parametrize(
    ("person", "shown", "hidden"),
    [
        ("records_officer", {"Next due", "Annual tables", "Appeals"}, set()),
        ("division_staff", {"Next due"}, {"Annual tables", "Appeals", NAME}),
        ("approver", {"Next due"}, {"Annual tables", "Appeals", NAME}),
        ("board_member", {"Appeals"}, {"Next due", "Annual tables", SUBJECT}),
        ("board_secretariat", {"Appeals"}, {"Next due", "Annual tables", SUBJECT}),
        ("statistics_manager", {"Annual tables"}, {NAME, SUBJECT}),
        ("auditor", {"Annual tables"}, {NAME, SUBJECT}),
        (
            "sysadmin",
            {"It opens no cases."},
            {"Next due", "Annual tables", "Appeals", "第1号"},
        ),
        (
            "stranger",
            {"No role has been granted"},
            {"Next due", "Annual tables", "Appeals", "第1号"},
        ),
    ],
)
def test_home_and_its_navigation_follow_the_role(
    office_at_work: Cast, person: str, shown: set[str], hidden: set[str]
) -> None:
    client = client_of(getattr(office_at_work, person))

    html = client.get("/").content.decode()

    assert {word for word in shown if word not in html} == set()
    assert {word for word in hidden if word in html} == set()


def test_every_entry_of_the_navigation_opens(office_at_work: Cast) -> None:
    for name, staff in office_at_work.everybody().items():
        if not staff.is_active:
            continue
        client = client_of(staff)
        html = client.get("/").content.decode()
        navigation = html.split('<nav class="site-nav"')[1].split("</nav>")[0]
        for address in re.findall(r'href="([^"]+)"', navigation):
            assert client.get(address).status_code == 200, (name, address)


def test_home_takes_as_many_statements_for_thirty_units_as_for_one(cast: Cast) -> None:
    client = client_of(cast.records_officer)
    make_unit(intake(requester=NAME))
    with statements() as few:
        client.get("/")
    for _ in range(30):
        make_unit(intake(requester=NAME))

    with statements() as many:
        client.get("/")

    # four of them for the reminders: dates, answers owed, people, absences
    assert len(few) == len(many) <= 16


def test_home_shows_the_last_ledgers_to_those_who_take_them_in(cast: Cast) -> None:
    for kind in ("disclosure", "appeals"):
        ImportRun.objects.create(
            kind=kind,
            file_name=f"{kind}.csv",
            sha256="0" * 64,
            at=AT,
            actor_key=CLERK.key,
            actor_label=CLERK.label,
        )

    def seen(person: str) -> list[bool]:
        html = client_of(getattr(cast, person)).get("/").content.decode()
        return ["disclosure.csv" in html, "appeals.csv" in html]

    assert seen("records_officer") == [True, True]
    assert seen("board_secretariat") == [False, True]
    assert seen("auditor") == [False, False]


@pytest.mark.parametrize(
    ("on", "shown"),
    [
        (date(2026, 12, 30), False),
        (date(2026, 12, 31), True),
        (date(2029, 1, 1), True),
    ],
)
def test_banner_stands_when_the_calendar_ends_within_a_year(
    monkeypatch: pytest.MonkeyPatch, on: date, *, shown: bool
) -> None:
    staff = make_cast().records_officer
    stop_clock(monkeypatch, on)

    html = client_of(staff).get("/").content.decode()

    assert ("The table of holidays ends on 2027-12-31." in html) == shown


def test_banner_names_the_units_outside_the_calendar(cast: Cast) -> None:
    make_unit(intake(received_on=date(2027, 12, 28)))

    html = client_of(cast.records_officer).get("/").content.decode()

    assert "1 undecided unit has no known due date" in html
    assert 'href="/cases/?due=unknown"' in html


def test_sign_in_goes_on_to_the_page_that_was_asked_for(cast: Cast) -> None:
    client = Client()

    asked = client.get("/cases/?due=overdue")
    form = client.get(asked["Location"])
    answer = client.post(
        "/sign-in/",
        {
            "username": "records_officer",
            "password": "records_officer",
            "next": "/cases/?due=overdue",
        },
    )

    assert asked["Location"] == "/sign-in/?next=/cases/%3Fdue%3Doverdue"
    assert 'name="next" value="/cases/?due=overdue"' in form.content.decode()
    assert answer["Location"] == "/cases/?due=overdue"


@pytest.mark.parametrize(
    ("login", "password", "words"),
    [
        ("records_officer", "wrong", "do not belong together"),
        ("nobody", "records_officer", "do not belong together"),
        ("disabled", "disabled", "do not belong together"),
        ("", "x", "Please enter your login."),
        ("x", "", "Please enter your password."),
    ],
)
@pytest.mark.usefixtures("cast")
def test_sign_in_says_what_to_mend_and_keeps_what_was_typed(
    login: str, password: str, words: str
) -> None:
    client = Client(headers={"accept-language": "en"})

    answer = client.post(
        "/sign-in/", {"username": login, "password": password, "next": "/cases/"}
    )

    html = answer.content.decode()
    assert "Error:" in html.split("</title>")[0]
    assert words in html.split('class="error-summary')[1].split("</div>")[0]
    assert 'name="next" value="/cases/"' in html
    assert f'value="{login}"' in html or not login
    assert client.get("/").status_code == 302


def test_sign_out_ends_the_session_by_post_only(cast: Cast) -> None:
    client = client_of(cast.records_officer)

    assert client.get("/sign-out/").status_code == 405
    assert client.get("/").status_code == 200
    client.post("/sign-out/")
    assert client.get("/").status_code == 302


@pytest.mark.usefixtures("cast")
def test_language_is_switched_before_signing_in_and_stays() -> None:
    client = Client()

    assert '<html lang="ja">' in client.get("/sign-in/").content.decode()
    client.post("/language/", {"language": "en", "next": "/sign-in/"})
    assert '<html lang="en">' in client.get("/sign-in/").content.decode()
    assert '<html lang="en">' in client.get("/help/").content.decode()


def refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def suspect(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation


@login_not_required
def fail(request: HttpRequest) -> HttpResponse:
    raise RuntimeError


urlpatterns = [
    path("refused/", refuse),
    path("suspicious/", suspect),
    path("failing/", fail),
    path("", include("config.urls")),
]


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/nowhere/", 404, "There is no such page"),
        ("/refused/", 403, "Your role does not include this act."),
        ("/suspicious/", 400, "This request cannot be accepted"),
        ("/failing/", 500, "Something went wrong"),
    ],
)
def test_page_of_an_error_says_what_to_do_now(
    cast: Cast, address: str, status: int, words: str
) -> None:
    client = client_of(cast.records_officer)
    client.raise_request_exception = False

    answer = client.get(address)

    assert answer.status_code == status
    assert words in answer.content.decode()


@override_settings(ROOT_URLCONF=__name__)
def test_page_of_a_failure_asks_nothing_of_the_database() -> None:
    client = Client(raise_request_exception=False)
    with statements() as found:
        answer = client.get("/failing/")

    assert answer.status_code == 500
    assert found == []


def test_form_without_its_token_is_refused_in_whole_sentences(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    client.force_login(cast.records_officer)

    answer = client.post("/sign-out/")

    assert answer.status_code == 403
    assert "The form was not accepted" in answer.content.decode()
    assert client.get("/").status_code == 200
