"""Who has to be asked is asked before the record is disclosed."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from casework import consulted
from casework.approvals import Proposal
from casework.consulted import CannotDisclose
from casework.findings import Finding
from casework.models import Record, Unit
from casework.operations.decide import decide
from casework.operations.draft import draft
from offices.models import Staff
from tests.factories.cases import AT, make_unit
from tests.factories.cast import make_cast
from tests.factories.course import FULL, PARTIAL, WITHHELD, from_outside, judge
from tests.factories.third_parties import answered, ask

pytestmark = pytest.mark.django_db

DUTY: dict[str, Any] = {
    "kind": "mandatory_protection",
    "why": "健康を守るため",
}
WITHIN, AFTER = date(2020, 6, 10), date(2020, 6, 11)


@pytest.fixture
def officer() -> Staff:
    return make_cast().records_officer


def with_duty(officer: Staff, finding: Finding = FULL) -> tuple[Unit, Record]:
    """Return a unit whose only record is marked as one to be asked about."""
    unit = make_unit()
    (record,) = judge(unit, [finding], by=officer)
    Record.objects.filter(pk=record.pk).update(third_party="must")
    return Unit.objects.get(pk=unit.pk), record


def drafted(unit: Unit, by: Staff, *, on: date = AFTER, outcome: str = "full") -> None:
    draft(
        unit=unit,
        proposal=Proposal(outcome=outcome),
        version=None,
        by=by,
        on=on,
        at=AT,
    )


def decided(unit: Unit, by: Staff, *, on: date = AFTER, outcome: str = "full") -> None:
    decide(
        unit=unit,
        proposal=Proposal(outcome=outcome),
        external=from_outside(on=on),
        version=None,
        by=by,
        on=on,
        at=AT,
    )


BOTH = pytest.mark.parametrize("act", [drafted, decided])


@BOTH
@pytest.mark.parametrize(("finding", "outcome"), [(FULL, "full"), (PARTIAL, "partial")])
def test_disclosure_is_refused_until_the_letter_went_out(
    officer: Staff, act: object, finding: Finding, outcome: str
) -> None:
    assert callable(act)
    unit, record = with_duty(officer, finding)

    with pytest.raises(CannotDisclose) as refusal, transaction.atomic():
        act(unit, officer, outcome=outcome)

    assert refusal.value.code == "third_party_not_asked"
    assert "練馬区情報公開条例第14条" in str(refusal.value)
    assert "1行目" in str(refusal.value)
    assert Unit.objects.get(pk=unit.pk).phase == "examination"

    ask(unit, officer, record, **DUTY)
    act(unit, officer, outcome=outcome)


@BOTH
def test_optional_letter_is_not_the_one_that_is_owed(
    officer: Staff, act: object
) -> None:
    assert callable(act)
    unit, record = with_duty(officer)
    answered(ask(unit, officer, record), officer)

    with pytest.raises(CannotDisclose):
        act(unit, officer)


@BOTH
def test_time_to_answer_is_left(officer: Staff, act: object) -> None:
    assert callable(act)
    unit, record = with_duty(officer)
    asked = ask(unit, officer, record, **DUTY)

    with pytest.raises(CannotDisclose, match="令和2年6月10日") as refusal:
        act(unit, officer, on=WITHIN)
    assert refusal.value.code == "third_party_may_answer"

    answered(asked, officer, "consents", on=date(2020, 6, 9))
    act(unit, officer, on=WITHIN)


def test_search_in_vain_is_enough(officer: Staff) -> None:
    unit, record = with_duty(officer)
    ask(
        unit,
        officer,
        record,
        **DUTY,
        sent_on=None,
        answer_by_on=None,
        search="転居先不明",
    )

    drafted(unit, officer)

    assert Unit.objects.get(pk=unit.pk).phase == "approval"


def test_what_is_withheld_needs_nobodys_opinion(officer: Staff) -> None:
    unit, _record = with_duty(officer, WITHHELD)

    drafted(unit, officer, outcome="non_disclosure")

    assert Unit.objects.get(pk=unit.pk).phase == "approval"


def test_optional_letter_makes_nobody_wait(officer: Staff) -> None:
    unit = make_unit()
    (record,) = judge(unit, [FULL], by=officer)
    ask(unit, officer, record)

    drafted(unit, officer, on=WITHIN)

    assert Unit.objects.get(pk=unit.pk).phase == "approval"


def test_without_the_check_the_draft_would_pass(
    officer: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the refusals above are this check's."""
    unit, _record = with_duty(officer)
    monkeypatch.setattr(consulted, "_check_asked", lambda *_args: None)

    drafted(unit, officer)

    assert Unit.objects.get(pk=unit.pk).phase == "approval"
