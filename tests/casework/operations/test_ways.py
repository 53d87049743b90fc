"""The stated way, the appointment, and that nobody came: each refusal by its code."""

from dataclasses import replace
from datetime import date, time

import pytest
from django.db import transaction

from casework.models import Appointment, DisclosureWay, Unit
from casework.operations.appoint import AppointmentFacts, CannotAppoint, appoint
from casework.operations.begin import CannotAct
from casework.operations.log_no_show import CannotLogNoShow, log_no_show
from casework.operations.state_way import CannotStateWay, WayFacts, state_way
from casework.permissions import NotPermitted
from casework.ways import statement_due_on, way_of
from offices.models import Staff
from tests.factories.cases import end, intake, make_unit
from tests.factories.cast import Cast, make_cast
from tests.factories.closures import closed
from tests.factories.desk import NOW, TODAY, told
from tests.factories.fees import copied, invited

pytestmark = pytest.mark.django_db

# a Wednesday
DAY = AppointmentFacts(on=date(2020, 6, 10), begins_at=time(10, 30), place=" 窓口 ")
WAY = WayFacts(methods=("inspection",), stated_on=TODAY)
# 30 days after the arrival on 18 June 2020 is Saturday 18 July; Monday follows (E23)
ARRIVED, LAST = date(2020, 6, 18), date(2020, 7, 20)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def unit(cast: Cast) -> Unit:
    return end(make_unit(), "full", on=TODAY)


def state(
    unit: Unit,
    by: Staff,
    way: WayFacts = WAY,
    *,
    arrived_on: date | None = None,
    on: date = TODAY,
) -> DisclosureWay:
    return state_way(
        unit=unit, way=way, arrived_on=arrived_on, version=None, by=by, on=on, at=NOW
    )


def agree(
    unit: Unit, by: Staff, facts: AppointmentFacts = DAY, *, on: date = TODAY
) -> Appointment:
    return appoint(unit=unit, appointment=facts, version=None, by=by, on=on, at=NOW)


def nobody_came(unit: Unit, by: Staff, *, on: date) -> Appointment:
    return log_no_show(
        unit=unit, remark=" 連絡なし ", version=None, by=by, on=on, at=NOW
    )


def test_the_latest_statement_holds(cast: Cast, unit: Unit) -> None:
    assert way_of(unit).methods == ()

    state(unit, cast.division_staff)
    row = state(unit, cast.division_staff, replace(WAY, methods=("copy_post",)))

    assert way_of(unit).methods == ("copy_post",)
    assert way_of(unit).stated_on == TODAY
    assert row.unit.version == 3
    assert [facts["methods"] for _s, facts, _d in told("state_way")] == [
        ["inspection"],
        ["copy_post"],
    ]


def test_what_the_request_named_needs_no_statement(cast: Cast) -> None:
    unit = make_unit(replace(intake(), wanted_methods=("copy_counter",)))

    way = way_of(unit)

    assert (way.methods, way.stated_on) == (("copy_counter",), None)


@pytest.mark.parametrize(
    ("regime_kind", "arrived_on", "last"),
    [
        ("public_records", date(2024, 1, 31), date(2024, 3, 1)),
        ("public_records", ARRIVED, LAST),
    ],
)
def test_period_to_state_the_way(
    unit: Unit, regime_kind: str, arrived_on: date, last: date
) -> None:
    assert unit.kind == regime_kind
    assert statement_due_on(unit, arrived_on) == last


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"methods": ()}, "no_method", "methods"),
        ({"methods": ("telepathy",)}, "no_method", "methods"),
        ({"stated_on": date(2020, 6, 4)}, "in_future", "stated_on"),
        ({"stated_on": date(2020, 6, 2)}, "before_decision", "stated_on"),
    ],
)
def test_statement_refused(
    cast: Cast, unit: Unit, changes: dict[str, object], code: str, field: str
) -> None:
    way = replace(WAY, **changes)  # type: ignore[arg-type]  # one at a time

    with pytest.raises(CannotStateWay) as refusal, transaction.atomic():
        state(unit, cast.division_staff, way)

    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert not DisclosureWay.objects.exists()


def test_statement_after_the_period_needs_its_cause(cast: Cast, unit: Unit) -> None:
    late = replace(WAY, stated_on=date(2020, 7, 21))
    asked = {"arrived_on": ARRIVED, "on": date(2020, 7, 22)}

    with pytest.raises(CannotStateWay, match="令和2年7月20日") as refusal:
        state(unit, cast.division_staff, late, **asked)
    assert refusal.value.code == "too_late"

    state(unit, cast.division_staff, replace(late, stated_on=LAST), **asked)
    excused = replace(late, just_cause="入院していた")
    state(unit, cast.division_staff, excused, **asked)
    # while nobody knows when the notice arrived no period runs
    state(unit, cast.division_staff, late, on=date(2020, 7, 22))
    assert DisclosureWay.objects.count() == 3


