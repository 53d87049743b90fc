"""Fees and decisions varied ex officio without one of their guards."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from casework.approvals import ExternalApproval
from casework.conclusions import Conclusion
from casework.handover import Handover
from casework.models import Payment, Unit
from casework.operations.carry_out import carry_out
from casework.operations.correct_payment import PaymentCorrection, correct_payment
from casework.operations.record_payment import PaymentFacts, record_payment
from casework.operations.redecide import Redecision, redecide
from casework.operations.waive_fee import WaiverFacts, waive_fee
from ordinances.fees import FeeTable
from tests.casework.operations import test_hand_overs
from tests.factories.cases import end, make_unit
from tests.factories.cast import Cast, make_cast
from tests.factories.controls import (
    DATABASE,
    Control,
    name_of,
    refused_with_and_without,
)
from tests.factories.course import AT
from tests.factories.desk import NOW, TODAY
from tests.factories.fees import REASON, copied

pytestmark = [pytest.mark.django_db, pytest.mark.once]

OPERATIONS = "casework.operations."
PAYING = OPERATIONS + "record_payment."
CORRECTING = OPERATIONS + "correct_payment."
VARYING = OPERATIONS + "redecide."
CASH = PaymentFacts(on=TODAY, amount_yen=120, means="cash")
LATER = date(2020, 7, 1)
OPENED = Redecision(
    conclusion=Conclusion(outcome="partial", on=LATER, grounds=("personal",)),
    basis="favour",
    reason="一部を公開できることが分かった",
    external=ExternalApproval(
        number="2練総総第9号",
        approved_on=LATER,
        approver_name="部長",
        decided_on=LATER,
    ),
)


def charged(cast: Cast, unit: Unit) -> Unit:
    """Return the unit with twelve sides handed over: 120 yen."""
    if unit.implementations.exists():
        return Unit.objects.get(pk=unit.pk)
    return copied(
        end(unit, "full", on=TODAY), by=cast.division_staff, on=TODAY, mono=12
    )


def pay(cast: Cast, unit: Unit, facts: PaymentFacts = CASH) -> Payment:
    return record_payment(
        unit=charged(cast, unit),
        payment=facts,
        version=None,
        by=cast.division_staff,
        on=TODAY,
        at=NOW,
    )


def correct(cast: Cast, unit: Unit, *kinds: str, reason: str = "誤入力") -> None:
    row = pay(cast, unit)
    for kind in kinds:
        facts = PaymentCorrection(
            payment=row.pk, kind=kind, on=TODAY, amount_yen=10, reason=reason
        )
        correct_payment(
            unit=Unit.objects.get(pk=unit.pk),
            correction=facts,
            version=None,
            by=cast.records_officer,
            on=TODAY,
            at=NOW,
        )


def waive(cast: Cast, unit: Unit, amount_yen: int = 120) -> None:
    waive_fee(
        unit=charged(cast, unit),
        waiver=WaiverFacts(on=TODAY, amount_yen=amount_yen, reason_code=REASON.code),
        version=None,
        by=cast.records_officer,
        on=TODAY,
        at=NOW,
    )


def hand_over(cast: Cast, unit: Unit, handover: Handover) -> None:
    carry_out(
        unit=end(unit, "full", on=TODAY),
        handover=handover,
        version=None,
        by=cast.division_staff,
        on=TODAY,
        at=NOW,
    )


def vary(cast: Cast, unit: Unit, outcome: str, redecision: Redecision) -> None:
    redecide(
        unit=end(unit, outcome, on=date(2020, 6, 2)),
        redecision=redecision,
        version=None,
        by=cast.records_officer,
        on=LATER,
        at=AT,
    )


POSTAGE = Handover(on=TODAY, method="inspection", postage_yen=84)
TOMORROW = Handover(on=date(2020, 6, 4), method="inspection")
CONTROLS = [
    Control(
        PAYING + "_check",
        "in_future",
        lambda cast, unit: pay(cast, unit, replace(CASH, on=date(2020, 6, 4))),
    ),
    Control(
        PAYING + "_check",
        "before_decision",
        lambda cast, unit: pay(cast, unit, replace(CASH, on=date(2020, 6, 2))),
    ),
    Control(
        PAYING + "_check_amount",
        "more_than_due",
        lambda cast, unit: pay(cast, unit, replace(CASH, amount_yen=121)),
    ),
    Control(
        "casework.charging._check_method",
        "postage_without_post",
        lambda cast, unit: hand_over(cast, unit, POSTAGE),
    ),
    Control(
        OPERATIONS + "carry_out._check",
        "in_future",
        lambda cast, unit: hand_over(cast, unit, TOMORROW),
    ),
    Control(
        CORRECTING + "_check",
        "struck_out",
        lambda cast, unit: correct(cast, unit, "void", "refund"),
        beneath="too_much_back",
    ),
    Control(
        OPERATIONS + "waive_fee._check",
        "waiver_off",
        waive,
    ),
    Control(
        VARYING + "_check",
        "to_disadvantage",
        lambda cast, unit: vary(cast, unit, "full", OPENED),
    ),
    Control(
        VARYING + "_check",
        "nothing_changes",
        lambda cast, unit: vary(cast, unit, "partial", OPENED),
    ),
    Control(
        VARYING + "_check",
        "before_the_decision",
        lambda cast, unit: vary(
            cast,
            unit,
            "non_disclosure",
            replace(OPENED, conclusion=replace(OPENED.conclusion, on=date(2020, 6, 1))),
        ),
        beneath=DATABASE,
    ),
    Control(
        VARYING + "check_external",
        "own_approval",
        lambda cast, unit: vary(
            cast,
            unit,
            "non_disclosure",
            replace(
                OPENED,
                external=replace(
                    OPENED.external, approver_name=cast.records_officer.name
                ),
            ),
        ),
    ),
]


@pytest.mark.parametrize("control", CONTROLS, ids=name_of)
def test_play_slips_through_without_its_guard(
    control: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast, unit = make_cast(), make_unit()

    codes = refused_with_and_without(control, cast, unit, monkeypatch)

    assert codes == (control.code, control.beneath)


def test_a_receipt_used_again_is_seen_by_the_database(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cast, unit = make_cast(), make_unit()
    pay(cast, unit, replace(CASH, amount_yen=20))
    monkeypatch.setattr(PAYING + "number.take", lambda **_: 1)

    with pytest.raises(IntegrityError), transaction.atomic():
        pay(cast, unit, replace(CASH, amount_yen=100))


def test_the_latest_price_for_every_day_is_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The control: the price is that of the day of the hand-over."""
    monkeypatch.setattr(FeeTable, "price", lambda self, _kind, _on: self.copies[-1])

    with pytest.raises(AssertionError):
        test_hand_overs.test_prices_change_with_the_day_of_the_hand_over(
            make_cast(), monkeypatch, date(2020, 6, 3), 120
        )
