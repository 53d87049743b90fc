"""A decision varied ex officio: what holds, what is counted, what is refused."""

import json
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from casework.approvals import ExternalApproval, Proposal
from casework.conclusions import Conclusion
from casework.findings import Finding
from casework.handover import Handover
from casework.in_force import decision_in_force, findings_of, outcome_in_force
from casework.models import Cause, ClockEvent, Decision, Unit
from casework.operations import redecide as module
from casework.operations.begin import CannotAct
from casework.operations.carry_out import CannotCarryOut, carry_out
from casework.operations.conclude import CannotDecide
from casework.operations.correct_decision import Correction, correct_decision
from casework.operations.decide import decide
from casework.operations.implement import CannotImplement
from casework.operations.redecide import CannotRedecide, Redecision, redecide
from casework.permissions import NotPermitted
from casework.versions import Stale
from offices.models import Staff
from tests.factories.cases import end, make_unit
from tests.factories.cast import Cast, make_cast
from tests.factories.course import AT, FULL, ON, PARTIAL, WITHHELD, from_outside, judge
from tests.factories.desk import told

pytestmark = pytest.mark.django_db

LATER = date(2020, 7, 1)
APPROVED = ExternalApproval(
    number="2練総総第9号", approved_on=LATER, approver_name="部長", decided_on=LATER
)
OPENED = Redecision(
    conclusion=Conclusion(outcome="partial", on=LATER, grounds=("personal",)),
    basis="favour",
    reason=" 一部を公開できることが分かった ",
    external=APPROVED,
)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def refused(cast: Cast) -> Unit:
    """A unit that ended with a refusal on 2 June."""
    return end(make_unit(), "non_disclosure", on=date(2020, 6, 2))


def vary(
    unit: Unit,
    by: Staff,
    redecision: Redecision = OPENED,
    version: int | None = None,
) -> Decision:
    return redecide(
        unit=unit, redecision=redecision, version=version, by=by, on=LATER, at=AT
    )


def tables() -> dict[str, object]:
    out = StringIO()
    call_command("annual_tables", "2020", "--as-of", "2021-05-31", stdout=out)
    return {
        table["id"]: table["rows"] for table in json.loads(out.getvalue())["tables"]
    }


def with_outcome(outcome: str, *grounds: str) -> Redecision:
    conclusion = Conclusion(outcome=outcome, on=LATER, grounds=grounds)
    return replace(OPENED, conclusion=conclusion)


def test_new_decision_holds_and_the_first_one_counts(cast: Cast, refused: Unit) -> None:
    first = Decision.objects.get(unit=refused)
    before = tables()

    new = vary(refused, cast.records_officer, version=1)

    unit = Unit.objects.get(pk=refused.pk)
    assert (new.cause, new.seq, new.counts, new.supersedes) == (
        Cause.VARIED,
        2,
        False,
        first,
    )
    assert (new.outcome, new.decided_on, new.approved_on) == ("partial", LATER, LATER)
    assert (new.drafted_by, new.approver_name) == (cast.records_officer, "部長")
    assert new.reason == "一部を公開できることが分かった"
    assert decision_in_force(unit) == new
    assert outcome_in_force(unit) == "partial"
    # what is counted, and where the due date was
    assert (unit.outcome, unit.outcome_on) == ("non_disclosure", date(2020, 6, 2))
    assert (unit.due_on, unit.clock_state) == (refused.due_on, "stopped")
    assert ClockEvent.objects.filter(case=unit.case).count() == 2
    assert tables() == before
    # it waits for the disclosure again
    assert (unit.phase, unit.version) == ("decided", 2)
    ((subject, facts, detail),) = told("redecide")
    assert subject == f"unit:{unit.pk}"
    assert facts == {
        "decision": 2,
        "outcome": "partial",
        "on": "2020-07-01",
        "grounds": ["personal"],
        "reason_kinds": [],
        "varies": 1,
        "basis": "favour",
    }
    assert detail["reason"] == OPENED.reason.strip()


def test_nothing_issued_is_edited(cast: Cast, refused: Unit) -> None:
    stored = Decision.objects.filter(unit=refused).values().get()

    vary(refused, cast.records_officer)

    assert Decision.objects.filter(pk=stored["id"]).values().get() == stored


