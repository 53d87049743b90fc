"""Who gets in: a valid token or a session, and nobody who guesses."""

import pytest
from django.core.cache import cache
from django.test import Client

from desk.api.authentication import MOST_GUESSES
from tests.desk.api.asking import ROOT, assert_refusal, program_of, program_with
from tests.factories.cast import Cast, make_cast

pytestmark = pytest.mark.django_db

UNITS = f"{ROOT}units/"


@pytest.fixture
def cast() -> Cast:
    cache.clear()
    return make_cast()


def test_nobody_is_told_how_to_sign_in(cast: Cast) -> None:
    answer = Client().get(UNITS)

    assert_refusal(answer, 401, "not_authenticated")
    assert answer["WWW-Authenticate"] == 'Bearer realm="hiroba"'


@pytest.mark.parametrize("secret", ["hiroba_unknown", "", "a b c", "é", "\udce9"])
def test_unknown_token_is_refused(cast: Cast, secret: str) -> None:
    assert_refusal(program_with(secret).get(UNITS), 401, "invalid_token")


def test_browser_session_asks_as_its_person(cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.records_officer)

    assert browser.get(UNITS).status_code == 200


def test_disabled_account_has_no_session(cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.disabled)

    assert_refusal(browser.get(UNITS), 401, "not_authenticated")


def test_guessing_is_slowed_down_and_a_valid_token_opens_all_the_same(
    cast: Cast,
) -> None:
    guesser, program = program_with("hiroba_guess"), program_of(cast.records_officer)
    for _ in range(MOST_GUESSES):
        assert_refusal(guesser.get(UNITS), 401, "invalid_token")

    answer = guesser.get(UNITS)

    assert_refusal(answer, 429, "throttled")
    assert int(answer["Retry-After"]) > 0
    assert program.get(UNITS).status_code == 200


def test_address_that_is_none_answers_as_one_that_is_hidden(cast: Cast) -> None:
    stranger = program_of(cast.stranger)

    nothing, hidden = stranger.get(f"{ROOT}no/such/"), stranger.get(UNITS)

    assert assert_refusal(nothing, 404, "not_found") == assert_refusal(
        hidden, 404, "not_found"
    )


def test_answers_are_kept_by_nobody(cast: Cast) -> None:
    answer = program_of(cast.records_officer).get(UNITS)

    assert "no-store" in answer["Cache-Control"]
