"""A record destroyed although it was asked for: the draft wants it confirmed."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from casework.approvals import Proposal
from casework.findings import Finding, alive_warning
from casework.models import Decision, Draft, Record, Unit
from casework.operations import draft as module
from casework.operations.decide import decide
from casework.operations.decide_record import CannotDecideRecord
from casework.operations.draft import CannotDraft, draft
from desk.acts.proposal import ProposalForm
from tests.factories.cases import RECEIVED, make_unit
from tests.factories.cast import Cast, make_cast
from tests.factories.course import ABSENT, AT, FULL, ON, from_outside, judge
from tests.factories.desk import told

pytestmark = pytest.mark.django_db

EXPIRED = replace(ABSENT, absence_kind="retention_expired", reason="保存期間満了のため")


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def destroyed(on: date | None) -> Finding:
    return replace(EXPIRED, destroyed_on=on)


def unit_with(cast: Cast, finding: Finding) -> Unit:
    unit = make_unit()
    judge(unit, [finding], by=cast.records_officer)
    return Unit.objects.get(pk=unit.pk)


def propose(cast: Cast, unit: Unit, *, confirmed: bool = False) -> Draft:
    return draft(
        unit=unit,
        proposal=Proposal(outcome="absent", alive_confirmed=confirmed),
        version=None,
        by=cast.division_staff,
        on=ON,
        at=AT,
    )


@pytest.mark.parametrize(
    ("gone_on", "warns"),
    [
        (None, False),
        (date(2020, 5, 31), False),
        (RECEIVED, True),
        (date(2020, 6, 2), True),
    ],
)
def test_warns_from_the_receipt_day_on(gone_on: date | None, warns: bool) -> None:
    text = alive_warning(destroyed(gone_on), received_on=RECEIVED)

    assert bool(text) == warns


def test_destroyed_before_the_receipt_is_no_matter(cast: Cast) -> None:
    unit = unit_with(cast, destroyed(date(2020, 3, 31)))

    assert Record.objects.get(unit=unit).destroyed_on == date(2020, 3, 31)
    assert propose(cast, unit).outcome == "absent"


def test_draft_wants_it_confirmed_and_the_trail_says_so(cast: Cast) -> None:
    unit = unit_with(cast, destroyed(RECEIVED))

    with pytest.raises(CannotDraft) as refusal:
        propose(cast, unit)
    assert (refusal.value.code, refusal.value.field) == (
        "alive_on_receipt",
        "alive_confirmed",
    )

    propose(cast, unit, confirmed=True)
    ((_subject, facts, _detail),) = told("draft")
    assert facts["alive_confirmed"] is True


def test_recorded_approval_wants_it_too(cast: Cast) -> None:
    unit = unit_with(cast, destroyed(RECEIVED))

    def record(*, confirmed: bool) -> Decision:
        return decide(
            unit=unit,
            proposal=Proposal(outcome="absent", alive_confirmed=confirmed),
            external=from_outside(),
            version=None,
            by=cast.division_staff,
            on=ON,
            at=AT,
        )

    with pytest.raises(CannotDraft):
        record(confirmed=False)
    assert record(confirmed=True).facts["alive_confirmed"] is True


def form_of(cast: Cast, unit: Unit) -> ProposalForm:
    return ProposalForm(units=(unit,), by=cast.division_staff, on=ON)


def test_form_asks_only_where_there_is_something_to_confirm(cast: Cast) -> None:
    alive = unit_with(cast, destroyed(RECEIVED))
    gone = unit_with(cast, destroyed(date(2020, 3, 31)))

    assert "alive_confirmed" in form_of(cast, alive).fields
    assert "alive_confirmed" not in form_of(cast, gone).fields


def test_day_goes_only_with_that_absence(cast: Cast) -> None:
    for finding in (
        replace(FULL, destroyed_on=RECEIVED),
        replace(ABSENT, destroyed_on=RECEIVED),
    ):
        with pytest.raises(CannotDecideRecord) as refusal:
            unit_with(cast, finding)
        assert refusal.value.field == "destroyed_on"
    unit = unit_with(cast, ABSENT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Record.objects.filter(unit=unit).update(destroyed_on=RECEIVED)


def test_goes_red_when_nobody_checks(
    monkeypatch: pytest.MonkeyPatch, cast: Cast
) -> None:
    monkeypatch.setattr(module, "check_alive", lambda *_args: None)

    with pytest.raises(pytest.fail.Exception):
        test_draft_wants_it_confirmed_and_the_trail_says_so(cast)
