"""Recording an outcome: decision, grounds, phase, clock, trail and refusals."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from audit import triggers
from audit.models import Entry
from casework.conclusions import CannotRecordOutcome
from casework.handover import Handover
from casework.models import ClockEvent, Decision, DecisionGround, Unit
from casework.operations.advance import CannotAdvance
from casework.operations.implement import CannotImplement, implement
from tests.factories.cases import AT, end, intake, make_unit
from tests.factories.cast import CLERK

pytestmark = pytest.mark.django_db


def test_partial_writes_decision_grounds_phase_and_stopped_clock() -> None:
    unit = end(
        make_unit(),
        "partial",
        on=date(2020, 6, 10),
        grounds=("personal", "corporate"),
        reason_kinds=("other_law",),
    )

    decision = Decision.objects.get(unit=unit)
    assert (decision.outcome, decision.cause, decision.counts) == (
        "partial",
        "ledger",
        True,
    )
    grounds = decision.grounds.order_by("id").values_list("ground", "is_exemption")
    assert list(grounds) == [
        ("personal", True),
        ("corporate", True),
        ("other_law", False),
    ]
    assert (unit.phase, unit.outcome, unit.outcome_on, unit.clock_state) == (
        "decided",
        "partial",
        date(2020, 6, 10),
        "stopped",
    )
    assert ClockEvent.objects.filter(unit=unit, type="stopped").count() == 1
    assert Entry.objects.filter(act="record_outcome").count() == 1


def test_stopped_clock_keeps_the_due_date_it_had() -> None:
    unit = make_unit()
    due_on = unit.due_on

    unit = end(unit, "full", on=date(2020, 6, 3))

    assert due_on is not None
    assert unit.due_on == due_on


@pytest.mark.parametrize(
    ("outcome", "phase"),
    [
        ("full", "decided"),
        ("non_disclosure", "closed"),
        ("absent", "closed"),
        ("existence_refused", "closed"),
        ("inadmissible", "closed"),
        ("withdrawn", "closed"),
        ("transferred", "closed"),
    ],
)
def test_outcome_leads_to_its_phase(outcome: str, phase: str) -> None:
    assert end(make_unit(), outcome).phase == phase


@pytest.mark.parametrize("outcome", ["withdrawn", "transferred"])
def test_withdrawal_and_transfer_are_no_decisions(outcome: str) -> None:
    unit = end(make_unit(), outcome, on=date(2020, 6, 5))

    row = unit.withdrawal if outcome == "withdrawn" else unit.transfer
    assert row.on == date(2020, 6, 5)
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("outcome", "grounds", "reason_kinds", "code"),
    [
        ("partial", (), (), "ground_missing"),
        ("non_disclosure", (), (), "ground_missing"),
        ("full", ("personal",), (), "ground_not_allowed"),
        ("absent", ("personal",), (), "ground_not_allowed"),
        ("partial", ("no_such",), (), "unknown_ground"),
        ("partial", (), ("no_such",), "unknown_ground"),
        ("accepted_full", (), (), "unknown_outcome"),
        ("no_such", (), (), "unknown_outcome"),
    ],
)
def test_refused_and_nothing_written_when_outcome_and_grounds_do_not_fit(
    outcome: str, grounds: tuple[str, ...], reason_kinds: tuple[str, ...], code: str
) -> None:
    unit = make_unit()

    with pytest.raises(CannotRecordOutcome) as refusal, transaction.atomic():
        end(unit, outcome, grounds=grounds, reason_kinds=reason_kinds)

    assert refusal.value.code == code
    unit.refresh_from_db()
    assert (unit.phase, unit.outcome) == ("received", None)
    assert not Decision.objects.exists()


def test_reason_kind_alone_is_enough_for_a_refusal() -> None:
    unit = end(make_unit(), "non_disclosure", reason_kinds=("formal_defect",))

    assert DecisionGround.objects.get(decision__unit=unit).is_exemption is False


def test_refused_when_the_decision_lies_before_receipt() -> None:
    with pytest.raises(CannotRecordOutcome) as refusal:
        end(make_unit(), "full", on=date(2020, 5, 31))

    assert refusal.value.code == "before_receipt"


def test_refused_when_the_unit_has_an_outcome() -> None:
    unit = end(make_unit(), "absent")

    with pytest.raises(CannotAdvance, match="令和2年度"):
        end(unit, "full")

    assert Decision.objects.get().outcome == "absent"


def test_correction_request_takes_the_outcomes_of_its_set() -> None:
    facts = intake(kind="self_info", request_kind="provision_cessation")

    unit = end(make_unit(facts), "rejected")

    assert (unit.outcome, unit.phase) == ("rejected", "closed")


def test_implement_closes_a_disclosure() -> None:
    unit = end(make_unit(), "full", on=date(2020, 6, 3))

    handover = Handover(on=date(2020, 6, 8), sheets=12, fee_yen=120)
    unit = implement(unit=unit, handover=handover, by=CLERK, at=AT)

    assert (unit.phase, unit.implementations.get().fee_yen) == ("closed", 120)


def test_implement_without_a_day_leaves_the_phase() -> None:
    unit = end(make_unit(), "full", on=date(2020, 6, 3))

    unit = implement(unit=unit, handover=Handover(on=None, sheets=3), by=CLERK, at=AT)

    assert unit.phase == "decided"


@pytest.mark.parametrize("outcome", ["full", None])
def test_implement_refuses_a_day_before_the_decision(outcome: str | None) -> None:
    unit = make_unit()
    if outcome:
        end(unit, outcome, on=date(2020, 6, 3))

    with pytest.raises(CannotImplement):
        implement(unit=unit, handover=Handover(on=date(2020, 6, 2)), by=CLERK, at=AT)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE casework_decision SET outcome = 'full'",
        "UPDATE casework_decision SET decided_on = '2020-01-01'",
        "DELETE FROM casework_decision",
    ],
)
def test_decision_is_never_edited(sql: str) -> None:
    end(make_unit(), "absent")

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_without_the_guard_a_decision_could_be_edited() -> None:
    end(make_unit(), "absent")

    with triggers.lifted(), connection.cursor() as cursor:
        cursor.execute("UPDATE casework_decision SET outcome = 'full'")

    assert Decision.objects.get().outcome == "full"


def test_whether_a_decision_counts_may_change() -> None:
    end(make_unit(), "absent")

    assert Decision.objects.update(counts=False) == 1


def test_only_one_decision_of_a_unit_counts() -> None:
    unit = end(make_unit(), "absent")
    first = Decision.objects.get(unit=unit)
    first.pk, first.seq = None, 2

    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


@pytest.mark.parametrize(
    "values",
    [
        {"phase": "closed"},
        {"outcome": "full", "outcome_on": date(2020, 6, 2)},
        {"outcome": "full", "phase": "decided"},
        {"outcome": "full", "outcome_on": date(2020, 5, 1), "phase": "decided"},
    ],
)
def test_database_ties_phase_outcome_and_days(values: dict[str, object]) -> None:
    unit = make_unit()

    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.filter(pk=unit.pk).update(**values)


def test_request_of_the_old_ordinance_is_decided_by_it_after_its_repeal() -> None:
    facts = intake(
        kind="self_info", request_kind="disclosure", received_on=date(2023, 3, 31)
    )

    unit = end(make_unit(facts), "partial", on=date(2023, 4, 10))

    assert (unit.regime, unit.outcome) == ("nerima/self_info_old", "partial")
