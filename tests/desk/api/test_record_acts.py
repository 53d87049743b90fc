"""Records over the API: added, decided many at once, amended, removed."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from casework.models import Record, Unit
from tests.desk.api.asking import JSON, ROOT, assert_refusal, program_of, read
from tests.desk.page_helpers import statements, stop_clock
from tests.factories.cases import make_unit
from tests.factories.cast import Cast, make_cast

pytestmark = pytest.mark.django_db

TODAY = date(2020, 6, 15)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, TODAY)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def division(cast: Cast) -> Client:
    return program_of(cast.division_staff)


@pytest.fixture
def unit(cast: Cast) -> Unit:
    return make_unit()


def send(
    program: Client,
    address: str,
    body: Any,
    *,
    key: str = "a-key-of-my-own",
    version: int | None = None,
) -> Any:
    headers = {"Idempotency-Key": key}
    if version is not None:
        headers["If-Match"] = f'"{version}"'
    return program.post(ROOT + address, body, content_type=JSON, headers=headers)


def add(program: Client, unit: Unit, *titles: str) -> list[int]:
    rows = [{"title": title, "sheets": 2} for title in titles]
    answer = send(
        program, f"units/{unit.pk}/add_records/", {"records": rows}, key="added-first"
    )
    assert answer.status_code == 200, answer.content.decode()
    return list(answer.json()["records"])


def test_records_are_added_in_order_and_listed(division: Client, unit: Unit) -> None:
    keys = add(division, unit, "道路台帳", "橋りょう点検票")

    found = read(division, f"units/{unit.pk}/records/")["results"]

    assert [row["id"] for row in found] == keys
    assert found[0] == {
        "id": keys[0],
        "grounds": [],
        "position": 1,
        "sheets": 2,
        "outcome": "",
        "absence_kind": "",
        "disclosable_on": None,
        "destroyed_on": None,
        "third_party": "",
        "version": 1,
        "document_number": "",
        "title": "道路台帳",
        "made_on": None,
        "medium": "",
        "withheld_part": "",
        "reason": "",
    }


def test_records_without_words_are_for_whoever_sees_rows_only(
    cast: Cast, division: Client, unit: Unit
) -> None:
    add(division, unit, "道路台帳")

    manager = program_of(cast.statistics_manager)
    (row,) = read(manager, f"units/{unit.pk}/records/")["results"]

    assert not {"title", "document_number", "reason", "withheld_part"} & set(row)
    assert row["sheets"] == 2


def test_records_take_as_many_statements_for_thirty_as_for_one(
    cast: Cast, division: Client
) -> None:
    small, large = make_unit(), make_unit()
    send(division, f"units/{small.pk}/add_records/", {"records": [{"title": "一"}]})
    add(division, large, *(f"記録{n}" for n in range(30)))

    with statements() as few:
        read(division, f"units/{small.pk}/records/")
    with statements() as many:
        read(division, f"units/{large.pk}/records/")

    assert len(few) == len(many) <= 5


def test_many_records_are_decided_at_once(division: Client, unit: Unit) -> None:
    first, second = add(division, unit, "道路台帳", "橋りょう点検票")
    choices = [
        {"record": first, "version": 1, "outcome": "full"},
        {
            "record": second,
            "version": 1,
            "outcome": "partial",
            "grounds": ["personal"],
            "withheld_part": "氏名",
            "reason": "個人が識別されるため",
        },
    ]

    answer = send(division, f"units/{unit.pk}/decide_record/", {"choices": choices})

    assert answer.json() == {
        "unit": unit.pk,
        "records": [{"id": first, "version": 2}, {"id": second, "version": 2}],
    }
    rows = read(division, f"units/{unit.pk}/records/")["results"]
    assert [row["outcome"] for row in rows] == ["full", "partial"]
    assert rows[1]["grounds"] == [{"ground": "personal", "is_exemption": True}]


def test_second_of_two_people_in_the_grid_is_told_who_changed_what(
    cast: Cast, division: Client, unit: Unit
) -> None:
    (record,) = add(division, unit, "道路台帳")
    address = f"units/{unit.pk}/decide_record/"
    choice = {"record": record, "version": 1, "outcome": "full"}
    officer = program_of(cast.records_officer)
    assert send(officer, address, {"choices": [choice]}).status_code == 200

    answer = send(
        division,
        address,
        {"choices": [{**choice, "outcome": "absent"}]},
        key="another1",
    )

    found = assert_refusal(answer, 412, "stale")
    assert cast.records_officer.name in found["detail"]
    assert Record.objects.get().outcome == "full"


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["records"]),
        ({"records": []}, ["records"]),
        ({"records": ["x"]}, ["records"]),
        ({"records": {}}, ["records"]),
        ({"records": [{"title": "一"}], "more": 1}, ["more"]),
        ({"records": [{"title": "一"}, {}]}, ["records.1.title"]),
        (
            {
                "records": [
                    {"title": "一", "sheets": -1},
                    {"title": "二", "made_on": "x"},
                ]
            },
            ["records.0.sheets", "records.1.made_on"],
        ),
        ({"records": [{"title": "一", "position": 3}]}, ["records.0.position"]),
    ],
)
def test_body_that_is_not_right_is_refused_by_place(
    division: Client, unit: Unit, body: Any, fields: list[str]
) -> None:
    answer = send(division, f"units/{unit.pk}/add_records/", body)

    assert list(assert_refusal(answer, 400, "invalid")["errors"]) == fields
    assert not Record.objects.exists()


def test_ground_nobody_knows_is_refused(division: Client, unit: Unit) -> None:
    (record,) = add(division, unit, "道路台帳")
    choice = {"record": record, "version": 1, "outcome": "partial", "grounds": ["x"]}

    answer = send(division, f"units/{unit.pk}/decide_record/", {"choices": [choice]})

    assert_refusal(answer, 422, "unfit_finding")
    assert Record.objects.get().outcome == ""


def test_record_is_amended_on_the_version_that_was_read(
    division: Client, unit: Unit
) -> None:
    (record,) = add(division, unit, "道路台帳")
    address = f"records/{record}/amend_record/"
    body = {"title": "道路台帳（改訂）", "made_on": "R2.4.1"}

    without = send(division, address, body, key="another1")
    done = send(division, address, body, version=1)
    late = send(division, address, body, version=1, key="another2")

    assert_refusal(without, 428, "version_required")
    assert done.json() == {"unit": unit.pk, "records": [{"id": record, "version": 2}]}
    assert_refusal(late, 412, "stale")
    assert Record.objects.get().made_on == date(2020, 4, 1)


def test_record_is_removed_once(division: Client, unit: Unit) -> None:
    (record,) = add(division, unit, "道路台帳")
    address = f"records/{record}/remove_record/"

    first = send(division, address, {}, version=1)
    again = send(division, address, {}, version=1)
    later = send(division, address, {}, version=1, key="another1")

    assert first.json() == again.json() == {"unit": unit.pk}
    assert_refusal(later, 404, "not_found")
    assert not Record.objects.exists()


def test_records_of_another_division_are_not_there(
    cast: Cast, division: Client, unit: Unit
) -> None:
    (record,) = add(division, unit, "道路台帳")
    other = program_of(cast.other_division_staff)

    for address, body in (
        (f"units/{unit.pk}/add_records/", {"records": [{"title": "一"}]}),
        (f"records/{record}/amend_record/", {"title": "一"}),
        (f"records/{record}/remove_record/", {}),
    ):
        assert_refusal(send(other, address, body, version=1), 404, "not_found")
    assert Record.objects.get().title == "道路台帳"
