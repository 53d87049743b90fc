"""Holds of the hand-over: while a stay is undecided nothing is handed over."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from casework import holding
from casework.holding import CannotHandOver, check_may_hand_over
from casework.models import Hold, Unit
from casework.operations.begin import CannotAct
from casework.operations.hold import CannotHold, HoldFacts, hold
from casework.operations.lift_hold import CannotLiftHold
from casework.permissions import NotPermitted
from offices.models import Staff
from tests.factories.cases import AT, end, make_unit
from tests.factories.cast import Cast, make_cast
from tests.factories.desk import told
from tests.factories.third_parties import handed_over, held, lifted

pytestmark = pytest.mark.django_db

DECIDED = date(2020, 7, 9)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def officer(cast: Cast) -> Staff:
    return cast.records_officer


@pytest.fixture
def disclosed() -> Unit:
    return end(make_unit(), "full", on=DECIDED)


def test_open_hold_stops_the_hand_over_until_it_is_lifted(
    officer: Staff, disclosed: Unit
) -> None:
    made = held(disclosed, officer, on=date(2020, 7, 10))

    with pytest.raises(CannotHandOver, match="令和2年7月10日") as refusal:
        handed_over(disclosed, by=officer, on=date(2020, 7, 20))
    assert refusal.value.code == "held"
    facts = {
        "hold": made.pk,
        "kind": "stay_asked",
        "from_on": "2020-07-10",
        "until_on": None,
    }
    words = {"reason": "執行停止の申立て"}
    assert told("hold") == [(f"unit:{disclosed.pk}", facts, words)]

    lifted(made, officer, on=date(2020, 7, 21))

    # it held then, whoever enters it later
    with pytest.raises(CannotHandOver):
        check_may_hand_over(disclosed, on=date(2020, 7, 20))
    assert handed_over(disclosed, by=officer, on=date(2020, 7, 21)).phase == "closed"


def test_hold_with_an_end_ends_by_itself(officer: Staff, disclosed: Unit) -> None:
    held(disclosed, officer, on=date(2020, 7, 10), until_on=date(2020, 7, 15))

    check_may_hand_over(disclosed, on=date(2020, 7, 9))
    with pytest.raises(CannotHandOver):
        check_may_hand_over(disclosed, on=date(2020, 7, 15))
    check_may_hand_over(disclosed, on=date(2020, 7, 16))


def test_without_the_hold_the_hand_over_would_pass(
    officer: Staff, disclosed: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: with the check of holds off the refusal is gone."""
    held(disclosed, officer, on=date(2020, 7, 10))
    monkeypatch.setattr(holding, "_check_holds", lambda _unit, on: None)

    assert handed_over(disclosed, by=officer, on=date(2020, 7, 20)).phase == "closed"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "tired"}, "unknown_kind"),
        ({"reason": " "}, "no_reason"),
        ({"from_on": date(2020, 7, 21)}, "hold_in_future"),
        ({"until_on": date(2020, 7, 9)}, "hold_ends_early"),
    ],
)
def test_hold_that_cannot_be_is_refused(
    officer: Staff, disclosed: Unit, changes: dict[str, object], code: str
) -> None:
    facts: dict[str, object] = {
        "kind": "stay_asked",
        "from_on": date(2020, 7, 10),
        "reason": "申立て",
        **changes,
    }

    with pytest.raises(CannotHold) as refusal, transaction.atomic():
        hold(
            unit=disclosed,
            facts=HoldFacts(**facts),  # type: ignore[arg-type]  # one at a time
            by=officer,
            on=date(2020, 7, 20),
            at=AT,
        )

    assert refusal.value.code == code
    assert not Hold.objects.exists()


def test_nothing_is_held_where_nothing_is_disclosed(officer: Staff) -> None:
    with pytest.raises(CannotAct):
        held(make_unit(), officer, on=date(2020, 6, 2))
    refused = end(make_unit(), "absent", on=DECIDED)

    with pytest.raises(CannotHold) as refusal:
        held(refused, officer, on=DECIDED)

    assert refusal.value.code == "nothing_to_hold"


@pytest.mark.parametrize(
    ("on", "because", "code"),
    [
        (date(2020, 7, 9), "却下", "lifting_day"),
        (date(2020, 7, 20), " ", "no_reason"),
    ],
)
def test_lifting_that_cannot_be_is_refused(
    officer: Staff, disclosed: Unit, on: date, because: str, code: str
) -> None:
    row = held(disclosed, officer, on=date(2020, 7, 10))

    with pytest.raises(CannotLiftHold) as refusal, transaction.atomic():
        lifted(row, officer, on=on, because=because)

    assert refusal.value.code == code


def test_hold_is_lifted_once(officer: Staff, disclosed: Unit) -> None:
    row = held(disclosed, officer, on=date(2020, 7, 10))
    lifted(row, officer, on=date(2020, 7, 20))

    with pytest.raises(CannotLiftHold) as refusal:
        lifted(row, officer, on=date(2020, 7, 21))

    assert refusal.value.code == "lifted_already"


@pytest.mark.parametrize("name", ["division_staff", "approver", "auditor"])
def test_holds_are_the_records_offices(cast: Cast, disclosed: Unit, name: str) -> None:
    row = held(disclosed, cast.records_officer, on=date(2020, 7, 10))
    person = cast.everybody()[name]

    with pytest.raises(NotPermitted):
        held(disclosed, person, on=date(2020, 7, 10))
    with pytest.raises(NotPermitted):
        lifted(row, person, on=date(2020, 7, 20))


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "tired"},
        {"reason": ""},
        {"until_on": date(2020, 7, 9)},
        {"lifted_on": date(2020, 7, 20)},
    ],
    ids=str,
)
def test_table_refuses_a_hold_no_operation_writes(
    officer: Staff, disclosed: Unit, changes: dict[str, object]
) -> None:
    row = held(disclosed, officer, on=date(2020, 7, 10))

    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.filter(pk=row.pk).update(**changes)