def test_appointment_is_made_and_replaced(cast: Cast, unit: Unit) -> None:
    agree(unit, cast.division_staff)
    row = agree(unit, cast.division_staff, replace(DAY, on=date(2020, 6, 11)))

    assert (row.place, row.begins_at, row.on) == (
        "窓口",
        time(10, 30),
        date(2020, 6, 11),
    )
    assert unit.appointments.count() == 2
    assert told("appoint")[1][1]["on"] == "2020-06-11"
    assert told("appoint")[1][2] == {"place": "窓口"}


@pytest.mark.parametrize(
    ("changes", "today", "code", "field"),
    [
        ({"place": " "}, TODAY, "no_place", "place"),
        ({"on": date(2020, 6, 2)}, TODAY, "before_decision", "on"),
        ({"on": date(2020, 6, 4)}, date(2020, 6, 5), "in_past", "on"),
        ({"on": date(2020, 6, 13)}, TODAY, "closed_day", "on"),
        ({"on": date(2020, 7, 23)}, TODAY, "closed_day", "on"),
        ({"on": date(2020, 12, 29)}, TODAY, "closed_day", "on"),
        ({"on": date(2040, 6, 13)}, TODAY, "closed_day", "on"),
    ],
)
def test_appointment_refused(
    cast: Cast,
    unit: Unit,
    changes: dict[str, object],
    today: date,
    code: str,
    field: str,
) -> None:
    facts = replace(DAY, **changes)  # type: ignore[arg-type]  # one at a time

    with pytest.raises(CannotAppoint) as refusal, transaction.atomic():
        agree(unit, cast.division_staff, facts, on=today)

    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert not Appointment.objects.exists()


def test_a_closing_day_of_the_office_is_closed(cast: Cast, unit: Unit) -> None:
    closed(DAY.on, by=cast.records_officer)

    with pytest.raises(CannotAppoint) as refusal:
        agree(unit, cast.division_staff)

    assert refusal.value.code == "closed_day"


def test_a_closed_day_that_is_meant(cast: Cast, unit: Unit) -> None:
    saturday = replace(DAY, on=date(2020, 6, 13), is_closed_day_meant=True)

    assert agree(unit, cast.division_staff, saturday).on == date(2020, 6, 13)


def test_nobody_came_and_the_unit_stays_decided(cast: Cast, unit: Unit) -> None:
    agree(unit, cast.division_staff)
    with pytest.raises(CannotLogNoShow) as early, transaction.atomic():
        nobody_came(unit, cast.division_staff, on=date(2020, 6, 9))

    row = nobody_came(unit, cast.division_staff, on=date(2020, 6, 10))

    assert early.value.code == "in_future"
    assert (row.kind, row.remark) == ("no_show", "連絡なし")
    stored = Unit.objects.get(pk=unit.pk)
    assert (stored.phase, stored.outcome) == ("decided", "full")
    with pytest.raises(CannotLogNoShow) as again:
        nobody_came(unit, cast.division_staff, on=date(2020, 6, 11))
    assert again.value.code == "no_appointment"


@pytest.mark.parametrize("outcome", ["absent", "non_disclosure", "withdrawn"])
def test_nothing_to_arrange_where_nothing_is_shown(cast: Cast, outcome: str) -> None:
    unit = end(make_unit(), outcome, on=TODAY)

    with pytest.raises(CannotAct):
        state(unit, cast.division_staff)
    with pytest.raises(CannotAct):
        agree(unit, cast.division_staff)


def test_after_the_hand_over_a_new_request_is_needed(cast: Cast, unit: Unit) -> None:
    unit = copied(unit, by=cast.division_staff, on=TODAY, mono=1)

    with pytest.raises(CannotAct, match="新たな請求"):
        state(unit, cast.division_staff)


@pytest.mark.parametrize("name", ["approver", "auditor", "board_secretariat"])
def test_not_for_everybody(cast: Cast, unit: Unit, name: str) -> None:
    invited(unit, by=cast.division_staff, on=TODAY)

    for act in (state, agree):
        with pytest.raises(NotPermitted):
            act(unit, cast.everybody()[name])
    with pytest.raises(NotPermitted):
        nobody_came(unit, cast.everybody()[name], on=TODAY)