def test_a_second_one_varies_the_first_one(cast: Cast, refused: Unit) -> None:
    first = vary(refused, cast.records_officer)

    second = vary(refused, cast.records_officer, with_outcome("full"))

    assert second.supersedes == first
    assert decision_in_force(refused) == second


def test_unit_is_closed_by_the_disclosure(cast: Cast, refused: Unit) -> None:
    with pytest.raises(CannotCarryOut):
        hand_over(refused, cast)
    vary(refused, cast.records_officer)

    hand_over(refused, cast)

    unit = Unit.objects.get(pk=refused.pk)
    assert (unit.phase, unit.outcome) == ("closed", "non_disclosure")


def test_nothing_was_handed_over_while_the_refusal_held(
    cast: Cast, refused: Unit
) -> None:
    vary(refused, cast.records_officer)

    with pytest.raises(CannotImplement):
        hand_over(refused, cast, shown_on=date(2020, 6, 30))


def test_part_handed_over_under_the_first_disclosure_stays_possible(
    cast: Cast,
) -> None:
    unit = end(make_unit(), "partial", on=date(2020, 6, 2))
    vary(unit, cast.records_officer, with_outcome("full"))

    hand_over(unit, cast, shown_on=date(2020, 6, 10))

    assert unit.implementations.get().on == date(2020, 6, 10)


def hand_over(unit: Unit, cast: Cast, *, shown_on: date = LATER) -> None:
    carry_out(
        unit=unit,
        handover=Handover(on=shown_on, sheets=1, fee_yen=0),
        version=None,
        by=cast.records_officer,
        on=LATER,
        at=AT,
    )


def test_less_is_opened_only_where_the_decision_was_unlawful(cast: Cast) -> None:
    unit = end(make_unit(), "full", on=date(2020, 6, 2))
    less = with_outcome("partial", "personal")

    with pytest.raises(CannotRedecide) as refusal:
        vary(unit, cast.records_officer, less)
    assert (refusal.value.code, refusal.value.field) == ("to_disadvantage", "outcome")

    unlawful = replace(less, basis="law")
    assert vary(unit, cast.records_officer, unlawful).outcome == "partial"
    nothing = replace(with_outcome("non_disclosure", "personal"), basis="law")
    vary(unit, cast.records_officer, nothing)
    assert Unit.objects.get(pk=unit.pk).phase == "closed"


def test_after_an_appeal_never_to_disadvantage(cast: Cast) -> None:
    unit = end(make_unit(), "full", on=date(2020, 6, 2))
    worse = replace(
        with_outcome("partial", "personal"), basis="law", cause=Cause.AFTER_APPEAL
    )

    with pytest.raises(CannotRedecide) as refusal:
        vary(unit, cast.records_officer, worse)

    assert refusal.value.code == "to_disadvantage"


def test_after_an_appeal_the_same_operation_says_so(cast: Cast, refused: Unit) -> None:
    determined = replace(OPENED, cause=Cause.AFTER_APPEAL)

    assert vary(refused, cast.records_officer, determined).cause == "after_appeal"


WRONG = {
    "reason_missing": replace(OPENED, reason=" "),
    "unknown_basis": replace(OPENED, basis="else"),
    "nothing_changes": with_outcome("non_disclosure", "personal"),
    "before_the_decision": replace(
        OPENED,
        conclusion=replace(OPENED.conclusion, on=date(2020, 6, 1)),
    ),
    "unknown_record": replace(OPENED, records=((7, Finding(outcome="full")),)),
}


@pytest.mark.parametrize("code", WRONG)
def test_refused_leaving_nothing(cast: Cast, refused: Unit, code: str) -> None:
    with pytest.raises(CannotRedecide) as refusal:
        vary(refused, cast.records_officer, WRONG[code])

    assert refusal.value.code == code
    assert refusal.value.field
    assert Decision.objects.filter(unit=refused).count() == 1
    assert told("redecide") == []


def test_two_persons(cast: Cast, refused: Unit) -> None:
    own = replace(APPROVED, approver_name=cast.records_officer.name)

    with pytest.raises(CannotDecide) as refusal:
        vary(refused, cast.records_officer, replace(OPENED, external=own))

    assert refusal.value.code == "own_approval"


