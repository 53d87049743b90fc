"""Third parties, holds and appointments without one of their guards."""

from datetime import date
from typing import Any

import pytest

from casework.models import Record, Unit
from casework.operations.hold import HoldFacts, hold
from tests.factories.cases import AT, end, intake, make_unit
from tests.factories.cast import Cast, make_cast
from tests.factories.controls import (
    DATABASE,
    Control,
    name_of,
    refused_with_and_without,
)
from tests.factories.course import FULL, find, judge
from tests.factories.fees import invited
from tests.factories.third_parties import answered, ask, handed_over, held, lifted

pytestmark = [pytest.mark.django_db, pytest.mark.once]

OPERATIONS = "casework.operations."
DECIDED = date(2020, 7, 9)
# two full weeks lie between the 9th and Friday the 24th, a holiday; then a weekend
WITHIN, AFTER = date(2020, 7, 15), date(2020, 7, 28)


def asked_about_nothing(cast: Cast, unit: Unit) -> None:
    find(unit, by=cast.records_officer)
    ask(unit, cast.records_officer, *Record.objects.filter(unit=unit), concerns=" ")


def letter_of_tomorrow(cast: Cast, unit: Unit) -> None:
    (record,) = find(unit, by=cast.records_officer)
    ask(unit, cast.records_officer, record, sent_on=date(2020, 6, 4))


def answer_before_the_letter(cast: Cast, unit: Unit) -> None:
    (record,) = find(unit, by=cast.records_officer)
    row = ask(unit, cast.records_officer, record)
    answered(
        row,
        cast.records_officer,
        on=date(2020, 6, 2),
        recorded_on=date(2020, 6, 8),
    )


def disclosed(unit: Unit) -> Unit:
    return end(unit, "full", on=DECIDED)


def opposed(cast: Cast, unit: Unit) -> Unit:
    (record,) = judge(unit, [FULL], by=cast.records_officer)
    answered(ask(unit, cast.records_officer, record), cast.records_officer)
    return disclosed(Unit.objects.get(pk=unit.pk))


def answer_once_more(cast: Cast, unit: Unit) -> None:
    row = opposed(cast, unit).consultations.get()
    answered(row, cast.records_officer, "consents")


def hold_that_cannot_be(cast: Cast, unit: Unit, **changes: Any) -> None:
    facts = {"kind": "stay_asked", "from_on": date(2020, 7, 10), "reason": "申立て"}
    hold(
        unit=disclosed(unit),
        facts=HoldFacts(**{**facts, **changes}),
        by=cast.records_officer,
        on=date(2020, 7, 10),
        at=AT,
    )


def lift_without_a_reason(cast: Cast, unit: Unit) -> None:
    officer = cast.records_officer
    row = held(disclosed(unit), officer, on=date(2020, 7, 10))
    lifted(row, officer, on=date(2020, 7, 10), because=" ")


def hand_over_under_a_hold(cast: Cast, unit: Unit) -> None:
    unit = disclosed(unit)
    held(unit, cast.records_officer, on=date(2020, 7, 10))
    handed_over(unit, by=cast.records_officer, on=WITHIN)


def appoint_under_a_hold(cast: Cast, unit: Unit) -> None:
    unit = disclosed(unit)
    held(unit, cast.records_officer, on=date(2020, 7, 10))
    invited(unit, by=cast.records_officer, on=date(2020, 7, 10))


HOLDS = OPERATIONS + "hold._check"
CONTROLS = [
    Control(
        OPERATIONS + "consult_third_party.check_consultation",
        "no_concerns",
        asked_about_nothing,
        beneath=DATABASE,
    ),
    Control(
        OPERATIONS + "consult_third_party.check_consultation",
        "letter_day",
        letter_of_tomorrow,
    ),
    Control(
        OPERATIONS + "answer_consultation._check",
        "answer_day",
        answer_before_the_letter,
        beneath=DATABASE,
    ),
    Control(
        OPERATIONS + "answer_consultation._check",
        "answered_already",
        answer_once_more,
    ),
    Control(
        HOLDS,
        "no_reason",
        lambda cast, unit: hold_that_cannot_be(cast, unit, reason=" "),
        beneath=DATABASE,
    ),
    Control(
        HOLDS,
        "hold_in_future",
        lambda cast, unit: hold_that_cannot_be(cast, unit, from_on=WITHIN),
    ),
    Control(
        OPERATIONS + "lift_hold._check",
        "no_reason",
        lift_without_a_reason,
        beneath=DATABASE,
    ),
    Control("casework.holding._check_holds", "held", hand_over_under_a_hold),
    Control("casework.holding._check_holds", "held", appoint_under_a_hold),
    Control(
        OPERATIONS + "appoint.check_may_hand_over",
        "gap_after_opposition",
        lambda cast, unit: invited(
            opposed(cast, unit), by=cast.records_officer, on=WITHIN
        ),
    ),
    Control(
        OPERATIONS + "carry_out.check_may_hand_over",
        "gap_after_opposition",
        lambda cast, unit: handed_over(
            opposed(cast, unit), by=cast.records_officer, on=WITHIN
        ),
    ),
    Control(
        OPERATIONS + "appoint._check_open",
        "closed_day",
        lambda cast, unit: invited(
            disclosed(unit), by=cast.records_officer, on=date(2020, 7, 11)
        ),
    ),
]


@pytest.mark.parametrize("control", CONTROLS, ids=name_of)
def test_play_slips_through_without_its_guard(
    control: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast, unit = make_cast(), make_unit(intake())

    codes = refused_with_and_without(control, cast, unit, monkeypatch)

    assert codes == (control.code, control.beneath)


def test_the_day_after_the_gap_is_free_in_any_case() -> None:
    cast, unit = make_cast(), make_unit(intake())

    assert invited(opposed(cast, unit), by=cast.records_officer, on=AFTER).pk == unit.pk
