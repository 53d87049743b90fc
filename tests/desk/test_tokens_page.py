"""The page of a person's tokens: shown once, used as the person, revoked for good."""

import re
from datetime import date

import pytest
from django.test import Client

from offices.models import AccessToken, Grant
from tests.desk.api.asking import ROOT, assert_refusal, program_with, read
from tests.desk.page_helpers import client_of, stop_clock
from tests.factories.cases import make_unit
from tests.factories.cast import Cast, make_cast

pytestmark = pytest.mark.django_db

PAGE = "/account/tokens/"
SECRET = re.compile(r"<code>(hiroba_[\w-]{43})</code>")
FORM = {"name": "月次の集計", "days": "30"}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, date(2020, 6, 15))


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def browser(cast: Cast) -> Client:
    return client_of(cast.division_staff)


def make_token(browser: Client) -> str:
    answer = browser.post(PAGE, FORM)
    assert answer.status_code == 200
    (secret,) = SECRET.findall(answer.content.decode())
    return str(secret)


def test_new_token_asks_as_the_person(cast: Cast, browser: Client) -> None:
    unit = make_unit()

    found = read(program_with(make_token(browser)), "units/")["results"]

    assert [row["id"] for row in found] == [unit.pk]
    assert "requester" not in found[0]


def test_secret_is_shown_once(browser: Client) -> None:
    secret = make_token(browser)

    later = browser.get(PAGE).content.decode()

    assert secret not in later
    assert "月次の集計" in later


def test_second_sending_makes_no_second_token(browser: Client) -> None:
    make_token(browser)

    answer = browser.post(PAGE, FORM)

    assert not SECRET.search(answer.content.decode())
    assert "already a token" in answer.content.decode()
    assert AccessToken.objects.count() == 1


def test_form_without_a_name_says_so(browser: Client) -> None:
    answer = browser.post(PAGE, {"days": "30"})

    assert "Please write what the token is for." in answer.content.decode()
    assert not AccessToken.objects.exists()


def test_revoked_token_opens_nothing(browser: Client) -> None:
    program = program_with(make_token(browser))
    token = AccessToken.objects.get()

    browser.post(f"{PAGE}{token.pk}/revoke/")

    assert_refusal(program.get(f"{ROOT}units/"), 401, "invalid_token")
    assert "You have no token." in browser.get(PAGE).content.decode()


def test_token_of_another_person_cannot_be_revoked(cast: Cast, browser: Client) -> None:
    make_token(browser)
    token = AccessToken.objects.get()

    answer = client_of(cast.records_officer).post(f"{PAGE}{token.pk}/revoke/")

    assert answer.status_code == 404
    assert AccessToken.objects.get().revoked_at is None


def test_token_ends_on_its_day(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = program_with(make_token(browser))

    stop_clock(monkeypatch, date(2020, 7, 14))
    assert program.get(f"{ROOT}units/").status_code == 200
    stop_clock(monkeypatch, date(2020, 7, 15))
    assert_refusal(program.get(f"{ROOT}units/"), 401, "invalid_token")


def test_token_of_a_disabled_account_is_dead_at_once(
    cast: Cast, browser: Client
) -> None:
    program = program_with(make_token(browser))
    cast.division_staff.is_active = False
    cast.division_staff.save(update_fields=["is_active"])

    assert_refusal(program.get(f"{ROOT}units/"), 401, "invalid_token")


def test_token_without_a_grant_is_the_person_without_a_grant(
    cast: Cast, browser: Client
) -> None:
    program = program_with(make_token(browser))
    Grant.objects.filter(staff=cast.division_staff).update(
        valid_until=date(2020, 6, 15)
    )

    assert_refusal(program.get(f"{ROOT}units/"), 404, "not_found")
