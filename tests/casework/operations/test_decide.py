"""Decisions recorded from the document system, at once, and corrected."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError

from audit.models import Detail, Entry
from casework.approvals import ExternalApproval, Proposal
from casework.conclusions import Conclusion
from casework.models import Decision, Implementation, Unit
from casework.operations.begin import CannotAct
from casework.operations.conclude import CannotDecide
from casework.operations.correct_decision import Correction, correct_decision
from casework.operations.decide import decide
from casework.operations.disclose_at_once import AtOnce, disclose_at_once
from casework.operations.draft import CannotDraft
from casework.permissions import NotPermitted
from casework.versions import Stale
from offices.models import Staff
from tests.factories.cases import end, intake, make_unit
from tests.factories.cast import Cast, make_cast
from tests.factories.course import (
    AT,
    FULL,
    ON,
    PARTIAL,
    WITHHELD,
    from_outside,
    judge,
    submit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def decided(
    unit: Unit,
    outcome: str,
    *,
    by: Staff,
    external: ExternalApproval | None = None,
    version: int | None = None,
) -> Decision:
    return decide(
        unit=unit,
        proposal=Proposal(outcome=outcome),
        external=external or from_outside(),
        version=version,
        by=by,
        on=ON,
        at=AT,
    )


def corrected(
    unit: Unit,
    *,
    by: Staff,
    outcome: str = "full",
    grounds: tuple[str, ...] = (),
    on: date = ON,
    reason: str = "入力の誤り",
    external: ExternalApproval | None = None,
) -> Decision:
    return correct_decision(
        unit=unit,
        correction=Correction(
            conclusion=Conclusion(outcome=outcome, on=on, grounds=grounds),
            reason=reason,
            external=external,
        ),
        version=None,
        by=by,
        on=ON,
        at=AT,
    )


def test_decide_records_number_day_and_approver(cast: Cast) -> None:
    unit = make_unit()
    judge(unit, [PARTIAL], by=cast.division_staff)

    decision = decided(unit, "partial", by=cast.division_staff)

    unit.refresh_from_db()
    assert (unit.phase, unit.outcome, unit.outcome_on) == ("decided", "partial", ON)
    assert (
        decision.approval,
        decision.approval_number,
        decision.approver_name,
        decision.approved_on,
    ) == ("external", "2練総総第10号", "部長 甲", ON)
    entry = Entry.objects.get(act="decide")
    assert entry.facts["outcome"] == "partial"
    assert Detail.objects.get(entry=entry).values["approver_name"] == "部長 甲"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"number": " "}, "number"),
        ({"approver_name": "　"}, "approver_name"),
        ({"approved_on": date(2020, 5, 31)}, "approved_on"),
        ({"approved_on": ON + timedelta(days=1)}, "approved_on"),
        ({"decided_on": ON - timedelta(days=1)}, "decided_on"),
    ],
)
def test_approval_with_something_wrong_is_refused(
    cast: Cast, change: dict[str, object], field: str
) -> None:
    unit = make_unit()
    judge(unit, [FULL], by=cast.division_staff)
    external = replace(from_outside(), **change)  # type: ignore[arg-type] # one field of several types

    with pytest.raises(CannotDecide) as caught:
        decided(unit, "full", by=cast.division_staff, external=external)

    assert caught.value.field == field
    assert not Decision.objects.exists()


def test_nobody_records_an_approval_of_their_own(cast: Cast) -> None:
    unit = make_unit()
    judge(unit, [FULL], by=cast.division_staff)
    written = cast.division_staff.name.replace(" ", "　")

    with pytest.raises(CannotDecide) as caught:
        decided(
            unit, "full", by=cast.division_staff, external=from_outside(name=written)
        )

    assert caught.value.code == "own_approval"


def test_decide_holds_the_records_to_the_same_completeness(cast: Cast) -> None:
    unit = make_unit()
    judge(unit, [replace(PARTIAL, reason="")], by=cast.division_staff)

    with pytest.raises(CannotDraft) as caught:
        decided(unit, "partial", by=cast.division_staff)

    assert [gap.field for _record, gap in caught.value.gaps] == ["reason"]


def test_unit_waiting_for_approval_is_not_decided_beside_it(cast: Cast) -> None:
    unit = make_unit()
    submit(unit, [FULL], "full", by=cast.division_staff)

    with pytest.raises(CannotAct):
        decided(unit, "full", by=cast.division_staff)


def test_decide_refuses_an_old_version_and_a_stranger(cast: Cast) -> None:
    unit = make_unit()
    judge(unit, [FULL], by=cast.division_staff)
    Unit.objects.filter(pk=unit.pk).update(version=7)

    with pytest.raises(Stale):
        decided(unit, "full", by=cast.division_staff, version=1)
    with pytest.raises(NotPermitted):
        decided(unit, "full", by=cast.other_division_staff)


def test_correction_counts_instead_and_the_old_one_stays(cast: Cast) -> None:
    unit = make_unit()
    judge(unit, [WITHHELD], by=cast.division_staff)
    decided(unit, "non_disclosure", by=cast.division_staff)

    made = corrected(
        unit, by=cast.records_officer, outcome="partial", grounds=("personal",)
    )

    unit.refresh_from_db()
    old = Decision.objects.get(seq=1)
    assert (old.counts, old.outcome, made.counts, made.supersedes) == (
        False,
        "non_disclosure",
        True,
        old,
    )
    assert (made.cause, made.drafted_by, made.approver_name) == (
        "correction",
        cast.records_officer,
        "部長 甲",
    )
    assert (unit.phase, unit.outcome) == ("decided", "partial")


def test_correction_keeps_an_implemented_unit_closed(cast: Cast) -> None:
    unit = make_unit()
    judge(unit, [FULL], by=cast.division_staff)
    decided(unit, "full", by=cast.division_staff)
    Implementation.objects.create(unit=unit, on=ON)

    corrected(unit, by=cast.records_officer, outcome="partial", grounds=("personal",))

    unit.refresh_from_db()
    assert (unit.phase, unit.outcome) == ("closed", "partial")


def test_ledger_decision_is_corrected_with_its_approval(cast: Cast) -> None:
    unit = end(make_unit(), "full")

    with pytest.raises(CannotDecide) as caught:
        corrected(unit, by=cast.records_officer)
    made = corrected(unit, by=cast.records_officer, external=from_outside())

    assert caught.value.code == "approval_missing"
    assert (made.approval_number, made.supersedes_id) == (
        "2練総総第10号",
        Decision.objects.get(seq=1).pk,
    )


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"reason": " "}, "reason_missing"),
        ({"outcome": "partial"}, "ground_missing"),
        ({"outcome": "withdrawn"}, "no_decision"),
        ({"on": ON - timedelta(days=1)}, "decision_day"),
    ],
)
def test_correction_with_something_wrong_is_refused(
    cast: Cast, values: dict[str, object], code: str
) -> None:
    unit = make_unit()
    judge(unit, [FULL], by=cast.division_staff)
    decided(unit, "full", by=cast.division_staff)

    with pytest.raises(CannotDecide) as caught:
        corrected(unit, by=cast.records_officer, **values)  # type: ignore[arg-type] # one value of several types

    assert caught.value.code == code
    assert Decision.objects.count() == 1


def test_withdrawn_unit_has_no_decision_to_correct(cast: Cast) -> None:
    unit = end(make_unit(), "withdrawn")

    with pytest.raises(CannotDecide) as caught:
        corrected(unit, by=cast.records_officer)

    assert caught.value.code == "no_decision_to_correct"


def test_decision_is_still_not_editable(cast: Cast) -> None:
    unit = make_unit()
    judge(unit, [FULL], by=cast.division_staff)
    decision = decided(unit, "full", by=cast.division_staff)

    with pytest.raises(DatabaseError):
        Decision.objects.filter(pk=decision.pk).update(approver_name="別人")


def test_everything_is_disclosed_on_the_day_of_the_request(cast: Cast) -> None:
    unit = make_unit(intake(received_on=ON))
    facts = AtOnce(
        titles=("案内図", "要綱"),
        number="2練総総第11号",
        approver_name="課長 乙",
        mono=4,
    )

    decision = disclose_at_once(
        unit=unit, facts=facts, version=1, by=cast.records_officer, on=ON, at=AT
    )

    unit.refresh_from_db()
    assert (unit.phase, unit.outcome, decision.outcome) == ("closed", "full", "full")
    assert list(unit.records.values_list("title", "outcome").order_by("position")) == [
        ("案内図", "full"),
        ("要綱", "full"),
    ]
    assert Implementation.objects.get(unit=unit).sheets == 4


@pytest.mark.parametrize(
    ("received_on", "titles", "code"),
    [(ON - timedelta(days=1), ("案内図",), "not_same_day"), (ON, (), "no_records")],
)
def test_at_once_is_for_the_same_day_and_for_records(
    cast: Cast, received_on: date, titles: tuple[str, ...], code: str
) -> None:
    unit = make_unit(intake(received_on=received_on))
    facts = AtOnce(titles=titles, number="2練総総第11号", approver_name="課長 乙")

    with pytest.raises(CannotDecide) as caught:
        disclose_at_once(
            unit=unit, facts=facts, version=1, by=cast.records_officer, on=ON, at=AT
        )

    assert caught.value.code == code
    assert not unit.records.exists()
