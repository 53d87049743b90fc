"""Extensions at the desk: two gates, one cap, once; part and rest."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from casework.models import ClockEvent, Record, Unit
from casework.operations.answer_supplementation import (
    AnswerFacts,
    answer_supplementation,
)
from casework.operations.begin import CannotAct
from casework.operations.extend_period import extend_period
from casework.operations.extend_specially import SpecialFacts, extend_specially
from casework.operations.extending import CannotExtendPeriod, Notice
from casework.operations.order_supplementation import OrderFacts, order_supplementation
from casework.operations.split_off import CannotSplitOff, SplitFacts, split_off
from casework.permissions import NotPermitted
from casework.versions import Stale
from offices.models import Staff
from ordinances.schema import Extension
from tests.factories.cases import end, intake, make_branch, make_unit
from tests.factories.cast import Cast, make_cast
from tests.factories.desk import take_up, told
from tests.factories.rules import with_policy, with_rule

pytestmark = pytest.mark.django_db

SPRING = date(2020, 4, 1)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def received(cast: Cast, on: date = SPRING) -> Unit:
    return make_unit(intake(received_on=on, division=cast.office.general_affairs))


def at(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 3, tzinfo=UTC)


def extended(
    unit: Unit,
    by: Staff,
    until: date,
    *,
    issued: date,
    on: date | None = None,
    version: int | None = None,
) -> ClockEvent:
    return extend_period(
        unit=unit,
        notice=Notice(issued_on=issued, reason_code="clerical_difficulty"),
        until_on=until,
        version=version,
        by=by,
        on=on or issued,
        at=at(on or issued),
    )


def specially(
    unit: Unit,
    by: Staff,
    rest: date,
    *,
    issued: date,
    part: date | None = None,
    record_ids: tuple[int, ...] = (),
    rest_subject: str = "",
) -> ClockEvent:
    return extend_specially(
        unit=unit,
        notice=Notice(issued_on=issued, reason="著しく大量であるため。"),
        special=SpecialFacts(
            part_due_on=part,
            rest_due_on=rest,
            record_ids=record_ids,
            rest_subject=rest_subject,
        ),
        version=None,
        by=by,
        on=issued,
        at=at(issued),
    )


def supplemented(unit: Unit, by: Staff, ordered: date, arrived: date) -> None:
    order_supplementation(
        unit=unit,
        order=OrderFacts(
            is_written=True,
            ordered_on=ordered,
            answer_by_on=date(ordered.year, 12, 31),
            matter="補ってください。",
        ),
        version=None,
        by=by,
        on=ordered,
        at=at(ordered),
    )
    answer_supplementation(
        unit=unit,
        answer=AnswerFacts(arrived_on=arrived),
        version=None,
        by=by,
        on=arrived,
        at=at(arrived),
    )


def due(unit: Unit) -> date | None:
    return Unit.objects.get(pk=unit.pk).due_on


def coded(code: str) -> Callable[[CannotExtendPeriod], bool]:
    return lambda error: error.code == code


# law.md (d): E10, E17, E18: the last day an extension reaches
@pytest.mark.parametrize(
    ("spans", "cap_moves", "last"),
    [
        ([], False, date(2020, 6, 1)),
        ([(date(2020, 4, 6), date(2020, 4, 13))], False, date(2020, 6, 1)),
        ([(date(2020, 4, 6), date(2020, 4, 13))], True, date(2020, 6, 8)),
    ],
    ids=["E10", "E17", "E18"],
)
def test_extension_reaches_to_the_cap_and_no_further(
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    spans: list[tuple[date, date]],
    cap_moves: bool,
    last: date,
) -> None:
    with_rule(monkeypatch, cap_excludes_suspension=cap_moves)
    unit, issued = received(cast), date(2020, 4, 14)
    for ordered, arrived in spans:
        supplemented(unit, cast.records_officer, ordered, arrived)
    beyond = date.fromordinal(last.toordinal() + 1)

    with (
        pytest.raises(CannotExtendPeriod, check=coded("beyond_cap")),
        transaction.atomic(),
    ):
        extended(unit, cast.division_staff, beyond, issued=issued)
    extended(unit, cast.division_staff, last, issued=issued)

    assert due(unit) == last


def test_no_extension_is_left_after_the_cap(cast: Cast) -> None:
    unit = received(cast)
    supplemented(unit, cast.records_officer, date(2020, 4, 6), date(2020, 5, 26))
    assert due(unit) == date(2020, 6, 4)  # E19

    with pytest.raises(CannotExtendPeriod, check=coded("nothing_left")):
        extended(unit, cast.division_staff, date(2020, 6, 5), issued=date(2020, 5, 27))


def test_extension_writes_event_due_date_and_trail(cast: Cast) -> None:
    unit = received(cast)

    event = extend_period(
        unit=unit,
        notice=Notice(
            issued_on=date(2020, 4, 10), reason_code="year_end_closure", reason="補足。"
        ),
        until_on=date(2020, 5, 15),
        version=1,
        by=cast.division_staff,
        on=date(2020, 4, 10),
        at=at(date(2020, 4, 10)),
    )

    stored = Unit.objects.get(pk=unit.pk)
    assert (stored.due_on, stored.version) == (date(2020, 5, 15), 2)
    assert (event.type, event.on, event.until_on) == (
        "extended",
        date(2020, 4, 10),
        date(2020, 5, 15),
    )
    assert event.article == "練馬区情報公開条例第12条第2項"
    assert event.reason.startswith("年末年始の閉庁期間")
    assert event.reason.endswith("補足。")
    assert told("extend") == [
        (
            f"unit:{unit.pk}",
            {
                "on": "2020-04-10",
                "reason_code": "year_end_closure",
                "until_on": "2020-05-15",
            },
            {"reason": event.reason},
        )
    ]


# E34: two gates; received 2021-09-06, initial end 09-20 rolls to 09-21
def test_both_notices_go_out_within_the_initial_period(cast: Cast) -> None:
    unit = received(cast, date(2021, 9, 6))
    staff = cast.division_staff
    assert due(unit) == date(2021, 9, 21)

    late, last = date(2021, 9, 22), date(2021, 9, 21)
    with (
        pytest.raises(CannotExtendPeriod, check=coded("after_initial_period")),
        transaction.atomic(),
    ):
        extended(unit, staff, date(2021, 10, 29), issued=late)
    with (
        pytest.raises(CannotExtendPeriod, check=coded("after_initial_period")),
        transaction.atomic(),
    ):
        specially(unit, staff, date(2022, 3, 31), issued=late)
    extended(unit, staff, date(2021, 10, 29), issued=date(2021, 9, 17), on=last)
    assert due(unit) == date(2021, 10, 29)

    with (
        pytest.raises(CannotExtendPeriod, match=r"第13条第1項.*令和3年9月21日"),
        transaction.atomic(),
    ):
        specially(unit, staff, date(2022, 3, 31), issued=late)
    specially(unit, staff, date(2022, 3, 31), issued=last)
    assert due(unit) == date(2022, 3, 31)


def test_supplementation_days_lengthen_the_initial_period(cast: Cast) -> None:
    unit = received(cast)
    supplemented(unit, cast.records_officer, date(2020, 4, 6), date(2020, 4, 13))

    with (
        pytest.raises(CannotExtendPeriod, check=coded("after_initial_period")),
        transaction.atomic(),
    ):
        extended(unit, cast.division_staff, date(2020, 5, 15), issued=date(2020, 4, 23))
    extended(unit, cast.division_staff, date(2020, 5, 15), issued=date(2020, 4, 22))


# E36: the split moves no clock, an extension one unit only, an order all of them
def test_extension_is_of_one_unit_and_an_order_of_all(cast: Cast) -> None:
    officer = cast.records_officer
    first = received(cast, date(2022, 2, 25))
    second, third = (
        split_off(
            unit=first,
            facts=SplitFacts(division=division),
            version=None,
            by=officer,
            on=date(2022, 3, 3),
            at=at(date(2022, 3, 3)),
        )
        for division in (cast.office.general_affairs, cast.office.roads)
    )

    extended(second, cast.division_staff, date(2022, 4, 8), issued=date(2022, 3, 10))

    dates = [due(unit) for unit in (first, second, third)]
    assert dates == [date(2022, 3, 11), date(2022, 4, 8), date(2022, 3, 11)]
    assert {u.fiscal_year for u in Unit.objects.all()} == {2021}

    supplemented(first, officer, date(2022, 3, 10), date(2022, 3, 14))
    dates = [due(unit) for unit in (first, second, third)]
    assert dates == [date(2022, 3, 15), date(2022, 4, 8), date(2022, 3, 15)]


def test_once(cast: Cast) -> None:
    unit = received(cast)
    extended(unit, cast.division_staff, date(2020, 5, 1), issued=date(2020, 4, 10))

    with pytest.raises(CannotExtendPeriod, check=coded("extended_already")):
        extended(unit, cast.division_staff, date(2020, 5, 15), issued=date(2020, 4, 13))


def test_no_extension_after_a_special_one_and_no_second_special(cast: Cast) -> None:
    unit, issued = received(cast), date(2020, 4, 10)
    specially(unit, cast.division_staff, date(2020, 9, 30), issued=issued)

    with (
        pytest.raises(CannotExtendPeriod, check=coded("extended_already")),
        transaction.atomic(),
    ):
        extended(unit, cast.division_staff, date(2020, 5, 15), issued=issued)
    with pytest.raises(CannotExtendPeriod, check=coded("extended_already")):
        specially(unit, cast.division_staff, date(2020, 10, 30), issued=issued)


@pytest.mark.parametrize(
    ("issued", "until", "code", "field"),
    [
        (date(2020, 3, 31), date(2020, 5, 1), "notice_day", "issued_on"),
        (date(2020, 4, 14), date(2020, 5, 1), "notice_day", "issued_on"),
        (date(2020, 4, 10), date(2020, 4, 15), "no_longer", "until_on"),
    ],
)
def test_impossible_days(
    cast: Cast, issued: date, until: date, code: str, field: str
) -> None:
    unit = received(cast)

    with pytest.raises(CannotExtendPeriod) as refusal, transaction.atomic():
        extended(unit, cast.division_staff, until, issued=issued, on=date(2020, 4, 13))

    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert due(unit) == date(2020, 4, 15)


@pytest.mark.parametrize(
    ("code", "words", "refusal"),
    [("", " ", "no_reason"), ("especially_many_records", "", "unknown_reason")],
)
def test_reason_is_given_and_offered(
    cast: Cast, code: str, words: str, refusal: str
) -> None:
    notice = Notice(issued_on=date(2020, 4, 10), reason_code=code, reason=words)

    with pytest.raises(CannotExtendPeriod, check=coded(refusal)):
        extend_period(
            unit=received(cast),
            notice=notice,
            until_on=date(2020, 5, 1),
            version=None,
            by=cast.division_staff,
            on=date(2020, 4, 10),
            at=at(date(2020, 4, 10)),
        )


def test_not_while_the_clock_stands_still(cast: Cast) -> None:
    unit = received(cast)
    order_supplementation(
        unit=unit,
        order=OrderFacts(
            is_written=True,
            ordered_on=date(2020, 4, 6),
            answer_by_on=date(2020, 4, 20),
            matter="補ってください。",
        ),
        version=None,
        by=cast.records_officer,
        on=date(2020, 4, 6),
        at=at(date(2020, 4, 6)),
    )

    with pytest.raises(CannotExtendPeriod, check=coded("suspended")):
        extended(unit, cast.division_staff, date(2020, 5, 1), issued=date(2020, 4, 7))


def test_not_after_the_end_nor_on_an_old_version_nor_by_a_stranger(cast: Cast) -> None:
    unit, until, issued = received(cast), date(2020, 5, 1), date(2020, 4, 10)
    with pytest.raises(NotPermitted), transaction.atomic():
        extended(unit, cast.other_division_staff, until, issued=issued)
    with pytest.raises(NotPermitted), transaction.atomic():
        extended(unit, cast.approver, until, issued=issued)
    take_up(unit, by=cast.records_officer, handler=cast.division_staff)
    with pytest.raises(Stale), transaction.atomic():
        extended(unit, cast.division_staff, until, issued=issued, version=1)

    end(unit, "absent", on=issued)
    with pytest.raises(CannotAct):
        extended(unit, cast.division_staff, until, issued=issued)


def test_special_extension_keeps_one_unit_where_the_pack_says_one(cast: Cast) -> None:
    unit = received(cast)

    event = specially(
        unit,
        cast.division_staff,
        date(2020, 9, 30),
        issued=date(2020, 4, 10),
        part=date(2020, 5, 29),
    )

    assert (event.unit, event.until_on, event.part_until_on) == (
        unit,
        date(2020, 9, 30),
        date(2020, 5, 29),
    )
    assert Unit.objects.count() == 1
    assert due(unit) == date(2020, 9, 30)
    ((_subject, facts, _detail),) = told("extend_specially")
    assert (facts["part_due_on"], facts["rest_due_on"]) == ("2020-05-29", "2020-09-30")


def test_special_extension_splits_the_rest_off_where_the_pack_says_two(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_policy(monkeypatch, "special_extension_units", "two")
    unit = received(cast)
    unit = take_up(unit, by=cast.records_officer, handler=cast.division_staff)
    part, rest = (
        Record.objects.create(unit=unit, position=n, title=f"台帳{n}") for n in (1, 2)
    )

    event = specially(
        unit,
        cast.division_staff,
        date(2020, 9, 30),
        issued=date(2020, 4, 10),
        part=date(2020, 5, 29),
        record_ids=(rest.pk,),
    )

    made = Unit.objects.get(branch=2)
    assert event.unit == made
    assert (due(unit), due(made)) == (date(2020, 5, 29), date(2020, 9, 30))
    assert list(made.records.all()) == [rest]
    assert list(unit.records.all()) == [part]
    assert made.handler == cast.division_staff


def test_two_units_need_something_for_each(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_policy(monkeypatch, "special_extension_units", "two")
    unit = received(cast)
    unit = take_up(unit, by=cast.records_officer, handler=cast.division_staff)
    record = Record.objects.create(unit=unit, position=1, title="台帳")
    rest_on, issued = date(2020, 9, 30), date(2020, 4, 10)

    with (
        pytest.raises(CannotExtendPeriod, check=coded("no_rest")),
        transaction.atomic(),
    ):
        specially(unit, cast.division_staff, rest_on, issued=issued)
    with pytest.raises(CannotSplitOff), transaction.atomic():
        specially(
            unit,
            cast.division_staff,
            rest_on,
            issued=issued,
            record_ids=(record.pk,),
        )
    assert Unit.objects.count() == 1


@pytest.mark.parametrize(
    ("part", "rest", "code"),
    [
        (None, date(2020, 4, 15), "rest_day"),
        (date(2020, 5, 29), date(2020, 5, 29), "rest_day"),
        (date(2020, 6, 2), date(2020, 9, 30), "part_day"),
        (date(2020, 4, 9), date(2020, 9, 30), "part_day"),
    ],
)
def test_impossible_parts(cast: Cast, part: date | None, rest: date, code: str) -> None:
    unit = received(cast)

    with pytest.raises(CannotExtendPeriod, check=coded(code)):
        specially(unit, cast.division_staff, rest, issued=date(2020, 4, 10), part=part)


def test_part_has_the_days_of_the_pack_where_it_names_them(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_rule(monkeypatch, special_days=50, extension=Extension("cap", 60))
    unit, issued = received(cast), date(2020, 4, 10)

    with (
        pytest.raises(CannotExtendPeriod, check=coded("no_part_day")),
        transaction.atomic(),
    ):
        specially(unit, cast.division_staff, date(2020, 9, 30), issued=issued)
    with (
        pytest.raises(CannotExtendPeriod, check=coded("part_day")),
        transaction.atomic(),
    ):
        # fifty days from the day after the receipt: Thursday the 21st of May
        specially(
            unit,
            cast.division_staff,
            date(2020, 9, 30),
            issued=issued,
            part=date(2020, 5, 22),
        )
    specially(
        unit,
        cast.division_staff,
        date(2020, 9, 30),
        issued=issued,
        part=date(2020, 5, 21),
    )


def test_other_units_keep_their_due_dates(cast: Cast) -> None:
    unit = received(cast)
    other = make_branch(unit, division=cast.office.roads)

    specially(unit, cast.division_staff, date(2020, 9, 30), issued=date(2020, 4, 10))

    assert due(other) == date(2020, 4, 15)
