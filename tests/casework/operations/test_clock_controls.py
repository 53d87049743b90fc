"""Supplementation, extensions and transfer without one of their guards."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from casework.models import Unit
from casework.operations.answer_supplementation import (
    AnswerFacts,
    answer_supplementation,
)
from casework.operations.extend_period import extend_period
from casework.operations.extend_specially import SpecialFacts, extend_specially
from casework.operations.extending import Notice
from casework.operations.lapse_supplementation import lapse_supplementation
from casework.operations.order_supplementation import (
    OrderFacts,
    order_supplementation,
)
from casework.operations.transfer import TransferFacts, transfer
from tests.factories.cases import end, intake, make_branch, make_unit
from tests.factories.cast import Cast, make_cast
from tests.factories.controls import (
    Control,
    name_of,
    no_words,
    refused_with_and_without,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]

OPERATIONS = "casework.operations."
ORDER = OrderFacts(
    is_written=True,
    ordered_on=date(2020, 4, 6),
    answer_by_on=date(2020, 4, 20),
    matter="補ってください。",
)
NOTICE = Notice(issued_on=date(2020, 4, 10), reason="著しく大量であるため。")
SPECIAL = SpecialFacts(part_due_on=date(2020, 5, 29), rest_due_on=date(2020, 9, 30))


def at(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 3, tzinfo=UTC)


def order(cast: Cast, unit: Unit, **changes: object) -> None:
    facts = replace(ORDER, **changes)  # type: ignore[arg-type]  # one at a time
    on = date(2020, 4, 6)
    order_supplementation(
        unit=unit, order=facts, version=None, by=cast.records_officer, on=on, at=at(on)
    )


def answer(cast: Cast, unit: Unit, arrived_on: date) -> None:
    on = date(2020, 4, 13)
    answer_supplementation(
        unit=unit,
        answer=AnswerFacts(arrived_on=arrived_on),
        version=None,
        by=cast.records_officer,
        on=on,
        at=at(on),
    )


def order_while_a_branch_is_decided(cast: Cast, unit: Unit) -> None:
    other = unit.case.units.filter(branch=2).first()
    if other is None:
        other = make_branch(unit, division=cast.office.roads)
    end(other, "absent", on=date(2020, 4, 3))
    order(cast, unit)


def answer_from_the_future(cast: Cast, unit: Unit) -> None:
    order(cast, unit)
    answer(cast, unit, date(2020, 4, 14))


def lapse_from_the_future(cast: Cast, unit: Unit) -> None:
    order(cast, unit)
    on = date(2020, 4, 21)
    lapse_supplementation(
        unit=unit,
        lapsed_on=date(2020, 4, 22),
        version=None,
        by=cast.records_officer,
        on=on,
        at=at(on),
    )


def extend(
    cast: Cast,
    unit: Unit,
    notice: Notice = NOTICE,
    until_on: date = date(2020, 5, 1),
) -> None:
    on = notice.issued_on
    extend_period(
        unit=unit,
        notice=notice,
        until_on=until_on,
        version=None,
        by=cast.division_staff,
        on=on,
        at=at(on),
    )


def extend_twice(cast: Cast, unit: Unit) -> None:
    extend(cast, unit)
    extend(cast, unit, until_on=date(2020, 5, 15))


def specially(
    cast: Cast, unit: Unit, notice: Notice = NOTICE, special: SpecialFacts = SPECIAL
) -> None:
    on = notice.issued_on
    extend_specially(
        unit=unit,
        notice=notice,
        special=special,
        version=None,
        by=cast.division_staff,
        on=on,
        at=at(on),
    )


def move(cast: Cast, unit: Unit, **changes: object) -> None:
    facts = TransferFacts(
        transferred_on=date(2020, 4, 6),
        agreed_on=date(2020, 4, 3),
        to_organ=cast.office.board_of_education,
        reason_code="jurisdiction",
    )
    on = date(2020, 4, 6)
    transfer(
        unit=unit,
        facts=replace(facts, **changes),  # type: ignore[arg-type]  # one at a time
        version=None,
        by=cast.records_officer,
        on=on,
        at=at(on),
    )


LATE = replace(NOTICE, issued_on=date(2020, 4, 16))
SILENT = replace(NOTICE, reason=" ")
ORDERING = OPERATIONS + "order_supplementation."
EXTENDING = OPERATIONS + "extend_period."
SPECIALLY = OPERATIONS + "extend_specially."
MOVING = OPERATIONS + "transfer."

CONTROLS = [
    Control(
        ORDERING + "_check_order",
        "not_in_writing",
        lambda cast, unit: order(cast, unit, is_written=False),
    ),
    Control(
        ORDERING + "_check_order",
        "order_day",
        lambda cast, unit: order(cast, unit, ordered_on=date(2020, 4, 7)),
    ),
    Control(
        ORDERING + "taken_as_complete",
        "drafted_or_decided",
        order_while_a_branch_is_decided,
        no_words,
    ),
    Control(
        OPERATIONS + "answer_supplementation.check_end",
        "end_day",
        answer_from_the_future,
    ),
    Control(
        OPERATIONS + "lapse_supplementation._check",
        "end_day",
        lapse_from_the_future,
    ),
    Control(
        EXTENDING + "check_notice",
        "after_initial_period",
        lambda cast, unit: extend(cast, unit, LATE),
    ),
    Control(
        EXTENDING + "check_notice",
        "no_reason",
        lambda cast, unit: extend(cast, unit, SILENT),
    ),
    Control(
        EXTENDING + "_check_until",
        "beyond_cap",
        lambda cast, unit: extend(cast, unit, until_on=date(2020, 6, 30)),
    ),
    Control(
        OPERATIONS + "extending._obstacle",
        "extended_already",
        extend_twice,
    ),
    Control(
        SPECIALLY + "check_notice",
        "after_initial_period",
        lambda cast, unit: specially(cast, unit, LATE),
    ),
    Control(
        SPECIALLY + "_check_days",
        "part_day",
        lambda cast, unit: specially(
            cast, unit, special=replace(SPECIAL, part_due_on=date(2020, 6, 2))
        ),
    ),
    Control(
        SPECIALLY + "_check_days",
        "rest_day",
        lambda cast, unit: specially(
            cast,
            unit,
            special=SpecialFacts(part_due_on=None, rest_due_on=date(2020, 4, 15)),
        ),
    ),
    Control(
        MOVING + "_check_days",
        "transfer_day",
        lambda cast, unit: move(cast, unit, transferred_on=date(2020, 4, 7)),
    ),
    Control(
        MOVING + "_check_receiver",
        "outside_not_allowed",
        lambda cast, unit: move(cast, unit, to_organ=None, receiver="他県知事"),
    ),
    Control(
        "ordinances.act_words.ActWords.refused_in",
        "tells_of_holding",
        lambda cast, unit: move(cast, unit, reason="当該文書を保有していないため。"),
        no_words,
    ),
]


@pytest.mark.parametrize("control", CONTROLS, ids=name_of)
def test_play_slips_through_without_its_guard(
    control: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = make_cast()
    unit = make_unit(
        intake(received_on=date(2020, 4, 1), division=cast.office.general_affairs)
    )

    codes = refused_with_and_without(control, cast, unit, monkeypatch)

    assert codes == (control.code, control.beneath)
