"""Opening a case leaves number, case, unit, clock and trail behind."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audit.models import Entry
from casework.models import Case, ClockEvent, Counter, Party, Unit
from casework.operations.open_case import open_case
from tests.factories.cases import AT, intake, make_unit, numbered
from tests.factories.cast import CLERK

pytestmark = pytest.mark.django_db


def test_open_case_makes_case_unit_and_running_clock() -> None:
    unit = make_unit(intake(received_on=date(2020, 4, 1), requester="髙橋"))

    case = unit.case
    assert (case.kind, case.regime) == ("public_records", "nerima/public_records")
    assert (case.fiscal_year, case.number, case.number_text) == (
        2020,
        1,
        "令和2年度 第1号",
    )
    assert (unit.branch, unit.phase, unit.outcome) == (1, "received", None)
    assert (unit.due_on, unit.clock_state) == (date(2020, 4, 15), "running")
    assert [(e.type, e.on, e.unit) for e in ClockEvent.objects.all()] == [
        ("received", date(2020, 4, 1), None)
    ]
    assert Party.objects.get().name == "髙橋"


def test_open_case_copies_the_case_to_the_unit() -> None:
    unit = make_unit()

    for field in ("kind", "regime", "request_kind", "fiscal_year", "number"):
        assert getattr(unit, field) == getattr(unit.case, field)
    assert unit.received_on == unit.case.received_on


def test_open_case_writes_the_trail_without_personal_data() -> None:
    unit = make_unit(intake(subject="秘密の件名", requester="秘密 太郎"))

    entry = Entry.objects.get()
    assert (entry.stream, entry.act) == (f"case:{unit.case_id}", "open_case")
    assert "秘密" not in str(entry.facts)


def test_open_case_numbers_run_per_fiscal_year() -> None:
    units = [
        make_unit(intake(received_on=day))
        for day in (date(2021, 3, 31), date(2021, 3, 31), date(2021, 4, 1))
    ]

    assert [(u.fiscal_year, u.number) for u in units] == [
        (2020, 1),
        (2020, 2),
        (2021, 1),
    ]


def test_open_case_with_a_given_number_lifts_the_counter() -> None:
    make_unit(numbered(intake(), 41))
    following = make_unit()

    assert following.number == 42


def test_open_case_with_a_lower_given_number_leaves_the_counter() -> None:
    make_unit(numbered(intake(), 41))
    make_unit(numbered(intake(), 7))

    assert Counter.objects.get().last == 41


def test_open_case_refuses_a_number_that_exists() -> None:
    make_unit(numbered(intake(), 5))

    with pytest.raises(IntegrityError), transaction.atomic():
        make_unit(numbered(intake(), 5))

    assert Case.objects.count() == 1


def test_open_case_leaves_nothing_when_it_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("audit.trail.record", fail)

    with pytest.raises(RuntimeError), transaction.atomic():
        make_unit()

    counts = (Case.objects.count(), Unit.objects.count(), Counter.objects.count())
    assert counts == (0, 0, 0)


def test_open_case_keeps_the_number_as_written() -> None:
    facts = replace(numbered(intake(), 3), number_text="R2-3")

    unit = open_case(intake=facts, by=CLERK, at=AT)

    assert unit.case.number_text == "R2-3"


def test_appeal_has_no_decision_period() -> None:
    unit = make_unit(intake(kind="appeal", request_kind="appeal"))

    assert (unit.due_on, unit.clock_state) == (None, "running")


def test_receipt_outside_the_calendar_leaves_the_due_date_unknown() -> None:
    unit = make_unit(intake(received_on=date(2027, 12, 25)))

    assert (unit.due_on, unit.clock_state) == (None, "unknown")
