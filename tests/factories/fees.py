"""Copies handed over and paid for, through the operations."""

from datetime import date

import pytest

from casework.handover import Handover
from casework.models import Payment, Unit
from casework.operations.appoint import AppointmentFacts, appoint
from casework.operations.carry_out import carry_out
from casework.operations.record_payment import PaymentFacts, record_payment
from offices.models import Staff
from ordinances.fees import FeeTable, WaiverReason
from tests.factories.cases import AT

REASON = WaiverReason(
    code="welfare",
    label_ja="生活保護を受けている",
    label_en="Receives public assistance",
    verified=False,
    source="例",
)


def allow_waivers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the packs know a waiver, as other ordinances do."""
    monkeypatch.setattr(FeeTable, "can_waive", lambda _self, _on: True)
    monkeypatch.setattr(FeeTable, "reasons_on", lambda _self, _on: (REASON,))


def copied(
    unit: Unit, *, by: Staff, on: date, mono: int = 0, is_partial: bool = False
) -> Unit:
    """Hand copies over at the counter."""
    handover = Handover(
        on=on,
        method="copy_counter",
        copies=(("mono", mono),),
        is_partial=is_partial,
    )
    return carry_out(unit=unit, handover=handover, version=None, by=by, on=on, at=AT)


def paid(unit: Unit, amount_yen: int, *, by: Staff, on: date) -> Payment:
    """Take money at the counter."""
    return record_payment(
        unit=unit,
        payment=PaymentFacts(on=on, amount_yen=amount_yen, means="cash"),
        version=None,
        by=by,
        on=on,
        at=AT,
    )


def invited(unit: Unit, *, by: Staff, on: date, quoted_yen: int | None = None) -> Unit:
    """Agree on a day at the counter."""
    facts = AppointmentFacts(on=on, place="区民情報ひろば", quoted_yen=quoted_yen)
    return appoint(unit=unit, appointment=facts, version=None, by=by, on=on, at=AT).unit
