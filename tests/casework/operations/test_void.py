"""Voiding a number: it stays, listed and counted nowhere."""

from datetime import date

import pytest
from django.db import transaction

from annual.scope import Scope
from casework.models import Case, ClockEvent, Draft, DraftState, Unit
from casework.operations.begin import CannotAct
from casework.operations.void import CannotVoid, void
from casework.permissions import NotPermitted
from casework.versions import Stale
from offices.models import Role, Staff
from tests.factories.cases import end, make_branch, make_unit
from tests.factories.cast import Cast, make_cast, make_staff
from tests.factories.desk import NOW, TODAY, taken_back_by_requester, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def unit(cast: Cast) -> Unit:
    return make_unit()


def strike(
    unit: Unit, by: Staff, reason: str = "二重登録", version: int | None = None
) -> Case:
    return void(unit=unit, reason=reason, version=version, by=by, on=TODAY, at=NOW)


def test_void_takes_every_unit_and_leaves_phase_and_clock(
    cast: Cast, unit: Unit
) -> None:
    other = make_branch(unit, division=cast.office.roads, on=TODAY)
    n_events = ClockEvent.objects.count()

    case = strike(other, cast.records_officer, " 二重登録 ", version=1)

    assert (case.voided_on, case.void_reason, case.version) == (TODAY, "二重登録", 2)
    assert Case.objects.get() == case
    stored = [
        (u.voided, u.taken_back, u.phase, u.clock_state, u.version)
        for u in Unit.objects.order_by("branch")
    ]
    assert stored == [(True, False, "received", "running", 2)] * 2
    assert ClockEvent.objects.count() == n_events
    facts = {"on": "2020-06-03", "branches": [1, 2], "drafts_dropped": 0}
    assert told("void") == [(f"case:{case.pk}", facts, {"reason": "二重登録"})]


def test_void_is_counted_nowhere(cast: Cast, unit: Unit) -> None:
    kept = make_unit()
    scope = Scope(2020, date(2021, 5, 31))

    strike(unit, cast.records_officer)

    assert list(scope.units(["public_records"])) == [kept]
    assert list(scope.units_by_case(["public_records"])) == [kept]


def test_number_of_a_void_case_is_not_given_again(cast: Cast, unit: Unit) -> None:
    strike(unit, cast.records_officer)

    assert make_unit().number == unit.number + 1


def test_withdrawn_unit_can_be_voided(cast: Cast, unit: Unit) -> None:
    taken_back_by_requester(unit, by=cast.records_officer)

    assert strike(unit, cast.records_officer).voided_on == TODAY


def test_waiting_drafts_are_dropped(cast: Cast, unit: Unit) -> None:
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

    strike(unit, cast.records_officer)

    draft.refresh_from_db()
    assert draft.state == "dropped"
    assert told("void")[0][1]["drafts_dropped"] == 1


def test_refused_while_a_decision_of_any_unit_counts(cast: Cast, unit: Unit) -> None:
    other = make_branch(unit, division=cast.office.roads, on=TODAY)
    end(other, "absent", on=TODAY)

    with pytest.raises(CannotVoid, match="の2") as refusal, transaction.atomic():
        strike(unit, cast.records_officer)

    assert refusal.value.code == "decided"
    assert not Unit.objects.filter(voided=True).exists()
    assert told("void") == []


def test_refused_without_a_reason(cast: Cast, unit: Unit) -> None:
    with pytest.raises(CannotVoid) as refusal:
        strike(unit, cast.records_officer, "  ")

    assert refusal.value.code == "no_reason"


def test_second_time_is_refused(cast: Cast, unit: Unit) -> None:
    strike(unit, cast.records_officer, version=1)

    with pytest.raises(Stale):
        strike(unit, cast.records_officer, version=1)
    with pytest.raises(CannotAct, match="欠番"):
        strike(unit, cast.records_officer)

    assert len(told("void")) == 1


@pytest.mark.parametrize("name", ["division_staff", "approver", "auditor", "stranger"])
def test_not_for_everybody(cast: Cast, unit: Unit, name: str) -> None:
    with pytest.raises(NotPermitted):
        strike(unit, cast.everybody()[name])

    assert Case.objects.get().voided_on is None


def test_officer_of_one_organ_voids_no_unit_of_another(cast: Cast, unit: Unit) -> None:
    make_branch(unit, division=cast.office.schools, on=TODAY)
    officer = make_staff("of_mayor", Role.RECORDS_OFFICER, organ=cast.office.mayor)

    with pytest.raises(NotPermitted):
        strike(unit, officer)

    assert Case.objects.get().voided_on is None
