"""Withdrawing a request: what it leaves behind and when it is turned down."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from casework.conclusions import CannotRecordOutcome
from casework.models import ClockEvent, Draft, DraftState, DraftStep, Unit, Withdrawal
from casework.operations.advance import advance
from casework.operations.begin import CannotAct
from casework.operations.withdraw import CannotWithdraw, WithdrawalFacts, withdraw
from casework.permissions import NotPermitted
from casework.phases import Phase
from casework.queries import explain_clock
from casework.versions import Stale
from offices.models import Staff
from tests.factories.cases import end, intake, make_branch, make_unit
from tests.factories.cast import Cast, make_cast
from tests.factories.desk import NOW, TODAY, take_up, taken_back_by_requester, told

pytestmark = pytest.mark.django_db

WRITTEN = WithdrawalFacts(arrived_on=date(2020, 6, 2), is_written=True)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def unit(cast: Cast) -> Unit:
    return make_unit()


def take_back(
    unit: Unit, by: Staff, facts: WithdrawalFacts = WRITTEN, version: int | None = None
) -> Unit:
    return withdraw(
        unit=unit, withdrawal=facts, version=version, by=by, on=TODAY, at=NOW
    )


def test_withdrawal_closes_the_unit_and_stops_its_clock(cast: Cast, unit: Unit) -> None:
    due_on = unit.due_on

    closed = take_back(unit, cast.records_officer, version=1)

    stored = Unit.objects.get(pk=unit.pk)
    assert (stored.phase, stored.outcome, stored.outcome_on) == (
        "closed",
        "withdrawn",
        date(2020, 6, 2),
    )
    assert (stored.clock_state, stored.due_on, stored.version) == ("stopped", due_on, 2)
    assert closed == stored
    row = Withdrawal.objects.get(unit=unit)
    assert (row.on, row.reason_kind, row.reason) == (date(2020, 6, 2), "requester", "")
    assert [(e.type, e.on) for e in ClockEvent.objects.filter(unit=unit)] == [
        ("stopped", date(2020, 6, 2))
    ]
    facts = {"on": "2020-06-02", "reason_kind": "requester"}
    assert told("withdraw") == [(f"unit:{unit.pk}", facts, {})]


def test_reason_stands_beside_the_chain(cast: Cast, unit: Unit) -> None:
    deemed = replace(WRITTEN, reason_kind="deemed", reason=" 代理人の資格喪失届 ")

    take_back(unit, cast.records_officer, deemed)

    assert Withdrawal.objects.get(unit=unit).reason == "代理人の資格喪失届"
    (told_once,) = told("withdraw")
    assert told_once[1]["reason_kind"] == "deemed"
    assert told_once[2] == {"reason": "代理人の資格喪失届"}


def test_waiting_draft_is_dropped(cast: Cast, unit: Unit) -> None:
    unit = take_up(unit, by=cast.records_officer, handler=cast.division_staff)
    draft = Draft.objects.create(
        unit=unit,
        seq=1,
        outcome="full",
        derived="full",
        state=DraftState.SUBMITTED,
        drafted_by=cast.division_staff,
        on=TODAY,
        rank="division_head",
    )
    advance(unit=unit, act="draft", after=Phase.APPROVAL)

    take_back(unit, cast.records_officer)

    draft.refresh_from_db()
    step = DraftStep.objects.get(draft=draft)
    assert (draft.state, draft.version) == ("dropped", 2)
    assert (step.seq, step.kind, step.staff) == (1, "drop", cast.records_officer)
    assert told("withdraw")[0][1]["draft_dropped"] == 1


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"is_written": False}, "not_in_writing", "is_written"),
        ({"arrived_on": date(2020, 6, 4)}, "withdrawn_in_future", "arrived_on"),
        ({"reason_kind": "deemed", "reason": " "}, "no_reason", "reason"),
        ({"reason_kind": "tired"}, "unknown_reason_kind", "reason_kind"),
    ],
)
def test_refused_and_nothing_written(
    cast: Cast, unit: Unit, changes: dict[str, object], code: str, field: str
) -> None:
    facts = replace(WRITTEN, **changes)  # type: ignore[arg-type]  # one at a time

    with pytest.raises(CannotWithdraw) as refusal, transaction.atomic():
        take_back(unit, cast.records_officer, facts)

    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert Unit.objects.get(pk=unit.pk).outcome is None
    assert told("withdraw") == []


def test_refused_before_the_receipt(cast: Cast, unit: Unit) -> None:
    early = replace(WRITTEN, arrived_on=date(2020, 5, 31))

    with pytest.raises(CannotRecordOutcome):
        take_back(unit, cast.records_officer, early)


@pytest.mark.parametrize("outcome", ["full", "absent", "withdrawn"])
def test_turned_down_after_the_end(cast: Cast, unit: Unit, outcome: str) -> None:
    end(unit, outcome)

    with pytest.raises(CannotAct, match="決定の前に限られます"):
        take_back(unit, cast.records_officer)

    assert Unit.objects.get(pk=unit.pk).outcome == outcome


def test_sent_twice_the_second_is_told(cast: Cast, unit: Unit) -> None:
    take_back(unit, cast.records_officer, version=1)

    with pytest.raises(Stale, match="records_officer 氏"):
        take_back(unit, cast.records_officer, version=1)

    assert Withdrawal.objects.count() == 1


@pytest.mark.parametrize(
    "name", ["division_staff", "approver", "auditor", "board_secretariat", "disabled"]
)
def test_not_for_everybody(cast: Cast, unit: Unit, name: str) -> None:
    with pytest.raises(NotPermitted):
        take_back(unit, cast.everybody()[name])

    assert Unit.objects.get(pk=unit.pk).outcome is None


def test_other_units_of_the_case_run_on(cast: Cast, unit: Unit) -> None:
    other = make_branch(unit, division=cast.office.roads, on=TODAY)

    taken_back_by_requester(unit, by=cast.records_officer)

    other.refresh_from_db()
    assert (other.outcome, other.clock_state) == (None, "running")


def test_withdrawal_dated_before_the_split_stops_its_own_unit_only(
    cast: Cast,
) -> None:
    unit = make_unit(intake(received_on=date(2020, 6, 1)))
    other = make_branch(unit, division=cast.office.roads, on=TODAY)

    take_back(unit, cast.records_officer)

    clock = explain_clock(Unit.objects.get(pk=other.pk))
    assert clock is not None
    assert clock.clock.state == "running"
