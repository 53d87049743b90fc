"""Acts over the API: once, on the version that was read, with the form of the page."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from audit import trail
from casework.models import FormToken, Note, Unit
from desk.acts import ACT_PAGES
from tests.desk.api.asking import JSON, ROOT, assert_refusal, program_of, read
from tests.desk.page_helpers import stop_clock
from tests.factories.cases import intake, make_unit
from tests.factories.cast import Cast, make_cast

pytestmark = pytest.mark.django_db

TODAY = date(2020, 6, 15)
KEY = "a-key-of-my-own"
WITHDRAWAL = {
    "is_written": True,
    "arrived_on": "2020-06-12",
    "reason_kind": "requester",
}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, TODAY)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def officer(cast: Cast) -> Client:
    return program_of(cast.records_officer)


@pytest.fixture
def unit(cast: Cast) -> Unit:
    return make_unit(intake(requester="請求者"))


def act(
    program: Client,
    unit: Unit,
    code: str,
    body: Any,
    *,
    key: str = KEY,
    version: str = "",
) -> Any:
    headers = {
        "Idempotency-Key": key,
        "If-Match": version or program.get(f"{ROOT}units/{unit.pk}/").get("ETag", ""),
    }
    return program.post(
        f"{ROOT}units/{unit.pk}/{code}/",
        body,
        content_type=JSON,
        headers={name: value for name, value in headers.items() if value},
    )


def test_act_is_done_as_on_its_page(officer: Client, unit: Unit) -> None:
    answer = act(officer, unit, "withdraw", WITHDRAWAL)

    assert answer.status_code == 200, answer.content.decode()
    assert answer.json()["unit"] == unit.pk
    detail = read(officer, f"units/{unit.pk}/")
    assert (detail["outcome"], detail["outcome_on"]) == ("withdrawn", "2020-06-12")
    assert detail["end"] == {
        "how": "withdrawn_requester",
        "on": "2020-06-12",
        "reason": "",
    }
    assert trail.entries_of([unit.case.stream])[-1].act == "withdraw"


def test_act_sent_twice_is_done_once(officer: Client, unit: Unit) -> None:
    first = act(officer, unit, "add_note", {"text": "覚え書き"})

    second = act(officer, unit, "add_note", {"text": "覚え書き"})

    assert second.json() == first.json()
    assert second.status_code == 200
    assert Note.objects.count() == 1


def test_act_sent_twice_answers_although_the_unit_has_moved_on(
    officer: Client, unit: Unit
) -> None:
    version = officer.get(f"{ROOT}units/{unit.pk}/")["ETag"]
    first = act(officer, unit, "withdraw", WITHDRAWAL, version=version)

    second = act(officer, unit, "withdraw", WITHDRAWAL, version=version)

    assert (second.status_code, second.json()) == (200, first.json())


def test_key_with_other_contents_is_refused(officer: Client, unit: Unit) -> None:
    act(officer, unit, "add_note", {"text": "覚え書き"})

    assert_refusal(act(officer, unit, "add_note", {"text": "別の"}), 422, "key_reused")
    assert_refusal(act(officer, unit, "withdraw", WITHDRAWAL), 422, "key_reused")
    assert Note.objects.count() == 1


def test_keys_of_two_people_are_two_keys(
    cast: Cast, officer: Client, unit: Unit
) -> None:
    act(officer, unit, "add_note", {"text": "覚え書き"})

    answer = act(program_of(cast.division_staff), unit, "add_note", {"text": "別の"})

    assert answer.status_code == 200
    assert Note.objects.count() == 2


def test_refused_act_leaves_its_key_free(officer: Client, unit: Unit) -> None:
    wrong = {**WITHDRAWAL, "arrived_on": "2020-05-01"}

    found = act(officer, unit, "withdraw", wrong)

    assert found.status_code == 422, found.content.decode()
    assert not FormToken.objects.exists()
    assert act(officer, unit, "withdraw", WITHDRAWAL).status_code == 200


def test_act_without_key_or_version_is_refused(officer: Client, unit: Unit) -> None:
    address = f"{ROOT}units/{unit.pk}/withdraw/"

    without_key = officer.post(address, WITHDRAWAL, content_type=JSON)
    without_version = officer.post(
        address, WITHDRAWAL, content_type=JSON, headers={"Idempotency-Key": KEY}
    )

    assert_refusal(without_key, 428, "key_required")
    assert_refusal(without_version, 428, "version_required")
    assert Unit.objects.get().is_open


@pytest.mark.parametrize("key", ["short", "k" * 65, "鍵鍵鍵鍵鍵鍵鍵鍵", "a b c d e f"])
def test_key_that_is_none_is_refused(officer: Client, unit: Unit, key: str) -> None:
    answer = act(officer, unit, "add_note", {"text": "覚え書き"}, key=key)

    assert list(assert_refusal(answer, 400, "invalid")["errors"]) == ["Idempotency-Key"]


@pytest.mark.parametrize(
    "version", ["*", "1", "W/1", '"x"', '"1", "2"', '"9999999999"']
)
def test_version_that_is_none_is_refused(
    officer: Client, unit: Unit, version: str
) -> None:
    answer = act(officer, unit, "withdraw", WITHDRAWAL, version=version)

    assert list(assert_refusal(answer, 400, "invalid")["errors"]) == ["If-Match"]


def test_second_of_two_people_is_told_who_changed_what(
    cast: Cast, officer: Client, unit: Unit
) -> None:
    division = program_of(cast.division_staff)
    version = division.get(f"{ROOT}units/{unit.pk}/")["ETag"]
    handler = {"handler": cast.division_staff.pk}
    division_key = {"division": unit.division_id}
    assert act(officer, unit, "assign", division_key | handler).status_code == 200

    answer = act(division, unit, "assign", division_key, version=version)

    found = assert_refusal(answer, 412, "stale")
    assert cast.records_officer.name in found["detail"]
    assert [(c["act"], c["by"]) for c in found["changes"]] == [
        ("assign", cast.records_officer.name)
    ]
    assert Unit.objects.get().handler == cast.division_staff


def test_version_alone_is_as_good_as_the_tag(officer: Client, unit: Unit) -> None:
    answer = act(officer, unit, "withdraw", WITHDRAWAL, version=f'"{unit.version}"')

    assert answer.status_code == 200


def test_act_that_is_not_possible_now_says_why(officer: Client, unit: Unit) -> None:
    act(officer, unit, "withdraw", WITHDRAWAL)

    again = act(officer, unit, "withdraw", WITHDRAWAL, key="another-key")

    assert "ended already" in assert_refusal(again, 409, "not_possible_now")["detail"]
    (state,) = [
        state
        for state in read(officer, f"units/{unit.pk}/acts/")["acts"]
        if state["code"] == "withdraw"
    ]
    assert not state["is_open"]
    assert state["why_not"] == again.json()["detail"]


def test_act_that_is_not_theirs_is_not_there(cast: Cast, unit: Unit) -> None:
    division = program_of(cast.division_staff)
    stranger = program_of(cast.other_division_staff)

    assert_refusal(act(division, unit, "withdraw", WITHDRAWAL), 404, "not_found")
    assert_refusal(
        act(stranger, unit, "add_note", {"text": "覚え書き"}), 404, "not_found"
    )
    listed = [
        state["code"] for state in read(division, f"units/{unit.pk}/acts/")["acts"]
    ]
    assert "withdraw" not in listed
    assert "add_note" in listed


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "text"),
        ({"text": "あ", "case": 1}, "case"),
        ({"text": "あ", "token": "x"}, "token"),
        ({"text": ["あ"]}, "text"),
        ({"text": {"a": 1}}, "text"),
        ({"text": True}, "text"),
        ({"text": None}, "text"),
        ({"text": "長" * 5000}, "text"),
    ],
)
def test_body_the_form_does_not_take_is_refused_by_name(
    officer: Client, unit: Unit, body: Any, field: str
) -> None:
    answer = act(officer, unit, "add_note", body)

    assert list(assert_refusal(answer, 400, "invalid")["errors"]) == [field]
    assert not Note.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        "text",
        "[]",
        '"x"',
        "{",
        '{"text": NaN}',
        '{"text": "a\\u0000"}',
        '{"text": "\\ud800"}',
        '{"text": 12345678901234567890}',
        "[" * 100_000,
    ],
    ids=range(9),
)
def test_body_that_is_no_json_object_is_refused(
    officer: Client, unit: Unit, body: str
) -> None:
    assert_refusal(act(officer, unit, "add_note", body), 400, "not_json")


def test_other_format_is_refused(officer: Client, unit: Unit) -> None:
    answer = officer.post(
        f"{ROOT}units/{unit.pk}/add_note/",
        {"text": "覚え書き"},
        headers={"Idempotency-Key": KEY},
    )

    assert_refusal(answer, 415, "unsupported_media_type")


def test_session_needs_the_token_of_a_page(cast: Cast, unit: Unit) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.records_officer)

    answer = act(browser, unit, "add_note", {"text": "覚え書き"})

    assert_refusal(answer, 403, "csrf_failed")
    assert not Note.objects.exists()


def test_every_act_with_a_page_has_an_address(officer: Client, unit: Unit) -> None:
    answers = {
        code: officer.get(f"{ROOT}units/{unit.pk}/{code}/").status_code
        for code in ACT_PAGES
    }

    assert answers == dict.fromkeys(ACT_PAGES, 405)
