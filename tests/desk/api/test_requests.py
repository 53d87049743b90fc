"""Requests received over the API: the form of the desk, once, from the same door."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from casework.models import Case, Origin, Party, Unit
from tests.desk.api.asking import JSON, ROOT, assert_refusal, program_of, read
from tests.desk.page_helpers import stop_clock
from tests.factories.cast import Cast, make_cast

pytestmark = pytest.mark.django_db

ADDRESS = f"{ROOT}requests/"
KEY = "a-key-of-my-own"
REQUEST: dict[str, Any] = {
    "organ": "mayor",
    "received_on": "2020-06-15",
    "channel": "post",
    "requester_category": "resident",
    "name": "架空　花子",
    "postal_code": "176-8501",
    "wanted_methods": ["copy_post"],
    "items": [
        {"subject": "道路台帳", "division": "道路課"},
        {"subject": "橋の点検の記録"},
    ],
}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, date(2020, 6, 15))


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def officer(cast: Cast) -> Client:
    return program_of(cast.records_officer)


def send(program: Client, body: Any, *, key: str = KEY) -> Any:
    return program.post(
        ADDRESS, body, content_type=JSON, headers={"Idempotency-Key": key}
    )


def test_request_becomes_a_case_with_a_unit_for_every_item(
    cast: Cast, officer: Client
) -> None:
    found = send(officer, REQUEST).json()

    case, (first, second) = Case.objects.get(), Unit.objects.order_by("branch")
    assert found == {
        "case": case.pk,
        "number_text": case.number_text,
        "units": [
            {
                "id": unit.pk,
                "number_text": unit.number_text,
                "due_on": "2020-06-29",
            }
            for unit in (first, second)
        ],
    }
    assert case.origin == Origin.API
    assert case.wanted_methods == ["copy_post"]
    assert (first.division, second.division) == (cast.office.roads, None)
    assert Party.objects.get().name == "架空　花子"
    detail = read(officer, f"cases/{case.pk}/")
    assert detail["units"] == [first.pk, second.pk]
    assert detail["parties"][0]["postal_code"] == "176-8501"


def test_request_sent_twice_is_one_case(officer: Client) -> None:
    first = send(officer, REQUEST)

    second = send(officer, REQUEST)

    assert (second.status_code, second.json()) == (200, first.json())
    assert Case.objects.count() == 1


def test_key_with_another_request_is_refused(officer: Client) -> None:
    send(officer, REQUEST)

    answer = send(officer, {**REQUEST, "name": "別の人"})

    assert_refusal(answer, 422, "key_reused")
    assert Case.objects.count() == 1


def test_other_key_is_another_request(officer: Client) -> None:
    send(officer, REQUEST)

    send(officer, REQUEST, key="another-key")

    assert [case.number for case in Case.objects.order_by("pk")] == [1, 2]


@pytest.mark.parametrize(
    ("changed", "status", "code", "field"),
    [
        ({"organ": "nobody"}, 400, "invalid", "organ"),
        ({"name": ""}, 400, "invalid", "name"),
        ({"channel": "pigeon"}, 400, "invalid", "channel"),
        ({"guidance": 1}, 400, "invalid", "guidance"),
        ({"items": []}, 400, "invalid", "items"),
        ({"items": None}, 400, "invalid", "items"),
        ({"items": [{"subject": "あ"}, {"more": "い"}]}, 400, "invalid", "items.1"),
        ({"items": [{"subject": 1}]}, 400, "invalid", "items.0"),
        (
            {"items": [{"subject": "あ", "division": "無い課"}]},
            400,
            "invalid",
            "items.0.division",
        ),
        (
            {"received_on": "2020-06-16"},
            422,
            "received_in_future",
            "received_on",
        ),
        (
            {"items": [{"subject": "あ"}, {"division": "道路課"}]},
            422,
            "no_subject",
            "items.1.subject",
        ),
    ],
)
def test_request_that_cannot_be_logged_is_refused_by_field(
    officer: Client, changed: dict[str, Any], status: int, code: str, field: str
) -> None:
    answer = send(officer, {**REQUEST, **changed})

    assert list(assert_refusal(answer, status, code)["errors"]) == [field]
    assert not Case.objects.exists()
    assert send(officer, REQUEST).status_code == 200


def test_request_without_a_key_is_refused(officer: Client) -> None:
    answer = officer.post(ADDRESS, REQUEST, content_type=JSON)

    assert_refusal(answer, 428, "key_required")


def test_requests_are_logged_by_records_officers_only(cast: Cast) -> None:
    answer = send(program_of(cast.division_staff), REQUEST)

    assert_refusal(answer, 404, "not_found")
    assert not Case.objects.exists()


def test_request_is_disclosed_on_the_day_it_came(officer: Client) -> None:
    body = {
        "titles": "道路台帳\n橋りょう点検票",
        "number": "2練総第1号",
        "approver_name": "総務課長",
        "mono": 3,
    }
    (unit, _other) = send(officer, REQUEST).json()["units"]
    address = f"{ROOT}units/{unit['id']}/disclose_at_once/"
    headers = {"Idempotency-Key": KEY + "2", "If-Match": '"1"'}

    answers = [
        officer.post(address, body, content_type=JSON, headers=headers)
        for _twice in range(2)
    ]

    assert answers[0].status_code == 200, answers[0].content.decode()
    assert answers[1].json() == answers[0].json() == {"unit": unit["id"], "decision": 1}
    detail = read(officer, f"units/{unit['id']}/")
    assert detail["outcome"] == "full"
    assert detail["outcome_on"] == "2020-06-15"
    assert detail["implementations"][0]["sheets"] == 3
    records = read(officer, f"units/{unit['id']}/records/")["results"]
    assert [row["title"] for row in records] == ["道路台帳", "橋りょう点検票"]
