"""A draft is submitted, concurred with, sent back, taken back and approved."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from audit.models import Entry
from casework.approvals import Proposal
from casework.models import ClockEvent, Decision, Draft, DraftStep, StepKind, Unit
from casework.operations.approve import approve
from casework.operations.begin import CannotAct
from casework.operations.conclude import CannotDecide
from casework.operations.concur import concur
from casework.operations.draft import CannotDraft, draft
from casework.operations.draft_steps import CannotStep
from casework.operations.send_back import send_back
from casework.operations.take_back import take_back
from casework.permissions import NotPermitted
from casework.versions import Stale
from offices.models import Absence, Grant, Rank, Role, Staff
from tests.factories.cases import intake, make_unit
from tests.factories.cast import SINCE, Cast, make_cast, make_staff
from tests.factories.course import (
    ABSENT,
    AT,
    FULL,
    ON,
    PARTIAL,
    REFUSED,
    WITHHELD,
    find,
    judge,
    submit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def proposed(unit: Unit, outcome: str, *, by: Staff, why: str = "") -> Draft:
    return draft(
        unit=unit,
        proposal=Proposal(outcome=outcome, differs_reason=why),
        version=None,
        by=by,
        on=ON,
        at=AT,
    )


def approved(made: Draft, by: Staff, *, decided_on: date = ON) -> Decision:
    return approve(
        draft=made, decided_on=decided_on, on_behalf_of=None, by=by, on=ON, at=AT
    )


def deputy_of(cast: Cast, principal: Staff) -> Staff:
    deputy = make_staff(
        "deputy", Role.DIVISION_STAFF, division=cast.office.general_affairs
    )
    Absence.objects.create(
        staff=principal, deputy=deputy, absent_from=ON, absent_until=None
    )
    return deputy


def test_draft_waits_for_approval_with_rank_and_concurrence(cast: Cast) -> None:
    unit = make_unit()

    made = submit(unit, [FULL, PARTIAL], "partial", by=cast.division_staff)

    unit.refresh_from_db()
    assert (unit.phase, unit.outcome) == ("approval", None)
    assert (made.outcome, made.derived, made.rank) == (
        "partial",
        "partial",
        "department_head",
    )
    assert made.concurrence == ["records_office"]
    assert Entry.objects.get(act="draft").facts == {
        "seq": 1,
        "outcome": "partial",
        "derived": "partial",
        "rank": "department_head",
        "concurrence": ["records_office"],
    }


def test_draft_is_refused_while_a_record_lacks_something(cast: Cast) -> None:
    unit = make_unit()
    judge(unit, [FULL], by=cast.division_staff)
    find(unit, by=cast.division_staff)

    with pytest.raises(CannotDraft) as caught:
        proposed(unit, "full", by=cast.division_staff)

    assert caught.value.code == "incomplete"
    assert [(r.position, g.field) for r, g in caught.value.gaps] == [(2, "outcome")]


def test_draft_is_refused_without_records(cast: Cast) -> None:
    unit = make_unit()
    find(unit, by=cast.division_staff)
    unit.records.all().delete()

    with pytest.raises(CannotDraft) as caught:
        proposed(unit, "absent", by=cast.division_staff)

    assert caught.value.code == "no_records"


@pytest.mark.parametrize(
    ("findings", "row"), [([FULL, ABSENT], "2"), ([REFUSED, FULL], "1")]
)
def test_records_that_need_their_own_unit_leave_first(
    cast: Cast, findings: list[object], row: str
) -> None:
    unit = make_unit()
    judge(unit, findings, by=cast.division_staff)  # type: ignore[arg-type] # findings

    with pytest.raises(CannotDraft) as caught:
        proposed(unit, "full", by=cast.division_staff)

    assert caught.value.code == "split_first"
    assert row in str(caught.value)


def test_another_outcome_needs_its_reason(cast: Cast) -> None:
    unit = make_unit()
    judge(unit, [FULL, WITHHELD], by=cast.division_staff)

    with pytest.raises(CannotDraft) as caught:
        proposed(unit, "non_disclosure", by=cast.division_staff)
    made = proposed(
        unit, "non_disclosure", by=cast.division_staff, why="残る部分に意味がない"
    )

    assert caught.value.code == "reason_missing"
    assert (made.outcome, made.derived) == ("non_disclosure", "partial")


def test_outcome_that_is_no_decision_cannot_be_drafted(cast: Cast) -> None:
    unit = make_unit()
    judge(unit, [FULL], by=cast.division_staff)

    with pytest.raises(CannotDecide) as caught:
        proposed(unit, "withdrawn", by=cast.division_staff, why="まちがい")

    assert caught.value.code == "no_decision"


def test_draft_refuses_an_old_version(cast: Cast) -> None:
    unit = make_unit()
    judge(unit, [FULL], by=cast.division_staff)
    Unit.objects.filter(pk=unit.pk).update(version=5)

    with pytest.raises(Stale):
        draft(
            unit=unit,
            proposal=Proposal(outcome="full"),
            version=1,
            by=cast.division_staff,
            on=ON,
            at=AT,
        )


def test_approval_makes_the_decision_that_counts(cast: Cast) -> None:
    unit = make_unit()
    made = submit(unit, [FULL, PARTIAL, WITHHELD], "partial", by=cast.division_staff)
    concur(draft=made, comment="", by=cast.records_officer, on=ON, at=AT)

    decision = approved(made, cast.approver)

    unit.refresh_from_db()
    assert (unit.phase, unit.outcome, unit.outcome_on) == ("decided", "partial", ON)
    assert unit.clock_state == "stopped"
    assert (decision.cause, decision.approval, decision.counts) == (
        "original",
        "internal",
        True,
    )
    assert (decision.drafted_by, decision.approved_by) == (
        cast.division_staff,
        cast.approver,
    )
    assert sorted(decision.grounds.values_list("ground", "is_exemption")) == [
        ("operations", True),
        ("personal", True),
    ]
    assert ClockEvent.objects.get(type="stopped").on == ON
    assert Entry.objects.get(act="approve").facts["decision"] == 1
    assert [step.kind for step in made.steps.order_by("seq")] == [
        "submit",
        "concur",
        "approve",
    ]


def test_approval_freezes_what_the_records_said(cast: Cast) -> None:
    unit = make_unit()
    made = submit(unit, [FULL], "full", by=cast.division_staff)

    decision = approved(made, cast.approver)

    record = unit.records.get()
    assert decision.facts["records"] == [
        {
            "record": record.pk,
            "position": 1,
            "outcome": "full",
            "grounds": [],
            "reason_kinds": [],
            "absence_kind": "",
            "sheets": None,
        }
    ]


@pytest.mark.parametrize(
    ("findings", "outcome", "phase"),
    [([FULL], "full", "decided"), ([ABSENT], "absent", "closed")],
)
def test_what_is_not_handed_over_is_closed(
    cast: Cast, findings: list[object], outcome: str, phase: str
) -> None:
    unit = make_unit()
    made = submit(unit, findings, outcome, by=cast.division_staff)  # type: ignore[arg-type] # findings
    if made.concurrence:
        concur(draft=made, comment="", by=cast.records_officer, on=ON, at=AT)

    approved(made, cast.approver)

    unit.refresh_from_db()
    assert (unit.phase, unit.outcome) == (phase, outcome)


def test_nobody_approves_a_draft_of_their_own(cast: Cast) -> None:
    unit = make_unit()
    Grant.objects.create(
        staff=cast.approver,
        role=Role.DIVISION_STAFF,
        division=cast.office.general_affairs,
        valid_from=SINCE,
        reason="test",
    )
    made = submit(unit, [FULL], "full", by=cast.approver)

    with pytest.raises(CannotStep) as caught:
        approved(made, cast.approver)

    assert caught.value.code == "own_draft"
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ("drafter_approves", "casework_decision_two_persons"),
        ("drafters_place", "casework_decision_not_in_drafters_place"),
        ("nobody_approves", "casework_decision_names_its_people"),
        ("notice_too_early", "casework_decision_day_after_approval"),
    ],
)
def test_constraint_holds_where_the_operation_is_passed_by(
    cast: Cast, wrong: str, constraint: str
) -> None:
    unit = make_unit()
    values: dict[str, object] = {
        "approved_by": cast.approver,
        "acted_for": None,
        "decided_on": ON,
    }
    changes: dict[str, dict[str, object]] = {
        "drafter_approves": {"approved_by": cast.division_staff},
        "drafters_place": {"acted_for": cast.division_staff},
        "nobody_approves": {"approved_by": None},
        "notice_too_early": {"decided_on": ON - timedelta(days=1)},
    }
    values |= changes[wrong]

    with pytest.raises(IntegrityError, match=constraint):
        Decision.objects.create(
            unit=unit,
            seq=1,
            cause="original",
            outcome="full",
            approved_on=ON,
            drafted_by=cast.division_staff,
            approval="internal",
            pack_digest="",
            **values,
        )


def test_low_rank_does_not_approve_a_partial_disclosure(cast: Cast) -> None:
    head = make_staff("head", Role.APPROVER, division=cast.office.general_affairs)
    Grant.objects.filter(staff=head).update(rank=Rank.DIVISION_HEAD)
    first, second = make_unit(), make_unit()
    partial = submit(first, [PARTIAL], "partial", by=cast.division_staff)
    concur(draft=partial, comment="", by=cast.records_officer, on=ON, at=AT)
    full = submit(second, [FULL], "full", by=cast.division_staff)

    with pytest.raises(CannotStep) as caught:
        approved(partial, head)
    decision = approved(full, head)

    assert caught.value.code == "rank_too_low"
    assert decision.approved_by == head


def test_approval_waits_for_the_concurrence(cast: Cast) -> None:
    made = submit(make_unit(), [PARTIAL], "partial", by=cast.division_staff)

    with pytest.raises(CannotStep) as caught:
        approved(made, cast.approver)

    assert caught.value.code == "concurrence_missing"


def test_concurrence_is_once_wanted_and_never_ones_own(cast: Cast) -> None:
    full = submit(make_unit(), [FULL], "full", by=cast.division_staff)
    own = submit(make_unit(), [PARTIAL], "partial", by=cast.records_officer)
    other = submit(make_unit(), [PARTIAL], "partial", by=cast.division_staff)
    concur(draft=other, comment="", by=cast.records_officer, on=ON, at=AT)
    codes = []

    for made in (full, own, other):
        with pytest.raises(CannotStep) as caught:
            concur(draft=made, comment="", by=cast.records_officer, on=ON, at=AT)
        codes.append(caught.value.code)

    assert codes == ["no_concurrence_wanted", "own_draft", "concurred_already"]


def test_deputy_approves_in_the_place_of_who_is_away(cast: Cast) -> None:
    deputy = deputy_of(cast, cast.approver)
    made = submit(make_unit(), [FULL], "full", by=cast.division_staff)

    decision = approve(
        draft=made,
        decided_on=ON,
        on_behalf_of=cast.approver,
        by=deputy,
        on=ON,
        at=AT,
    )

    assert (decision.approved_by, decision.acted_for) == (deputy, cast.approver)
    step = DraftStep.objects.get(kind=StepKind.APPROVE)
    assert (step.staff, step.acted_for) == (deputy, cast.approver)


def test_nobody_takes_a_place_that_is_not_empty(cast: Cast) -> None:
    deputy = make_staff(
        "deputy", Role.DIVISION_STAFF, division=cast.office.general_affairs
    )
    made = submit(make_unit(), [FULL], "full", by=cast.division_staff)

    with pytest.raises(CannotStep) as caught:
        approve(
            draft=made,
            decided_on=ON,
            on_behalf_of=cast.approver,
            by=deputy,
            on=ON,
            at=AT,
        )

    assert caught.value.code == "no_deputy"


def test_deputy_does_not_approve_in_the_drafters_place(cast: Cast) -> None:
    Grant.objects.create(
        staff=cast.approver,
        role=Role.DIVISION_STAFF,
        division=cast.office.general_affairs,
        valid_from=SINCE,
        reason="test",
    )
    deputy = deputy_of(cast, cast.approver)
    made = submit(make_unit(), [FULL], "full", by=cast.approver)

    with pytest.raises(CannotStep) as caught:
        approve(
            draft=made,
            decided_on=ON,
            on_behalf_of=cast.approver,
            by=deputy,
            on=ON,
            at=AT,
        )

    assert caught.value.code == "own_draft"


@pytest.mark.parametrize(
    ("decided_on", "code"),
    [
        (ON - timedelta(days=1), "decision_day"),
        (ON + timedelta(days=32), "decision_day"),
    ],
)
def test_day_on_the_notice_fits_the_approval(
    cast: Cast, decided_on: date, code: str
) -> None:
    made = submit(make_unit(), [FULL], "full", by=cast.division_staff)

    with pytest.raises(CannotDecide) as caught:
        approved(made, cast.approver, decided_on=decided_on)

    assert (caught.value.code, caught.value.field) == (code, "decided_on")


def test_draft_comes_back_and_goes_out_again(cast: Cast) -> None:
    unit = make_unit()
    made = submit(unit, [FULL], "full", by=cast.division_staff)

    send_back(draft=made, comment="別紙を足すこと", by=cast.approver, on=ON, at=AT)
    again = proposed(unit, "full", by=cast.division_staff)
    approved(again, cast.approver)

    made.refresh_from_db()
    again.refresh_from_db()
    assert (made.state, again.state, again.seq) == ("returned", "approved", 2)


def test_sending_back_needs_a_reason_and_another_person(cast: Cast) -> None:
    made = submit(make_unit(), [FULL], "full", by=cast.records_officer)
    codes = []

    for comment, by in (("　", cast.approver), ("直すこと", cast.records_officer)):
        with pytest.raises(CannotStep) as caught:
            send_back(draft=made, comment=comment, by=by, on=ON, at=AT)
        codes.append(caught.value.code)

    assert codes == ["reason_missing", "own_draft"]


def test_drafter_takes_the_draft_back_and_nobody_else(cast: Cast) -> None:
    unit = make_unit()
    made = submit(unit, [FULL], "full", by=cast.division_staff)

    with pytest.raises(CannotStep) as caught:
        take_back(draft=made, comment="", by=cast.records_officer, on=ON, at=AT)
    take_back(draft=made, comment="", by=cast.division_staff, on=ON, at=AT)

    unit.refresh_from_db()
    made.refresh_from_db()
    assert caught.value.code == "not_own_draft"
    assert (unit.phase, made.state) == ("examination", "taken_back")


def test_same_step_twice_is_refused(cast: Cast) -> None:
    made = submit(make_unit(), [FULL], "full", by=cast.division_staff)
    approved(made, cast.approver)

    with pytest.raises(CannotAct):
        approved(made, cast.approver)

    assert Decision.objects.count() == 1


def test_old_draft_is_not_approved_in_place_of_the_new_one(cast: Cast) -> None:
    unit = make_unit()
    old = submit(unit, [FULL], "full", by=cast.division_staff)
    take_back(draft=old, comment="", by=cast.division_staff, on=ON, at=AT)
    proposed(unit, "full", by=cast.division_staff)

    with pytest.raises(CannotStep) as caught:
        approved(old, cast.approver)

    assert caught.value.code == "draft_superseded"


@pytest.mark.parametrize(
    "person", ["division_staff", "other_division_staff", "records_officer", "auditor"]
)
def test_approving_is_for_approvers(cast: Cast, person: str) -> None:
    made = submit(make_unit(), [FULL], "full", by=cast.division_staff)

    with pytest.raises(NotPermitted):
        approved(made, getattr(cast, person))


def test_self_information_disclosure_goes_the_same_way(cast: Cast) -> None:
    unit = make_unit(intake(kind="self_info"))
    made = submit(unit, [FULL], "full", by=cast.division_staff)

    approved(made, cast.approver)

    unit.refresh_from_db()
    assert unit.outcome == "full"
