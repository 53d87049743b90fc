"""A split makes a further unit and keeps the clock."""

from datetime import date

import pytest

from audit.models import Entry
from casework.intake import Part
from casework.operations.extend import extend
from casework.operations.split import CannotSplit, split
from tests.factories.cases import AT, intake, make_branch, make_unit
from tests.factories.cast import CLERK, make_office

pytestmark = pytest.mark.django_db

RECEIVED = date(2022, 2, 25)


def test_split_keeps_the_clock_and_numbers_the_branch() -> None:
    office = make_office()
    unit = make_unit(intake(received_on=RECEIVED))

    made = make_branch(unit, division=office.roads, on=date(2022, 3, 3))

    assert (made.branch, made.due_on) == (2, date(2022, 3, 11))
    assert made.number_text == "令和3年度 第1号の2"
    assert (made.fiscal_year, made.division) == (2021, office.roads)


def test_extension_after_the_split_moves_one_branch_only() -> None:
    """The worked example E36: three branches, the second extended."""
    office = make_office()
    first = make_unit(intake(received_on=RECEIVED))
    second = make_branch(first, division=office.roads, on=date(2022, 3, 3))
    third = make_branch(first, division=office.schools, on=date(2022, 3, 3))

    extend(
        unit=second,
        on=date(2022, 3, 10),
        until_on=date(2022, 4, 8),
        reason="",
        by=CLERK,
        at=AT,
    )

    for unit in (first, second, third):
        unit.refresh_from_db()
    assert [u.due_on for u in (first, second, third)] == [
        date(2022, 3, 11),
        date(2022, 4, 8),
        date(2022, 3, 11),
    ]


def test_extension_before_the_split_holds_for_the_new_branch() -> None:
    office = make_office()
    first = make_unit(intake(received_on=RECEIVED))
    extend(
        unit=first,
        on=date(2022, 3, 1),
        until_on=date(2022, 4, 8),
        reason="",
        by=CLERK,
        at=AT,
    )

    made = make_branch(first, division=office.roads, on=date(2022, 3, 3))

    assert made.due_on == date(2022, 4, 8)


def test_split_refuses_a_branch_that_exists() -> None:
    office = make_office()
    unit = make_unit()
    part = Part(organ=office.mayor, division=office.roads, branch=1)

    with pytest.raises(CannotSplit, match="1"):
        split(unit=unit, part=part, on=unit.received_on, by=CLERK, at=AT)

    assert unit.case.units.count() == 1


def test_split_writes_one_trail_entry() -> None:
    office = make_office()
    unit = make_unit()

    made = make_branch(unit, division=office.roads)

    entry = Entry.objects.get(act="split")
    assert (entry.subject_key, entry.seq) == (f"unit:{made.pk}", 2)
