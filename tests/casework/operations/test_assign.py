"""Assigning a unit: to a division, to a person, and what is refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from casework.models import Bar, Inquiry, Unit
from casework.operations.advance import advance
from casework.operations.assign import Assignment, CannotAssign, assign
from casework.operations.begin import CannotAct
from casework.permissions import NotPermitted
from casework.phases import Phase
from casework.versions import Stale
from offices.models import Division, Staff
from tests.factories.cases import intake, make_unit
from tests.factories.cast import SINCE, Cast, make_cast
from tests.factories.desk import NOW, TODAY, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def unit(cast: Cast) -> Unit:
    return make_unit()


def give(
    unit: Unit,
    by: Staff,
    *,
    division: Division | None = None,
    handler: Staff | None = None,
    nobody: bool = False,
    version: int | None = None,
) -> Unit:
    return assign(
        unit=unit,
        assignment=Assignment(division=division, handler=handler, nobody=nobody),
        version=version,
        by=by,
        on=TODAY,
        at=NOW,
    )


def standing(unit: Unit) -> tuple[object, ...]:
    unit = Unit.objects.get(pk=unit.pk)
    return (unit.division, unit.handler, unit.phase, unit.version)


def test_first_handler_takes_the_unit_up(cast: Cast, unit: Unit) -> None:
    give(unit, cast.records_officer, handler=cast.division_staff, version=1)

    assert standing(unit) == (
        cast.office.general_affairs,
        cast.division_staff,
        "examination",
        2,
    )
    division = f"division:{cast.office.general_affairs.pk}"
    assert told("assign") == [
        (
            f"unit:{unit.pk}",
            {
                "division": [division, division],
                "handler": [None, f"staff:{cast.division_staff.pk}"],
            },
            {},
        )
    ]


def test_division_alone_leaves_the_unit_received(cast: Cast) -> None:
    unit = make_unit(replace(intake(), first=replace(intake().first, division=None)))

    give(unit, cast.records_officer, division=cast.office.roads)

    assert standing(unit) == (cast.office.roads, None, "received", 2)


def test_another_division_has_its_own_handler(cast: Cast, unit: Unit) -> None:
    give(unit, cast.records_officer, handler=cast.division_staff)

    give(unit, cast.records_officer, division=cast.office.roads)

    assert standing(unit) == (cast.office.roads, None, "examination", 3)


def test_division_and_handler_at_once(cast: Cast, unit: Unit) -> None:
    give(
        unit,
        cast.records_officer,
        division=cast.office.roads,
        handler=cast.other_division_staff,
    )

    assert standing(unit) == (
        cast.office.roads,
        cast.other_division_staff,
        "examination",
        2,
    )


def test_handler_can_be_taken_away(cast: Cast, unit: Unit) -> None:
    give(unit, cast.records_officer, handler=cast.division_staff)

    give(unit, cast.records_officer, nobody=True)

    assert standing(unit)[1:] == (None, "examination", 3)


def test_division_staff_assigns_within_the_division(cast: Cast, unit: Unit) -> None:
    give(unit, cast.division_staff, handler=cast.division_staff)

    assert standing(unit)[1] == cast.division_staff


def test_records_officer_may_handle_it(cast: Cast, unit: Unit) -> None:
    give(unit, cast.records_officer, handler=cast.records_officer)

    assert standing(unit)[1] == cast.records_officer


def foreign(cast: Cast) -> dict[str, object]:
    return {"division": cast.office.schools}


def closed(cast: Cast) -> dict[str, object]:
    cast.office.roads.valid_until = TODAY
    cast.office.roads.save()
    return {"division": cast.office.roads}


def stranger(cast: Cast) -> dict[str, object]:
    return {"handler": cast.other_division_staff}


def disabled(cast: Cast) -> dict[str, object]:
    return {"handler": cast.disabled}


def barred(cast: Cast) -> dict[str, object]:
    Bar.objects.create(
        case=Unit.objects.get().case,
        staff=cast.division_staff,
        on=TODAY,
        reason="test",
    )
    return {"handler": cast.division_staff}


def same(cast: Cast) -> dict[str, object]:
    return {"division": cast.office.general_affairs}


def nothing(cast: Cast) -> dict[str, object]:
    return {}


@pytest.mark.parametrize(
    ("wish", "code", "field"),
    [
        (foreign, "foreign_division", "division"),
        (closed, "division_not_in_force", "division"),
        (stranger, "handler_without_right", "handler"),
        (disabled, "handler_without_right", "handler"),
        (barred, "handler_without_right", "handler"),
        (same, "nothing_changes", "division"),
        (nothing, "nothing_changes", "division"),
    ],
)
def test_refused_and_nothing_written(
    cast: Cast,
    unit: Unit,
    wish: Callable[[Cast], dict[str, Staff | Division]],
    code: str,
    field: str,
) -> None:
    before = standing(unit)

    with pytest.raises(CannotAssign) as refusal, transaction.atomic():
        give(unit, cast.records_officer, **wish(cast))  # type: ignore[arg-type]

    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert standing(unit) == before
    assert told("assign") == []


def test_second_of_two_is_told_who_was_first(cast: Cast, unit: Unit) -> None:
    give(unit, cast.records_officer, handler=cast.division_staff, version=1)

    with pytest.raises(Stale, match="records_officer 氏") as refusal:
        give(unit, cast.division_staff, nobody=True, version=1)

    assert [change.act for change in refusal.value.changes] == ["assign"]
    assert standing(unit)[1] == cast.division_staff


@pytest.mark.parametrize(
    "name",
    ["other_division_staff", "approver", "auditor", "statistics_manager", "stranger"],
)
def test_not_for_everybody(cast: Cast, unit: Unit, name: str) -> None:
    with pytest.raises(NotPermitted):
        give(unit, cast.everybody()[name], handler=cast.division_staff)

    assert standing(unit)[1] is None


def test_not_while_a_draft_waits(cast: Cast, unit: Unit) -> None:
    give(unit, cast.records_officer, handler=cast.division_staff)
    advance(unit=Unit.objects.get(pk=unit.pk), act="draft", after=Phase.APPROVAL)

    with pytest.raises(CannotAct):
        give(unit, cast.records_officer, nobody=True)


def test_unanswered_inquiry_ends_when_the_unit_moves(cast: Cast, unit: Unit) -> None:
    inquiry = Inquiry.objects.create(
        unit=unit,
        division=cast.office.general_affairs,
        asked_by=cast.records_officer,
        asked_on=TODAY,
        answer_by_on=TODAY,
    )

    give(unit, cast.records_officer, division=cast.office.roads)

    assert not Inquiry.objects.exists()
    assert told("assign")[0][1]["inquiries_ended"] == [inquiry.pk]


def test_handler_of_tomorrow_cannot_have_it_today(cast: Cast, unit: Unit) -> None:
    cast.division_staff.grants.update(valid_from=date(2020, 6, 4))

    with pytest.raises(CannotAssign, match="division_staff 氏"):
        give(unit, cast.records_officer, handler=cast.division_staff)

    cast.division_staff.grants.update(valid_from=SINCE)
    handler = Staff.objects.get(pk=cast.division_staff.pk)
    give(unit, cast.records_officer, handler=handler)
    assert standing(unit)[1] == handler
