"""What is not collected: listed, gone once it is paid."""

import pytest

from casework.models import Unit
from casework.operations.correct_payment import (
    PaymentCorrection,
    correct_payment,
)
from casework.operations.log_no_show import log_no_show
from tests.desk.page_helpers import client_of, read, stop_clock
from tests.factories.cases import end, intake, make_unit
from tests.factories.cast import Cast, make_cast
from tests.factories.desk import NOW, TODAY
from tests.factories.fees import copied, invited, paid

pytestmark = pytest.mark.django_db

LIST = "/queue/?facet=unpaid"


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Cast:
    stop_clock(monkeypatch, TODAY)
    return make_cast()


@pytest.fixture
def unit(cast: Cast) -> Unit:
    unit = end(make_unit(), "full", on=TODAY)
    return copied(unit, by=cast.division_staff, on=TODAY, mono=12)


def test_listed_until_it_is_paid(cast: Cast, unit: Unit) -> None:
    client = client_of(cast.records_officer)

    assert unit.number_text in client.get(LIST).content.decode()
    paid(unit, 119, by=cast.division_staff, on=TODAY)
    assert unit.number_text in client.get(LIST).content.decode()
    paid(unit, 1, by=cast.division_staff, on=TODAY)
    assert unit.number_text not in client.get(LIST).content.decode()


def test_page_of_the_unit_says_what_is_open(cast: Cast, unit: Unit) -> None:
    client = client_of(cast.records_officer)
    address = f"/units/{unit.pk}/"

    before = read(client, address).text
    paid(unit, 120, by=cast.division_staff, on=TODAY)
    after = read(client, address).text

    assert "Notcollected:120yen" in before
    assert "Settled" in after


def test_appointment_stands_in_the_calendar_until_nobody_comes(cast: Cast) -> None:
    unit = end(make_unit(), "full", on=TODAY)
    unit = invited(unit, by=cast.division_staff, on=TODAY)
    client = client_of(cast.records_officer)

    before = client.get("/calendar/?month=2020-06").content.decode()
    log_no_show(
        unit=unit, remark="", version=None, by=cast.division_staff, on=TODAY, at=NOW
    )
    after = client.get("/calendar/?month=2020-06").content.decode()

    assert "区民情報ひろば" in before
    assert "区民情報ひろば" not in after


def test_receipt_names_the_payer_to_officers_only(cast: Cast) -> None:
    unit = end(make_unit(intake(requester="請求者 甲")), "full", on=TODAY)
    unit = copied(unit, by=cast.division_staff, on=TODAY, mono=12)
    row = paid(unit, 120, by=cast.division_staff, on=TODAY)
    address = f"/units/{unit.pk}/receipts/?payment={row.pk}"

    for_officer = client_of(cast.records_officer).get(address).content.decode()
    for_division = client_of(cast.division_staff).get(address).content.decode()

    assert "請求者 甲" in for_officer
    assert "請求者 甲" not in for_division
    for html in (for_officer, for_division):
        assert "2020-1" in html
        assert "120" in html
    other = client_of(cast.auditor).get(address)
    assert other.status_code == 404


def test_a_struck_out_payment_has_no_receipt(cast: Cast, unit: Unit) -> None:
    row = paid(unit, 120, by=cast.division_staff, on=TODAY)
    correct_payment(
        unit=unit,
        correction=PaymentCorrection(
            payment=row.pk, kind="void", on=TODAY, reason="誤入力"
        ),
        version=None,
        by=cast.records_officer,
        on=TODAY,
        at=NOW,
    )

    address = f"/units/{unit.pk}/receipts/?payment={row.pk}"
    html = client_of(cast.records_officer).get(address).content.decode()

    assert "2020-1" not in html
    assert "Nothing was paid for this unit yet." in html
