"""Who sees which units and which of their fields: a table written by hand."""

from datetime import date, timedelta

import pytest

from casework.models import Bar, Case, Unit
from casework.permissions import FieldClass, can_see_cases, fields_of, may
from offices.models import Absence, Grant, Role, Staff
from tests.factories.cases import intake, make_branch, make_unit
from tests.factories.cast import SINCE, Cast, make_cast, make_staff

pytestmark = pytest.mark.django_db

TODAY = date(2020, 7, 1)
ALL = {"own", "other", "schools", "self_info", "appeal"}
REQUESTER = set(FieldClass)
DECIDER = {FieldClass.ROW, FieldClass.SUBJECT, FieldClass.FREE_TEXT}
ROW = {FieldClass.ROW}

# person → units seen, field classes seen on them
SEES: dict[str, tuple[set[str], set[FieldClass]]] = {
    "records_officer": (ALL, REQUESTER),
    "division_staff": ({"own", "self_info"}, DECIDER),
    "other_division_staff": ({"other"}, DECIDER),
    "approver": ({"own", "self_info"}, DECIDER),
    "board_member": ({"appeal"}, DECIDER),
    "barred_board_member": (set(), set()),
    "board_secretariat": ({"appeal"}, REQUESTER),
    "statistics_manager": (ALL, ROW),
    "auditor": (ALL, ROW),
    "sysadmin": (set(), set()),
    "stranger": (set(), set()),
    "disabled": (set(), set()),
}


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def units(cast: Cast) -> dict[str, Unit]:
    office = cast.office
    own = make_unit(intake(division=office.general_affairs))
    appeal = make_unit(intake(kind="appeal", request_kind="appeal"))
    Bar.objects.create(
        case=appeal.case, staff=cast.barred_board_member, on=SINCE, reason="除斥"
    )
    return {
        "own": own,
        "other": make_branch(own, division=office.roads),
        "schools": make_unit(intake(organ=office.board_of_education)),
        "self_info": make_unit(intake(kind="self_info")),
        "appeal": appeal,
    }


def test_table_names_everybody(cast: Cast) -> None:
    assert set(SEES) == set(cast.everybody())


@pytest.mark.parametrize("person", SEES)
def test_units_and_fields_seen(person: str, cast: Cast, units: dict[str, Unit]) -> None:
    staff = cast.everybody()[person]
    seen, fields = SEES[person]

    visible = set(Unit.objects.visible_to(staff, on=TODAY))

    assert {name for name, unit in units.items() if unit in visible} == seen
    for name in seen:
        assert fields_of(staff, units[name], on=TODAY) == fields
    for name in set(units) - seen - {"appeal"}:
        assert fields_of(staff, units[name], on=TODAY) == set()
    assert can_see_cases(staff, on=TODAY) == bool(staff.roles_on(TODAY) - {"sysadmin"})


@pytest.mark.parametrize("person", SEES)
def test_cases_seen_are_those_of_visible_units(
    person: str, cast: Cast, units: dict[str, Unit]
) -> None:
    staff = cast.everybody()[person]

    cases = set(Case.objects.visible_to(staff, on=TODAY))

    assert cases == {u.case for u in Unit.objects.visible_to(staff, on=TODAY)}


def test_bar_outweighs_every_grant(cast: Cast, units: dict[str, Unit]) -> None:
    Bar.objects.create(
        case=units["own"].case, staff=cast.records_officer, on=SINCE, reason="除斥"
    )

    visible = Unit.objects.visible_to(cast.records_officer, on=TODAY)

    assert units["own"] not in visible
    assert units["schools"] in visible


def test_grant_holds_from_its_first_day_to_the_day_before_its_end(
    cast: Cast, units: dict[str, Unit]
) -> None:
    staff = make_staff("passing")
    Grant.objects.create(
        staff=staff,
        role=Role.RECORDS_OFFICER,
        valid_from=date(2020, 7, 1),
        valid_until=date(2021, 4, 1),
        reason="test",
    )

    days = [date(2020, 6, 30), date(2020, 7, 1), date(2021, 3, 31), date(2021, 4, 1)]
    seen = [
        Unit.objects.visible_to(Staff.objects.get(pk=staff.pk), on=day).exists()
        for day in days
    ]

    assert seen == [False, True, True, False]


def test_records_officer_of_one_organ_sees_that_organ_only(
    cast: Cast, units: dict[str, Unit]
) -> None:
    staff = make_staff(
        "schools_officer", Role.RECORDS_OFFICER, organ=cast.office.board_of_education
    )

    visible = set(Unit.objects.visible_to(staff, on=TODAY))

    assert visible == {units["schools"]}
    assert fields_of(staff, units["own"], on=TODAY) == set()


def test_two_divisions_add_up(cast: Cast, units: dict[str, Unit]) -> None:
    Grant.objects.create(
        staff=cast.division_staff,
        role=Role.DIVISION_STAFF,
        division=cast.office.roads,
        valid_from=SINCE,
        reason="test",
    )
    staff = Staff.objects.get(pk=cast.division_staff.pk)

    visible = set(Unit.objects.visible_to(staff, on=TODAY))

    assert visible == {units["own"], units["other"], units["self_info"]}


def test_deputy_may_approve_only_while_the_approver_is_away() -> None:
    cast = make_cast()
    unit = make_unit()
    back_on = TODAY + timedelta(days=3)
    Absence.objects.create(
        staff=cast.approver,
        deputy=cast.division_staff,
        absent_from=TODAY,
        absent_until=back_on,
    )

    found = [
        may(person, "approve", unit, on=on)
        for on in (TODAY, back_on)
        for person in (cast.division_staff, cast.records_officer)
    ]

    assert found == [True, False, False, False]