def test_outcome_needs_its_ground(cast: Cast, refused: Unit) -> None:
    with pytest.raises(CannotDecide):
        vary(refused, cast.records_officer, with_outcome("partial"))


def test_only_where_a_decision_stands(cast: Cast) -> None:
    with pytest.raises(CannotAct):
        vary(make_unit(), cast.records_officer)
    withdrawn = end(make_unit(), "withdrawn", on=date(2020, 6, 2))
    with pytest.raises(CannotRedecide) as refusal:
        vary(withdrawn, cast.records_officer)
    assert refusal.value.code == "no_decision_to_vary"


def test_only_by_who_may_and_on_what_was_read(cast: Cast, refused: Unit) -> None:
    with pytest.raises(NotPermitted):
        vary(refused, cast.division_staff)
    with pytest.raises(Stale):
        vary(refused, cast.records_officer, version=9)


def test_correcting_the_entry_leaves_what_holds(cast: Cast, refused: Unit) -> None:
    new = vary(refused, cast.records_officer)

    correct_decision(
        unit=refused,
        correction=Correction(
            conclusion=Conclusion(
                outcome="non_disclosure", on=date(2020, 6, 3), grounds=("corporate",)
            ),
            reason="号の入力の誤り",
            external=from_outside(),
        ),
        version=None,
        by=cast.records_officer,
        on=LATER,
        at=AT,
    )

    unit = Unit.objects.get(pk=refused.pk)
    assert decision_in_force(unit) == new
    # the disclosure still waits
    assert unit.phase == "decided"


@pytest.fixture
def withheld(cast: Cast) -> Unit:
    """A unit whose two records were withheld."""
    unit = make_unit()
    judge(unit, [WITHHELD, WITHHELD], by=cast.records_officer)
    decide(
        unit=unit,
        proposal=Proposal(outcome="non_disclosure"),
        external=from_outside(),
        version=None,
        by=cast.records_officer,
        on=ON,
        at=AT,
    )
    return unit


def test_record_is_judged_anew_beside_the_first_judgement(
    cast: Cast, withheld: Unit
) -> None:
    grounds = withheld.records.get(position=1).grounds.get().ground
    partial = replace(with_outcome("partial", grounds), records=((2, FULL),))

    new = vary(withheld, cast.records_officer, partial)

    outcomes = [finding.outcome for _record, finding in findings_of(new)]
    assert outcomes == ["non_disclosure", "full"]
    assert [row.outcome for row in withheld.records.order_by("position")] == [
        "non_disclosure",
        "non_disclosure",
    ]
    # the next one starts from there
    rest = replace(with_outcome("full"), records=((1, FULL),))
    last = vary(withheld, cast.records_officer, rest)
    assert [finding.outcome for _record, finding in findings_of(last)] == ["full"] * 2


def test_records_and_outcome_agree(cast: Cast, withheld: Unit) -> None:
    wrong = replace(with_outcome("partial", "personal"), records=((1, FULL), (2, FULL)))

    with pytest.raises(CannotRedecide) as refusal:
        vary(withheld, cast.records_officer, wrong)

    assert refusal.value.code == "outcome_differs"
    assert "全部公開" in str(refusal.value)


def test_record_lacks_nothing(cast: Cast, withheld: Unit) -> None:
    lacking = replace(PARTIAL, withheld_part="")
    wrong = replace(with_outcome("partial", "personal"), records=((1, lacking),))

    with pytest.raises(CannotRedecide) as refusal:
        vary(withheld, cast.records_officer, wrong)

    assert (refusal.value.code, refusal.value.field) == (
        "record_incomplete",
        "withheld_part",
    )


def test_database_refuses_one_that_counts(cast: Cast, refused: Unit) -> None:
    new = vary(refused, cast.records_officer)
    Decision.objects.filter(unit=refused, counts=True).update(counts=False)

    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=new.pk).update(counts=True)


def test_goes_red_when_it_may_be_to_disadvantage(
    monkeypatch: pytest.MonkeyPatch, cast: Cast
) -> None:
    monkeypatch.setattr(module, "_check", lambda *_args: None)

    with pytest.raises(pytest.fail.Exception):
        test_less_is_opened_only_where_the_decision_was_unlawful(cast)
