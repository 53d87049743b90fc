"""Opening an ended unit again takes two persons."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from annual.scope import Scope
from casework.models import (
    ClockEvent,
    Decision,
    Reopening,
    ReopeningState,
    Transfer,
    Unit,
    Withdrawal,
)
from casework.operations.ask_reopening import CannotAskReopening, ask_reopening
from casework.operations.begin import CannotAct
from casework.operations.confirm_reopening import (
    CannotAnswerReopening,
    confirm_reopening,
)
from casework.permissions import NotPermitted
from casework.versions import Stale
from offices.models import Role, Staff
from tests.factories.cases import end, make_unit
from tests.factories.cast import Cast, make_cast, make_staff
from tests.factories.desk import NOW, TODAY, taken_back_by_requester, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def second(cast: Cast) -> Staff:
    return make_staff("second_officer", Role.RECORDS_OFFICER)


@pytest.fixture
def ended(cast: Cast) -> Unit:
    return end(make_unit(), "absent", on=date(2020, 6, 2))


def ask(
    unit: Unit, by: Staff, reason: str = "誤入力", version: int | None = None
) -> Reopening:
    return ask_reopening(
        unit=unit, reason=reason, version=version, by=by, on=TODAY, at=NOW
    )


def answer(
    unit: Unit,
    by: Staff,
    *,
    confirmed: bool = True,
    comment: str = "",
    version: int | None = None,
) -> Unit:
    return confirm_reopening(
        unit=unit,
        confirmed=confirmed,
        comment=comment,
        version=version,
        by=by,
        on=TODAY,
        at=NOW,
    )


def standing(unit: Unit) -> tuple[object, ...]:
    unit = Unit.objects.get(pk=unit.pk)
    return (unit.phase, unit.outcome, unit.outcome_on, unit.clock_state)


def test_wish_alone_changes_nothing_of_the_unit(cast: Cast, ended: Unit) -> None:
    wish = ask(ended, cast.records_officer, " 誤入力 ", version=1)

    assert standing(ended) == ("closed", "absent", date(2020, 6, 2), "stopped")
    assert Reopening.objects.get() == wish
    assert (wish.state, wish.reason, wish.asked_by, wish.asked_on) == (
        "asked",
        "誤入力",
        cast.records_officer,
        TODAY,
    )
    facts = {"reopening": wish.pk, "outcome": "absent"}
    assert told("ask_reopening") == [(f"unit:{ended.pk}", facts, {"reason": "誤入力"})]


def test_second_person_opens_the_unit(cast: Cast, second: Staff, ended: Unit) -> None:
    due_on = ended.due_on
    wish = ask(ended, cast.records_officer)

    opened = answer(ended, second, version=2)

    assert standing(ended) == ("examination", None, None, "running")
    assert (opened.due_on, opened.version) == (due_on, 3)
    assert [d.counts for d in Decision.objects.all()] == [False]
    wish.refresh_from_db()
    assert (wish.state, wish.answered_by, wish.answered_on) == (
        "confirmed",
        second,
        TODAY,
    )
    events = ClockEvent.objects.filter(unit=ended).order_by("id")
    assert [(e.type, e.on) for e in events] == [
        ("stopped", date(2020, 6, 2)),
        ("reopened", TODAY),
    ]
    facts = {"reopening": wish.pk, "outcome": "absent"}
    assert told("confirm_reopening") == [(f"unit:{ended.pk}", facts, {})]


def test_reopened_unit_counts_as_pending(
    cast: Cast, second: Staff, ended: Unit
) -> None:
    ask(ended, cast.records_officer)

    answer(ended, second)

    scope = Scope(2020, date(2021, 5, 31))
    units = scope.units(["public_records"])
    assert list(units.filter(scope.in_class("pending"))) == [ended]


@pytest.mark.parametrize("outcome", ["withdrawn", "transferred"])
def test_end_without_decision_is_taken_away(
    cast: Cast, second: Staff, outcome: str
) -> None:
    unit = end(make_unit(), outcome, on=date(2020, 6, 2))
    ask(unit, cast.records_officer)

    answer(unit, second)

    assert standing(unit) == ("examination", None, None, "running")
    assert (Withdrawal.objects.count(), Transfer.objects.count()) == (0, 0)


def test_notice_dated_later_than_today_can_be_opened(cast: Cast, second: Staff) -> None:
    unit = end(make_unit(), "absent", on=date(2020, 6, 5))
    ask(unit, cast.records_officer)

    answer(unit, second)

    assert standing(unit)[3] == "running"


def test_unit_can_end_again_and_be_opened_again(
    cast: Cast, second: Staff, ended: Unit
) -> None:
    ask(ended, cast.records_officer)
    answer(ended, second)
    taken_back_by_requester(ended, by=second)
    assert standing(ended)[3] == "stopped"
    ask(ended, second)
    answer(ended, cast.records_officer)

    assert standing(ended) == ("examination", None, None, "running")


def test_second_end_may_be_dated_before_the_reopening(
    cast: Cast, second: Staff
) -> None:
    """The notice of the wrong decision bore a later day than today."""
    unit = end(make_unit(), "absent", on=date(2020, 6, 5))
    ask(unit, cast.records_officer)
    answer(unit, second)

    taken_back_by_requester(unit, by=second)

    assert standing(unit) == ("closed", "withdrawn", TODAY, "stopped")


def test_declined_the_unit_stays_closed(cast: Cast, second: Staff, ended: Unit) -> None:
    wish = ask(ended, cast.records_officer)

    answer(ended, second, confirmed=False, comment="正しい。")

    assert standing(ended) == ("closed", "absent", date(2020, 6, 2), "stopped")
    wish.refresh_from_db()
    assert wish.state == "declined"
    assert told("decline_reopening")[0][2] == {"comment": "正しい。"}
    assert told("confirm_reopening") == []
    ask(ended, cast.records_officer)
    assert Reopening.objects.count() == 2


def test_who_asked_does_not_answer(cast: Cast, ended: Unit) -> None:
    ask(ended, cast.records_officer)

    for confirmed in (True, False):
        with pytest.raises(CannotAnswerReopening) as refusal:
            answer(ended, cast.records_officer, confirmed=confirmed, comment="x")
        assert refusal.value.code == "same_person"
    assert standing(ended)[1] == "absent"


def test_database_holds_the_two_persons(cast: Cast, ended: Unit) -> None:
    wish = ask(ended, cast.records_officer)

    with pytest.raises(IntegrityError), transaction.atomic():
        Reopening.objects.filter(pk=wish.pk).update(
            state=ReopeningState.CONFIRMED,
            answered_by=cast.records_officer,
            answered_on=TODAY,
        )


def test_answer_without_a_wish_is_refused(cast: Cast, ended: Unit) -> None:
    with pytest.raises(CannotAnswerReopening) as refusal:
        answer(ended, cast.records_officer)

    assert refusal.value.code == "not_asked"


def test_declining_needs_a_comment(cast: Cast, second: Staff, ended: Unit) -> None:
    ask(ended, cast.records_officer)

    with pytest.raises(CannotAnswerReopening) as refusal:
        answer(ended, second, confirmed=False, comment=" ")

    assert (refusal.value.code, refusal.value.field) == ("no_comment", "comment")


@pytest.mark.parametrize(
    ("reason", "times", "code"), [(" ", 1, "no_reason"), ("x", 2, "asked_already")]
)
def test_wish_is_refused(
    cast: Cast, ended: Unit, reason: str, times: int, code: str
) -> None:
    if times > 1:
        ask(ended, cast.records_officer)

    with pytest.raises(CannotAskReopening) as refusal:
        ask(ended, cast.records_officer, reason)

    assert refusal.value.code == code
    assert len(told("ask_reopening")) == times - 1


def test_open_unit_has_nothing_to_open(cast: Cast) -> None:
    with pytest.raises(CannotAct):
        ask(make_unit(), cast.records_officer)


def test_second_of_two_answers_is_told(cast: Cast, second: Staff, ended: Unit) -> None:
    ask(ended, cast.records_officer)
    answer(ended, second, version=2)

    with pytest.raises(Stale, match="second_officer 氏"):
        answer(ended, cast.approver, version=2)


@pytest.mark.parametrize("name", ["division_staff", "auditor", "stranger"])
def test_not_for_everybody(cast: Cast, ended: Unit, name: str) -> None:
    person = cast.everybody()[name]
    with pytest.raises(NotPermitted):
        ask(ended, person)
    ask(ended, cast.records_officer)

    with pytest.raises(NotPermitted):
        answer(ended, person)

    assert standing(ended)[1] == "absent"


def test_approver_may_answer(cast: Cast, ended: Unit) -> None:
    ask(ended, cast.records_officer)

    answer(ended, cast.approver)

    assert standing(ended)[0] == "examination"
