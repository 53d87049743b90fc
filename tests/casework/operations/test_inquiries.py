"""The office asks a division and the division answers."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from casework.models import Inquiry, Unit
from casework.operations.answer_inquiry import (
    CannotAnswerInquiry,
    InquiryAnswer,
    answer_inquiry,
)
from casework.operations.assign import CannotAssign
from casework.operations.begin import CannotAct
from casework.operations.inquire import CannotInquire, inquire
from casework.permissions import NotPermitted
from offices.models import Division, Staff
from tests.factories.cases import end, intake, make_unit
from tests.factories.cast import Cast, make_cast
from tests.factories.desk import NOW, TODAY, told

pytestmark = pytest.mark.django_db

UNTIL = date(2020, 6, 5)
KNOWN = InquiryAnswer(existence="yes", holder=" 係長 ", sheets=40, remark="倉庫")


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def unit(cast: Cast) -> Unit:
    return make_unit()


def ask(
    unit: Unit, by: Staff, division: Division, answer_by_on: date = UNTIL
) -> Inquiry:
    return inquire(
        unit=unit, division=division, answer_by_on=answer_by_on, by=by, on=TODAY, at=NOW
    )


def answer(unit: Unit, by: Staff, facts: InquiryAnswer = KNOWN) -> Inquiry:
    return answer_inquiry(unit=unit, answer=facts, by=by, on=TODAY, at=NOW)


def test_question_has_its_own_day_and_the_clock_runs_on(cast: Cast, unit: Unit) -> None:
    division = cast.office.general_affairs

    inquiry = ask(unit, cast.records_officer, division)

    row = Inquiry.objects.get()
    assert row == inquiry
    assert (row.unit, row.division, row.asked_by, row.asked_on, row.answer_by_on) == (
        unit,
        division,
        cast.records_officer,
        TODAY,
        UNTIL,
    )
    assert (row.answered_by, row.answered_on, row.existence) == (None, None, "")
    after = Unit.objects.get(pk=unit.pk)
    assert (after.phase, after.due_on, after.clock_state, after.version) == (
        "received",
        unit.due_on,
        "running",
        1,
    )
    facts = {
        "inquiry": inquiry.pk,
        "division": f"division:{division.pk}",
        "answer_by_on": "2020-06-05",
    }
    assert told("inquire") == [(f"unit:{unit.pk}", facts, {})]


def test_unit_without_division_goes_to_the_one_asked(cast: Cast) -> None:
    facts = intake()
    unit = make_unit(replace(facts, first=replace(facts.first, division=None)))

    ask(unit, cast.records_officer, cast.office.roads)

    after = Unit.objects.get(pk=unit.pk)
    assert (after.division, after.version) == (cast.office.roads, 2)
    assert after in Unit.objects.visible_to(cast.other_division_staff, on=TODAY)


def test_division_answers(cast: Cast, unit: Unit) -> None:
    inquiry = ask(unit, cast.records_officer, cast.office.general_affairs)

    answer(unit, cast.division_staff)

    row = Inquiry.objects.get()
    assert (row.answered_by, row.answered_on) == (cast.division_staff, TODAY)
    assert (row.existence, row.holder, row.sheets, row.remark) == (
        "yes",
        "係長",
        40,
        "倉庫",
    )
    facts = {"inquiry": inquiry.pk, "existence": "yes", "sheets": 40}
    assert told("answer_inquiry") == [
        (f"unit:{unit.pk}", facts, {"holder": "係長", "remark": "倉庫"})
    ]


def test_office_enters_what_was_said_by_telephone(cast: Cast, unit: Unit) -> None:
    ask(unit, cast.records_officer, cast.office.general_affairs)

    answer(unit, cast.records_officer, InquiryAnswer(existence="unknown"))

    assert Inquiry.objects.get().existence == "unknown"


def test_answered_it_can_be_asked_again(cast: Cast, unit: Unit) -> None:
    ask(unit, cast.records_officer, cast.office.general_affairs)
    answer(unit, cast.division_staff)

    ask(unit, cast.records_officer, cast.office.general_affairs)

    assert Inquiry.objects.filter(answered_on=None).count() == 1


def test_other_division_is_not_asked_about_what_it_cannot_read(
    cast: Cast, unit: Unit
) -> None:
    with pytest.raises(CannotInquire) as refusal, transaction.atomic():
        ask(unit, cast.records_officer, cast.office.roads)

    assert (refusal.value.code, refusal.value.field) == ("other_division", "division")
    assert not Inquiry.objects.exists()


def test_division_of_another_organ_is_refused(cast: Cast, unit: Unit) -> None:
    with pytest.raises(CannotAssign):
        ask(unit, cast.records_officer, cast.office.schools)


def test_asked_twice_is_asked_once(cast: Cast, unit: Unit) -> None:
    ask(unit, cast.records_officer, cast.office.general_affairs)

    with pytest.raises(CannotInquire) as refusal:
        ask(unit, cast.records_officer, cast.office.general_affairs)

    assert refusal.value.code == "asked_already"
    assert len(told("inquire")) == 1


def test_day_of_the_answer_is_not_past(cast: Cast, unit: Unit) -> None:
    division = cast.office.general_affairs

    with pytest.raises(CannotInquire) as refusal:
        ask(unit, cast.records_officer, division, date(2020, 6, 2))

    assert (refusal.value.code, refusal.value.field) == (
        "answer_day_past",
        "answer_by_on",
    )


def test_answer_needs_a_question(cast: Cast, unit: Unit) -> None:
    with pytest.raises(CannotAnswerInquiry) as refusal:
        answer(unit, cast.division_staff)

    assert refusal.value.code == "not_asked"


def test_second_of_two_answers_is_told(cast: Cast, unit: Unit) -> None:
    ask(unit, cast.records_officer, cast.office.general_affairs)
    answer(unit, cast.division_staff)

    with pytest.raises(CannotAnswerInquiry, match="ほかの職員"):
        answer(unit, cast.approver, InquiryAnswer(existence="no"))

    assert Inquiry.objects.get().existence == "yes"


def test_answer_has_to_say_something(cast: Cast, unit: Unit) -> None:
    ask(unit, cast.records_officer, cast.office.general_affairs)

    with pytest.raises(CannotAnswerInquiry) as refusal:
        answer(unit, cast.division_staff, replace(KNOWN, existence=""))

    assert refusal.value.code == "no_answer"
    assert told("answer_inquiry") == []


def test_ended_unit_is_not_asked_about(cast: Cast, unit: Unit) -> None:
    end(unit, "absent")

    with pytest.raises(CannotAct):
        ask(unit, cast.records_officer, cast.office.general_affairs)


@pytest.mark.parametrize("name", ["division_staff", "approver", "auditor"])
def test_only_the_office_asks(cast: Cast, unit: Unit, name: str) -> None:
    with pytest.raises(NotPermitted):
        ask(unit, cast.everybody()[name], cast.office.general_affairs)


@pytest.mark.parametrize("name", ["other_division_staff", "auditor", "stranger"])
def test_only_who_can_read_it_answers(cast: Cast, unit: Unit, name: str) -> None:
    ask(unit, cast.records_officer, cast.office.general_affairs)

    with pytest.raises(NotPermitted):
        answer(unit, cast.everybody()[name])

    assert Inquiry.objects.get().answered_on is None
