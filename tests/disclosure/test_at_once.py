"""Everything disclosed on the day of the request, on one page."""

from datetime import date

import pytest
from django.test import Client

from casework.balances import balance_of
from casework.models import Decision, Implementation, Record, Unit
from tests.desk.page_helpers import client_of, read, stop_clock
from tests.factories.cases import RECEIVED, intake, make_unit
from tests.factories.cast import Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Cast:
    stop_clock(monkeypatch, RECEIVED)
    return make_cast()


@pytest.fixture
def client(cast: Cast) -> Client:
    return client_of(cast.records_officer)


def address(unit: Unit) -> str:
    return f"/requests/units/{unit.pk}/at-once/"


def form(unit: Unit, **changes: object) -> dict[str, object]:
    return {
        "token": "one",
        "version": unit.version,
        "titles": "道路台帳\n\n橋の台帳",
        "number": "2練土道第12号",
        "approver_name": "土木 部長",
        "mono": "12",
        "colour": "2",
        **changes,
    }


def test_records_decision_and_disclosure_in_one_act(cast: Cast, client: Client) -> None:
    unit = make_unit()

    answer = client.post(address(unit), form(unit))

    assert answer["Location"] == f"/units/{unit.pk}/"
    unit.refresh_from_db()
    assert (unit.outcome, unit.outcome_on) == ("full", RECEIVED)
    assert list(Record.objects.order_by("position").values_list("title")) == [
        ("道路台帳",),
        ("橋の台帳",),
    ]
    assert Decision.objects.get().approver_name == "土木 部長"
    # 12 sides at 10 yen and 2 at 50
    assert Implementation.objects.get().fee_yen == 220
    assert balance_of(unit).open_yen == 220


def test_without_copies_the_records_were_inspected_free(
    cast: Cast, client: Client
) -> None:
    client.post(address(unit := make_unit()), form(unit, mono="", colour=""))

    shown = Implementation.objects.get()
    assert (shown.method, shown.fee_yen) == ("inspection", 0)


def test_form_sent_twice_is_one_decision(cast: Cast, client: Client) -> None:
    unit = make_unit()
    for _time in range(2):
        assert client.post(address(unit), form(unit)).status_code == 302

    assert Decision.objects.count() == 1


def test_request_of_another_day_is_refused_and_keeps_what_was_typed(
    cast: Cast, client: Client
) -> None:
    unit = make_unit(intake(received_on=date(2020, 5, 29)))

    page = client.post(address(unit), form(unit)).content.decode()

    assert "did not come in today" in page
    assert "橋の台帳" in page
    assert not Decision.objects.exists()


@pytest.mark.parametrize("name", ["titles", "number", "approver_name"])
def test_what_is_missing_is_named_at_its_field(
    cast: Cast, client: Client, name: str
) -> None:
    unit = make_unit()

    page = client.post(address(unit), form(unit, **{name: ""})).content.decode()

    assert f'href="#id_{name}"' in page
    assert not Decision.objects.exists()


def test_slip_leads_there_until_it_is_decided(cast: Cast, client: Client) -> None:
    unit = make_unit()
    slip = f"/requests/{unit.case_id}/received/"
    links = {href for href, _text in read(client, slip).links}
    assert {address(unit), f"/units/{unit.pk}/acts/attach/"} <= links

    client.post(address(unit), form(unit))

    assert address(unit) not in {href for href, _text in read(client, slip).links}
