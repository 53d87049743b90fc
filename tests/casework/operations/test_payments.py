"""Payments, waivers and corrections: what they leave behind, and each refusal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from casework.balances import balance_of, owing_units
from casework.handover import Handover
from casework.models import FeeWaiver, Implementation, ImplementationLine, Payment, Unit
from casework.operations.carry_out import carry_out
from casework.operations.correct_payment import (
    CannotCorrectPayment,
    PaymentCorrection,
    correct_payment,
)
from casework.operations.record_payment import (
    CannotRecordPayment,
    PaymentFacts,
    record_payment,
)
from casework.operations.waive_fee import CannotWaiveFee, WaiverFacts, waive_fee
from casework.permissions import NotPermitted
from tests.factories.cases import end, make_unit
from tests.factories.cast import Cast, make_cast
from tests.factories.desk import NOW, TODAY, told
from tests.factories.fees import allow_waivers, copied, invited

pytestmark = pytest.mark.django_db

CASH = PaymentFacts(on=TODAY, amount_yen=120, means="cash")
WAIVER = WaiverFacts(on=TODAY, amount_yen=120, reason_code="welfare", remark="確認済み")


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def unit(cast: Cast) -> Unit:
    """Return a closed unit that owes 120 yen."""
    unit = end(make_unit(), "full", on=TODAY)
    return copied(unit, by=cast.division_staff, on=TODAY, mono=12)


def pay(
    unit: Unit, cast: Cast, facts: PaymentFacts = CASH, on: date = TODAY
) -> Payment:
    return record_payment(
        unit=unit, payment=facts, version=None, by=cast.division_staff, on=on, at=NOW
    )


def correct(unit: Unit, cast: Cast, facts: PaymentCorrection) -> Payment:
    return correct_payment(
        unit=unit,
        correction=facts,
        version=None,
        by=cast.records_officer,
        on=TODAY,
        at=NOW,
    )


def waive(unit: Unit, cast: Cast, facts: WaiverFacts = WAIVER) -> None:
    waive_fee(
        unit=unit, waiver=facts, version=None, by=cast.records_officer, on=TODAY, at=NOW
    )


def voided(row: Payment) -> PaymentCorrection:
    return PaymentCorrection(payment=row.pk, kind="void", on=TODAY, reason="誤入力")


def open_yen(unit: Unit) -> int:
    return balance_of(Unit.objects.get(pk=unit.pk)).open_yen


def test_a_payment_settles_what_is_due(cast: Cast, unit: Unit) -> None:
    assert list(owing_units()) == [unit]

    first = pay(unit, cast, replace(CASH, amount_yen=100))
    second = pay(unit, cast, replace(CASH, amount_yen=20, means="slip"))

    assert open_yen(unit) == 0
    assert list(owing_units()) == []
    assert (first.receipt_text, second.receipt_text) == ("2020-1", "2020-2")
    facts = told("record_payment")[0][1]
    assert (facts["amount_yen"], facts["receipt"]) == (100, "2020-1")


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"amount_yen": 121}, "more_than_due", "amount_yen"),
        ({"amount_yen": 0}, "no_amount", "amount_yen"),
        ({"on": date(2020, 6, 4)}, "in_future", "on"),
        ({"on": date(2020, 6, 2)}, "before_decision", "on"),
        ({"means": "shells"}, "unknown_means", "means"),
        # on 3 June the year before is closed
        ({"revenue_fiscal_year": 2019}, "year_not_open", "revenue_fiscal_year"),
        ({"revenue_fiscal_year": 2018}, "year_not_open", "revenue_fiscal_year"),
        ({"revenue_fiscal_year": 2021}, "year_not_open", "revenue_fiscal_year"),
    ],
)
def test_payment_refused(
    cast: Cast,
    unit: Unit,
    changes: dict[str, object],
    code: str,
    field: str,
) -> None:
    facts = replace(CASH, **changes)  # type: ignore[arg-type]  # one at a time

    with pytest.raises(CannotRecordPayment) as refusal, transaction.atomic():
        pay(unit, cast, facts)

    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert not Payment.objects.exists()


def test_a_refused_payment_uses_no_receipt_number(cast: Cast, unit: Unit) -> None:
    with pytest.raises(CannotRecordPayment), transaction.atomic():
        pay(unit, cast, replace(CASH, amount_yen=999))

    assert pay(unit, cast).number == 1


def test_advance_payment_only_up_to_what_was_quoted(cast: Cast) -> None:
    unit = end(make_unit(), "full", on=TODAY)
    with pytest.raises(CannotRecordPayment):
        pay(unit, cast)
    unit = invited(unit, by=cast.division_staff, on=TODAY, quoted_yen=150)

    pay(unit, cast, replace(CASH, amount_yen=150))
    with pytest.raises(CannotRecordPayment), transaction.atomic():
        pay(unit, cast, replace(CASH, amount_yen=1))

    # the copies turn out to cost less: the rest goes back
    unit = copied(unit, by=cast.division_staff, on=TODAY, mono=12)
    assert balance_of(unit).back_yen == 30
    assert list(owing_units()) == []


def test_money_of_april_belongs_to_the_year_of_the_hand_over(cast: Cast) -> None:
    unit = end(make_unit(), "full", on=TODAY)
    unit = copied(unit, by=cast.division_staff, on=date(2021, 3, 31), mono=12)
    april = date(2021, 4, 1)

    half = replace(CASH, on=april, amount_yen=60)
    kept = pay(unit, cast, half, on=april)
    moved = pay(unit, cast, replace(half, revenue_fiscal_year=2021), on=april)

    assert (kept.revenue_fiscal_year, kept.receipt_text) == (2020, "2021-1")
    assert (moved.revenue_fiscal_year, moved.receipt_text) == (2021, "2021-2")


def test_a_wrong_payment_is_struck_out_by_a_further_row(cast: Cast, unit: Unit) -> None:
    row = pay(unit, cast)

    struck = correct(unit, cast, voided(row))

    assert Payment.objects.count() == 2
    stored = Payment.objects.get(pk=row.pk)
    assert (stored.kind, stored.amount_yen, stored.number) == ("received", 120, 1)
    assert (struck.number, struck.corrects_id) == (None, row.pk)
    assert open_yen(unit) == 120
    assert pay(unit, cast).receipt_text == "2020-2"
    assert told("correct_payment")[0][2] == {"reason": "誤入力"}


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"payment": 0}, "no_payment", "payment"),
        ({"kind": "forget"}, "unknown_kind", "kind"),
        ({"reason": " "}, "no_reason", "reason"),
        ({"on": date(2020, 6, 4)}, "day_does_not_fit", "on"),
        ({"on": date(2020, 6, 2)}, "day_does_not_fit", "on"),
        ({"kind": "refund", "amount_yen": 1}, "too_much_back", "amount_yen"),
        ({"kind": "refund"}, "too_much_back", "amount_yen"),
    ],
)
def test_correction_refused(
    cast: Cast, unit: Unit, changes: dict[str, object], code: str, field: str
) -> None:
    row = pay(unit, cast)
    facts = replace(voided(row), **changes)  # type: ignore[arg-type]  # one at a time

    with pytest.raises(CannotCorrectPayment) as refusal, transaction.atomic():
        correct(unit, cast, facts)

    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert Payment.objects.count() == 1


def test_struck_out_once_only(cast: Cast, unit: Unit) -> None:
    row = pay(unit, cast)
    correct(unit, cast, voided(row))

    with pytest.raises(CannotCorrectPayment) as refusal:
        correct(unit, cast, voided(row))

    assert refusal.value.code == "struck_out"


def test_what_was_paid_too_much_goes_back(cast: Cast, unit: Unit) -> None:
    row = pay(unit, cast)
    wrong = Implementation.objects.get()
    carry_out(
        unit=unit,
        handover=Handover(
            on=TODAY,
            method="copy_counter",
            copies=(("mono", 9),),
            supersedes=wrong.pk,
        ),
        version=None,
        by=cast.division_staff,
        on=TODAY,
        at=NOW,
    )
    back = replace(voided(row), kind="refund", amount_yen=31)

    with pytest.raises(CannotCorrectPayment), transaction.atomic():
        correct(unit, cast, back)
    correct(unit, cast, replace(back, amount_yen=30))

    assert open_yen(unit) == 0
    with pytest.raises(CannotCorrectPayment) as refusal:
        correct(unit, cast, voided(row))
    assert refusal.value.code == "paid_back_already"


def test_no_waiver_in_nerima(cast: Cast, unit: Unit) -> None:
    with pytest.raises(CannotWaiveFee, match="減免") as refusal:
        waive(unit, cast)

    assert refusal.value.code == "waiver_off"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"amount_yen": 121}, "more_than_fee", "amount_yen"),
        ({"amount_yen": 0}, "more_than_fee", "amount_yen"),
        ({"reason_code": "friend"}, "unknown_reason", "reason_code"),
        ({"on": date(2020, 6, 4)}, "day_does_not_fit", "on"),
        ({"on": date(2020, 6, 2)}, "day_does_not_fit", "on"),
    ],
)
def test_waiver_refused(
    cast: Cast,
    unit: Unit,
    monkeypatch: pytest.MonkeyPatch,
    changes: dict[str, object],
    code: str,
    field: str,
) -> None:
    allow_waivers(monkeypatch)
    facts = replace(WAIVER, **changes)  # type: ignore[arg-type]  # one at a time

    with pytest.raises(CannotWaiveFee) as refusal, transaction.atomic():
        waive(unit, cast, facts)

    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert open_yen(unit) == 120


def test_a_waived_fee_is_not_owed(
    cast: Cast, unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    allow_waivers(monkeypatch)

    waive(unit, cast)

    assert open_yen(unit) == 0
    assert list(owing_units()) == []
    assert told("waive_fee")[0][2] == {"remark": "確認済み"}


def test_a_ledger_row_is_not_owed(cast: Cast) -> None:
    unit = end(make_unit(), "full", on=TODAY)
    carry_out(
        unit=unit,
        handover=Handover(on=TODAY, sheets=12, fee_yen=120),
        version=None,
        by=cast.division_staff,
        on=TODAY,
        at=NOW,
    )

    assert open_yen(unit) == 0
    assert list(owing_units()) == []


@pytest.mark.parametrize("name", ["division_staff", "approver", "auditor"])
def test_officers_alone_waive_and_correct(cast: Cast, unit: Unit, name: str) -> None:
    row = pay(unit, cast)
    person = cast.everybody()[name]

    with pytest.raises(NotPermitted):
        correct_payment(
            unit=unit, correction=voided(row), version=None, by=person, on=TODAY, at=NOW
        )
    with pytest.raises(NotPermitted):
        waive_fee(unit=unit, waiver=WAIVER, version=None, by=person, on=TODAY, at=NOW)


def cannot(edit: Callable[[], object]) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        edit()


def test_the_database_lets_nobody_edit_money(
    cast: Cast, unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    allow_waivers(monkeypatch)
    pay(unit, cast, replace(CASH, amount_yen=100))
    waive(unit, cast, replace(WAIVER, amount_yen=20))
    cannot(lambda: Payment.objects.update(amount_yen=1))
    cannot(lambda: Payment.objects.all().delete())
    cannot(lambda: FeeWaiver.objects.update(amount_yen=1))
    cannot(lambda: FeeWaiver.objects.all().delete())
    cannot(lambda: Implementation.objects.update(fee_yen=1))
    cannot(lambda: ImplementationLine.objects.update(copies=1))
    cannot(lambda: ImplementationLine.objects.all().delete())

    assert open_yen(unit) == 0
